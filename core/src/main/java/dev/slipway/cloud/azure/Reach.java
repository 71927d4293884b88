package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Template;
import java.util.ArrayList;
import java.util.List;

/** How workloads are reached by others. */
final class Reach {

  private Reach() {}

  /**
   * The host name of a workload in one region. An app's follows from its environment's domain, so
   * that two apps can know each other without referring to each other.
   */
  static Expression host(Blueprint blueprint, String workload, Place place) {
    return new Template(parts(blueprint, workload, place));
  }

  /** {@code https://} and {@link #host}. */
  static Expression url(Blueprint blueprint, String workload, Place place) {
    List<Expression> parts = new ArrayList<>();
    parts.add(text("https://"));
    parts.addAll(parts(blueprint, workload, place));
    return new Template(List.copyOf(parts));
  }

  private static List<Expression> parts(Blueprint blueprint, String workload, Place place) {
    boolean function =
        blueprint.workload(workload).filter(w -> w.kind() == WorkloadKind.FUNCTION).isPresent();
    if (function) {
      return List.of(
          FunctionPass.functionName(blueprint, workload, place), text(".azurewebsites.net"));
    }
    boolean external =
        blueprint.workload(workload).filter(w -> ServicePass.external(blueprint, w)).isPresent();
    String name = AzureNames.app(blueprint, workload);
    return template(
            name + (external ? "." : ".internal."),
            place.one(AzureAddresses.APP_ENVIRONMENT).dot("default_domain"))
        .parts();
  }
}
