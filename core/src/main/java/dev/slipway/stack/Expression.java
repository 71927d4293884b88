package dev.slipway.stack;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What an argument's value can be: Terraform's expressions as a tree, so that every reader can
 * follow references.
 */
public sealed interface Expression {

  /** A literal string. Its text is plain: no interpolation, no escapes. */
  record Text(String value) implements Expression {}

  /** A literal number. */
  record Number(BigDecimal value) implements Expression {}

  /** {@code true} or {@code false}. */
  record Bool(boolean value) implements Expression {}

  /** {@code null}. */
  record Null() implements Expression {}

  /** {@code [a, b]}. */
  record ListOf(List<Expression> items) implements Expression {}

  /** {@code { key = value }}, in the order given. */
  record ObjectOf(List<Entry> entries) implements Expression {

    /** One entry; a {@link Text} key that is an identifier is printed bare. */
    public record Entry(Expression key, Expression value) {}
  }

  /**
   * {@code root.step[step]}: a variable, local, resource, data source or iterator and a path into
   * it.
   */
  record Reference(String root, List<Step> steps) implements Expression {

    /** One step of a reference's path. */
    public sealed interface Step {}

    /** {@code .name}. */
    public record Attribute(String name) implements Step {}

    /** {@code [key]}. */
    public record Index(Expression key) implements Step {}

    /** {@code [*]}. */
    public record Splat() implements Step {}

    /** {@code root.a.b}, dotted. */
    public static Reference of(String dotted) {
      List<String> parts = List.of(dotted.split("\\."));
      return new Reference(
          parts.getFirst(),
          parts.stream().skip(1).map(part -> (Step) new Attribute(part)).toList());
    }

    /** This reference with {@code .name} added. */
    public Reference dot(String name) {
      return plus(new Attribute(name));
    }

    /** This reference with {@code [key]} added. */
    public Reference at(Expression key) {
      return plus(new Index(key));
    }

    private Reference plus(Step step) {
      List<Step> longer = new java.util.ArrayList<>(steps);
      longer.add(step);
      return new Reference(root, List.copyOf(longer));
    }
  }

  /** {@code name(a, b)}. */
  record Call(String name, List<Expression> arguments, boolean expandLast) implements Expression {}

  /** A string with interpolations: {@link Text} parts are literal, all others are interpolated. */
  record Template(List<Expression> parts) implements Expression {}

  /** {@code condition ? then : otherwise}. */
  record Conditional(Expression condition, Expression then, Expression otherwise)
      implements Expression {}

  /** A binary operation. */
  record Binary(Operator operator, Expression left, Expression right) implements Expression {}

  /** {@code !x} or {@code -x}. */
  record Unary(String operator, Expression operand) implements Expression {}

  /** {@code [for k, v in collection : result if condition]}. */
  record ForList(
      Optional<String> key,
      String value,
      Expression collection,
      Expression result,
      Optional<Expression> condition)
      implements Expression {}

  /** {@code {for k, v in collection : resultKey => result if condition}}. */
  record ForObject(
      Optional<String> key,
      String value,
      Expression collection,
      Expression resultKey,
      Expression result,
      Optional<Expression> condition)
      implements Expression {}

  /** Binary operators, by binding strength: higher binds tighter. */
  enum Operator {
    OR("||", 1),
    AND("&&", 2),
    EQUAL("==", 3),
    NOT_EQUAL("!=", 3),
    LESS("<", 4),
    LESS_OR_EQUAL("<=", 4),
    GREATER(">", 4),
    GREATER_OR_EQUAL(">=", 4),
    PLUS("+", 5),
    MINUS("-", 5),
    TIMES("*", 6),
    DIVIDE("/", 6),
    MODULO("%", 6);

    private final String symbol;
    private final int strength;

    Operator(String symbol, int strength) {
      this.symbol = symbol;
      this.strength = strength;
    }

    public String symbol() {
      return symbol;
    }

    public int strength() {
      return strength;
    }
  }
}
