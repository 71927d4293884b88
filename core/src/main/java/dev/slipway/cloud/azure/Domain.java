package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Front;
import dev.slipway.cloud.Requirement;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;

/** Whether there is a public host name, and in which environments. */
final class Domain {

  private Domain() {}

  /** Whether some environment has one. */
  static boolean wanted(Blueprint blueprint) {
    return !Requirement.kubernetes(blueprint)
        && blueprint.environments().stream().anyMatch(e -> e.domain().isPresent())
        && (FrontDoor.present(blueprint) || served(blueprint));
  }

  /** Without Front Door the domain is bound to the app that answers at the root. */
  private static boolean served(Blueprint blueprint) {
    return blueprint
        .workload(Front.root(blueprint))
        .filter(ServicePass::serves)
        .filter(w -> FrontDoor.direct(blueprint, w))
        .isPresent();
  }

  static Meta meta(Blueprint blueprint) {
    return meta(blueprint, Meta.NONE);
  }

  static Meta meta(Blueprint blueprint, Meta meta) {
    return Front.optional(blueprint)
        ? meta.withCount(when(Front.present(), number(1), number(0)))
        : meta;
  }

  static Reference one(Blueprint blueprint, ResourceAddress address) {
    return Front.one(blueprint, address);
  }

  /** {@code then} where there is a domain, {@code otherwise} where there is none. */
  static Expression choose(Blueprint blueprint, Expression then, Expression otherwise) {
    return Front.optional(blueprint) ? when(equal(var("domain"), text("")), otherwise, then) : then;
  }
}
