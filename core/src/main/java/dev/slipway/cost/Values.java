package dev.slipway.cost;

import dev.slipway.stack.Body;
import dev.slipway.stack.Evaluation;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import dev.slipway.stack.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a stack's arguments are in one environment, as far as it can be told without running
 * Terraform.
 */
final class Values {

  private final Evaluation evaluation;

  Values(Stack stack, String environment) {
    evaluation = Evaluation.of(stack, environment);
  }

  Optional<String> text(Body body, String argument) {
    return body.argument(argument).flatMap(evaluation::text);
  }

  Optional<BigDecimal> number(Body body, String argument) {
    return body.argument(argument).flatMap(evaluation::number);
  }

  boolean isTrue(Body body, String argument) {
    return body.argument(argument).flatMap(evaluation::bool).orElse(false);
  }

  /** The value of an entry of an object. */
  Optional<String> entry(Expression object, String key) {
    return evaluation.value(object).orElse(Value.UNKNOWN) instanceof Value.Fields fields
        ? Optional.ofNullable(fields.fields().get(key)).flatMap(Value::asText)
        : Optional.empty();
  }

  /** How many of a resource there are; one when that cannot be told. */
  int instances(Resource resource) {
    return evaluation.instances(resource).orElse(1);
  }

  /** The texts of a list or set; empty when they cannot be told. */
  List<String> texts(Expression expression) {
    return evaluation.value(expression).orElse(Value.UNKNOWN) instanceof Value.Items items
        ? items.items().stream().flatMap(item -> item.asText().stream()).toList()
        : List.of();
  }
}
