package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;

/**
 * Where things that exist once a region go. With one region they are plain resources in {@code
 * var.region}; with several they repeat over {@code var.regions}.
 */
final class Placement {

  private Placement() {}

  static boolean multiRegional(Blueprint blueprint) {
    return blueprint.project().regions().size() > 1;
  }

  /** The region a regional resource writes into its own arguments. */
  static Reference region(Blueprint blueprint) {
    return multiRegional(blueprint) ? ref("each.value") : var("region");
  }

  static Meta meta(Blueprint blueprint) {
    return multiRegional(blueprint)
        ? Meta.NONE.withForEach(call("toset", var("regions")))
        : Meta.NONE;
  }

  /** The instance in the same region, for a resource that repeats over the regions too. */
  static Reference beside(Blueprint blueprint, ResourceAddress address) {
    return at(blueprint, address, ref("each.value"));
  }

  /** The instance in the primary region. */
  static Reference primary(Blueprint blueprint, ResourceAddress address) {
    return at(blueprint, address, var("region"));
  }

  /** The subnet of the region that the resource is in. */
  static Expression subnetwork(Blueprint blueprint) {
    return multiRegional(blueprint)
        ? ref("local.subnetworks").at(ref("each.value"))
        : GcpAddresses.subnetwork(blueprint.project().primaryRegion()).reference().dot("id");
  }

  private static Reference at(Blueprint blueprint, ResourceAddress address, Expression region) {
    return multiRegional(blueprint) ? address.reference().at(region) : address.reference();
  }
}
