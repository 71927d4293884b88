package dev.slipway.stack;

import dev.slipway.stack.Expression.Binary;
import dev.slipway.stack.Expression.Bool;
import dev.slipway.stack.Expression.Call;
import dev.slipway.stack.Expression.Conditional;
import dev.slipway.stack.Expression.ListOf;
import dev.slipway.stack.Expression.Number;
import dev.slipway.stack.Expression.ObjectOf;
import dev.slipway.stack.Expression.Operator;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Expression.Template;
import dev.slipway.stack.Expression.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Short names for building expressions; meant for static import by the lowering passes. */
public final class Expressions {

  private Expressions() {}

  public static Text text(String value) {
    return new Text(value);
  }

  public static Number number(long value) {
    return new Number(BigDecimal.valueOf(value));
  }

  public static Number number(BigDecimal value) {
    return new Number(value);
  }

  public static Bool bool(boolean value) {
    return new Bool(value);
  }

  public static ListOf list(Expression... items) {
    return new ListOf(List.of(items));
  }

  public static ListOf list(List<? extends Expression> items) {
    return new ListOf(List.copyOf(items));
  }

  public static ListOf texts(List<String> items) {
    return new ListOf(items.stream().map(i -> (Expression) text(i)).toList());
  }

  /** An object with text keys, in the map's order. */
  public static ObjectOf object(Map<String, ? extends Expression> entries) {
    List<ObjectOf.Entry> list = new ArrayList<>();
    entries.forEach((key, value) -> list.add(new ObjectOf.Entry(text(key), value)));
    return new ObjectOf(List.copyOf(list));
  }

  public static Reference ref(String dotted) {
    return Reference.of(dotted);
  }

  public static Reference var(String name) {
    return Reference.of("var." + name);
  }

  public static Reference local(String name) {
    return Reference.of("local." + name);
  }

  public static Call call(String name, Expression... arguments) {
    return new Call(name, List.of(arguments), false);
  }

  /**
   * A template of literal strings and expressions; a {@code String} part is literal text, and the
   * parts of a template in it become its own.
   */
  public static Template template(Object... parts) {
    List<Expression> flat = new ArrayList<>();
    for (Object part : parts) {
      switch (part) {
        case String literal -> flat.add(text(literal));
        case Template inner -> flat.addAll(inner.parts());
        case Expression expression -> flat.add(expression);
        default -> throw new IllegalArgumentException("no part of a template: " + part);
      }
    }
    return new Template(List.copyOf(flat));
  }

  public static Conditional when(Expression condition, Expression then, Expression otherwise) {
    return new Conditional(condition, then, otherwise);
  }

  public static Binary equal(Expression left, Expression right) {
    return new Binary(Operator.EQUAL, left, right);
  }
}
