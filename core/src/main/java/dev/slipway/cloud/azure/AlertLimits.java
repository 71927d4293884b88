package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Expression;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The thresholds that follow from an environment's own sizes, as a variable. */
final class AlertLimits {

  private AlertLimits() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    for (Environment environment : blueprint.environments()) {
      SequencedMap<String, Expression> values = new LinkedHashMap<>();
      for (Alert alert : blueprint.observability().alerts()) {
        if (!AlertConditions.of(blueprint, alert).isEmpty()) {
          AlertConditions.limit(blueprint, alert, environment.name())
              .ifPresent(limit -> values.put(ResourceAddress.id(alert.name()), number(limit)));
        }
      }
      if (values.isEmpty()) {
        return;
      }
      if (environment.equals(blueprint.environments().getFirst())) {
        part.add(variable(List.copyOf(values.keySet())));
      }
      part.value(
          environment.name(),
          AlertConditions.LIMITS,
          object(values),
          "Share of this environment's own maximum at which somebody is told.",
          Monitoring.WHY);
    }
  }

  private static InputVariable variable(List<String> keys) {
    SequencedMap<String, Expression> types = new LinkedHashMap<>();
    keys.forEach(key -> types.put(key, ref("number")));
    return new InputVariable(
        AlertConditions.LIMITS,
        "variables.tf",
        call("object", object(types)),
        "Thresholds of the alerts whose limits differ between environments, by alert.",
        Optional.empty(),
        false,
        false,
        false,
        List.of(
            new InputVariable.Validation(
                call(
                    "alltrue",
                    new Expression.ForList(
                        Optional.empty(),
                        "limit",
                        call("values", var(AlertConditions.LIMITS)),
                        new Expression.Binary(Expression.Operator.GREATER, ref("limit"), number(0)),
                        Optional.empty())),
                "Each limit is greater than zero.")),
        Monitoring.WHY);
  }
}
