package dev.slipway.cost;

import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference.Attribute;
import dev.slipway.stack.Expression.Bool;
import dev.slipway.stack.Expression.Conditional;
import dev.slipway.stack.Expression.ListOf;
import dev.slipway.stack.Expression.Number;
import dev.slipway.stack.Expression.ObjectOf;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Expression.Text;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import dev.slipway.stack.VariableFile;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a stack's arguments are in one environment, as far as it can be told without running Terraform. */
final class Values {

  private static final int DEPTH_LIMIT = 16;

  private final Map<String, Expression> variables = new LinkedHashMap<>();

  Values(Stack stack, String environment) {
    stack.variables().forEach(v -> v.defaultValue().ifPresent(value -> variables.put("var." + v.name(), value)));
    stack.locals().forEach(local -> variables.put("local." + local.name(), local.value()));
    for (VariableFile file : stack.variableFiles()) {
      if (file.environment().equals(environment)) {
        file.values().forEach(value -> variables.put("var." + value.name(), value.value()));
      }
    }
  }

  Optional<String> text(Body body, String argument) {
    return body.argument(argument).map(e -> value(e, 0)).flatMap(Values::scalar);
  }

  Optional<BigDecimal> number(Body body, String argument) {
    return text(body, argument).flatMap(Values::decimal);
  }

  boolean isTrue(Body body, String argument) {
    return text(body, argument).filter("true"::equals).isPresent();
  }

  /** The value of an entry of an object. */
  Optional<String> entry(Expression object, String key) {
    return value(object, 0) instanceof ObjectOf map
        ? map.entries().stream()
            .filter(e -> scalar(value(e.key(), 0)).filter(key::equals).isPresent())
            .findFirst()
            .flatMap(e -> scalar(value(e.value(), 0)))
        : Optional.empty();
  }

  /** How many of a resource there are; one when that cannot be told. */
  int instances(Resource resource) {
    return resource.meta().count().or(() -> resource.meta().forEach()).map(e -> size(value(e, 0))).orElse(1);
  }

  /** The texts of a list or set; empty when they cannot be told. */
  List<String> texts(Expression expression) {
    Expression value = value(expression, 0);
    if (value instanceof Expression.Call call && call.name().equals("toset") && !call.arguments().isEmpty()) {
      return texts(call.arguments().getFirst());
    }
    return value instanceof ListOf list
        ? list.items().stream().flatMap(item -> scalar(value(item, 0)).stream()).toList()
        : List.of();
  }

  private int size(Expression value) {
    return switch (value) {
      case Number number -> number.value().intValue();
      case ListOf list -> list.items().size();
      case ObjectOf object -> object.entries().size();
      case Expression.Call call when call.name().equals("toset") && !call.arguments().isEmpty() ->
          size(value(call.arguments().getFirst(), 0));
      default -> 1;
    };
  }

  private Expression value(Expression expression, int depth) {
    if (depth > DEPTH_LIMIT) {
      return expression;
    }
    return switch (expression) {
      case Reference reference -> named(reference).map(e -> value(e, depth + 1)).orElse(expression);
      case Conditional conditional -> {
        Expression condition = value(conditional.condition(), depth + 1);
        yield condition instanceof Bool truth
            ? value(truth.value() ? conditional.then() : conditional.otherwise(), depth + 1)
            : expression;
      }
      case Expression.Binary binary
          when binary.operator() == Expression.Operator.EQUAL -> {
        Optional<String> left = scalar(value(binary.left(), depth + 1));
        Optional<String> right = scalar(value(binary.right(), depth + 1));
        yield left.isPresent() && right.isPresent() ? new Bool(left.equals(right)) : expression;
      }
      default -> expression;
    };
  }

  private Optional<Expression> named(Reference reference) {
    List<Reference.Step> steps = reference.steps();
    return steps.size() == 1 && steps.getFirst() instanceof Attribute attribute
        ? Optional.ofNullable(variables.get(reference.root() + "." + attribute.name()))
        : Optional.empty();
  }

  private static Optional<String> scalar(Expression expression) {
    return switch (expression) {
      case Text text -> Optional.of(text.value());
      case Number number -> Optional.of(number.value().toPlainString());
      case Bool bool -> Optional.of(Boolean.toString(bool.value()));
      default -> Optional.empty();
    };
  }

  private static Optional<BigDecimal> decimal(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
