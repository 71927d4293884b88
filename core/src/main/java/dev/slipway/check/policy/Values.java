package dev.slipway.check.policy;

import dev.slipway.stack.Expression;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.LocalValue;
import dev.slipway.stack.Stack;
import dev.slipway.stack.VariableFile;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What expressions come to in one environment, as far as that follows from variables, locals and constants. What is known only
 * after an apply has no value.
 */
final class Values {

  private static final int DEPTH = 20;

  private final Stack stack;
  private final String environment;

  Values(Stack stack, String environment) {
    this.stack = stack;
    this.environment = environment;
  }

  /** A literal, a list of literals, or nothing. */
  Optional<Expression> of(Expression expression) {
    return of(expression, 0);
  }

  Optional<String> text(Expression expression) {
    return of(expression).map(Values::plain).filter(t -> !t.isEmpty());
  }

  Optional<BigDecimal> number(Expression expression) {
    return of(expression)
        .filter(Expression.Number.class::isInstance)
        .map(e -> ((Expression.Number) e).value());
  }

  boolean isTrue(Expression expression) {
    return of(expression).filter(new Expression.Bool(true)::equals).isPresent();
  }

  boolean isFalse(Expression expression) {
    return of(expression).filter(new Expression.Bool(false)::equals).isPresent();
  }

  private static String plain(Expression literal) {
    return switch (literal) {
      case Expression.Text text -> text.value();
      case Expression.Number number -> number.value().toPlainString();
      case Expression.Bool bool -> Boolean.toString(bool.value());
      default -> "";
    };
  }

  private Optional<Expression> of(Expression expression, int depth) {
    if (depth > DEPTH) {
      return Optional.empty();
    }
    return switch (expression) {
      case Expression.Text _,
          Expression.Number _,
          Expression.Bool _,
          Expression.Null _,
          Expression.ListOf _,
          Expression.ObjectOf _ ->
          Optional.of(expression);
      case Expression.Reference reference -> reference(reference, depth);
      case Expression.Conditional c ->
          of(c.condition(), depth + 1)
              .filter(Expression.Bool.class::isInstance)
              .flatMap(b -> of(((Expression.Bool) b).value() ? c.then() : c.otherwise(), depth + 1));
      case Expression.Unary unary when unary.operator().equals("!") ->
          of(unary.operand(), depth + 1)
              .filter(Expression.Bool.class::isInstance)
              .map(b -> new Expression.Bool(!((Expression.Bool) b).value()));
      case Expression.Binary binary -> binary(binary, depth);
      case Expression.Template template -> template(template, depth);
      case Expression.Unary _,
          Expression.Call _,
          Expression.ForList _,
          Expression.ForObject _ ->
          Optional.empty();
    };
  }

  private Optional<Expression> reference(Expression.Reference reference, int depth) {
    if (reference.steps().size() != 1
        || !(reference.steps().getFirst() instanceof Expression.Reference.Attribute(String name))) {
      return Optional.empty();
    }
    return switch (reference.root()) {
      case "var" -> variable(name).flatMap(e -> of(e, depth + 1));
      case "local" ->
          stack.locals().stream()
              .filter(l -> l.name().equals(name))
              .map(LocalValue::value)
              .findFirst()
              .flatMap(e -> of(e, depth + 1));
      default -> Optional.empty();
    };
  }

  private Optional<Expression> variable(String name) {
    return stack.variableFiles().stream()
        .filter(file -> file.environment().equals(environment))
        .flatMap(file -> file.values().stream())
        .filter(value -> value.name().equals(name))
        .map(VariableFile.Value::value)
        .findFirst()
        .or(
            () ->
                stack.variables().stream()
                    .filter(v -> v.name().equals(name))
                    .findFirst()
                    .flatMap(InputVariable::defaultValue));
  }

  private Optional<Expression> template(Expression.Template template, int depth) {
    StringBuilder text = new StringBuilder();
    for (Expression part : template.parts()) {
      Optional<Expression> value = of(part, depth + 1);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      text.append(plain(value.get()));
    }
    return Optional.of(new Expression.Text(text.toString()));
  }

  private Optional<Expression> binary(Expression.Binary binary, int depth) {
    Optional<Expression> left = of(binary.left(), depth + 1);
    Optional<Expression> right = of(binary.right(), depth + 1);
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    return compare(binary.operator(), left.get(), right.get()).map(Expression.Bool::new);
  }

  private static Optional<Boolean> compare(
      Expression.Operator operator, Expression left, Expression right) {
    Optional<BigDecimal> a = decimal(left);
    Optional<BigDecimal> b = decimal(right);
    int order = a.isPresent() && b.isPresent() ? a.get().compareTo(b.get()) : 0;
    boolean numbers = a.isPresent() && b.isPresent();
    return switch (operator) {
      case EQUAL -> Optional.of(numbers ? order == 0 : left.equals(right));
      case NOT_EQUAL -> Optional.of(numbers ? order != 0 : !left.equals(right));
      case AND -> both(left, right).map(_ -> truth(left) && truth(right));
      case OR -> both(left, right).map(_ -> truth(left) || truth(right));
      case LESS -> numbers ? Optional.of(order < 0) : Optional.empty();
      case LESS_OR_EQUAL -> numbers ? Optional.of(order <= 0) : Optional.empty();
      case GREATER -> numbers ? Optional.of(order > 0) : Optional.empty();
      case GREATER_OR_EQUAL -> numbers ? Optional.of(order >= 0) : Optional.empty();
      case PLUS, MINUS, TIMES, DIVIDE, MODULO -> Optional.empty();
    };
  }

  private static Optional<Boolean> both(Expression left, Expression right) {
    return left instanceof Expression.Bool && right instanceof Expression.Bool
        ? Optional.of(true)
        : Optional.empty();
  }

  private static boolean truth(Expression expression) {
    return expression instanceof Expression.Bool(boolean value) && value;
  }

  private static Optional<BigDecimal> decimal(Expression expression) {
    return expression instanceof Expression.Number(BigDecimal value)
        ? Optional.of(value)
        : Optional.empty();
  }
}
