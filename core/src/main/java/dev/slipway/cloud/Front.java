package dev.slipway.cloud;

import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.Workload.Exposure;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;

/**
 * Whether a load balancer stands in front, and in which environments: it needs a host name for its
 * certificate, so an environment without one is served by the platform's own address.
 */
public final class Front {

  private Front() {}

  public static boolean balanced(Blueprint blueprint) {
    return blueprint.edge().loadBalancer() && !Requirement.kubernetes(blueprint);
  }

  /**
   * Whether some environment has no host name yet, so that the load balancer depends on {@code
   * var.domain}.
   */
  public static boolean optional(Blueprint blueprint) {
    return blueprint.environments().stream().anyMatch(e -> e.domain().isEmpty());
  }

  public static Meta meta(Blueprint blueprint) {
    return meta(blueprint, Meta.NONE);
  }

  public static Meta meta(Blueprint blueprint, Meta meta) {
    return optional(blueprint) ? meta.withCount(when(present(), number(1), number(0))) : meta;
  }

  public static Reference one(Blueprint blueprint, ResourceAddress address) {
    return optional(blueprint) ? address.reference().at(number(0)) : address.reference();
  }

  public static Expression present() {
    return new Expression.Binary(Expression.Operator.NOT_EQUAL, var("domain"), text(""));
  }

  /** {@code then} where there is a load balancer, {@code otherwise} where there is none. */
  public static Expression choose(Blueprint blueprint, Expression then, Expression otherwise) {
    if (!balanced(blueprint)) {
      return otherwise;
    }
    return optional(blueprint) ? when(equal(var("domain"), text("")), otherwise, then) : then;
  }

  /** The workload that answers at {@code /}. */
  public static String root(Blueprint blueprint) {
    return blueprint.edge().routes().stream()
        .filter(r -> r.prefix().equals("/"))
        .findFirst()
        .or(() -> blueprint.edge().routes().stream().findFirst())
        .map(Edge.Route::workload)
        .orElseGet(() ->
            blueprint.workloads().stream()
                .filter(w -> w.exposure() == Exposure.PUBLIC)
                .findFirst()
                .map(Workload::name)
                .orElse(blueprint.project().slug()));
  }

  /** Whether other workloads call this one, by its address or by a right to do so. */
  public static boolean called(Blueprint blueprint, Workload target) {
    for (Workload workload : blueprint.workloads()) {
      if (calls(workload, target)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one workload calls another, by its address or by a right to do so. */
  public static boolean calls(Workload caller, Workload target) {
    // Plain loops: every workload is asked about every other one.
    for (Connection connection : caller.connections()) {
      if (connection.to().kind() == Element.Kind.WORKLOAD
          && connection.to().name().equals(target.name())) {
        return true;
      }
    }
    for (Setting setting : caller.settings()) {
      if (setting.value() instanceof Setting.WorkloadUrl(String name)
          && !setting.buildTime()
          && name.equals(target.name())) {
        return true;
      }
    }
    return false;
  }

  /** Whether this workload calls another one. */
  public static boolean callsOthers(Workload caller) {
    return caller.connections().stream().anyMatch(c -> c.to().kind() == Element.Kind.WORKLOAD)
        || caller.settings().stream()
            .anyMatch(s -> !s.buildTime() && s.value() instanceof Setting.WorkloadUrl);
  }
}
