package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Expression;

/** Functions. */
final class FunctionPass implements Pass {

  /** Longer names can meet in the host ids that functions share locks by. */
  private static final int NAME_LIMIT = 32;

  @Override
  public String name() {
    return "functions";
  }

  static Expression functionName(Blueprint blueprint, String workload, Place place) {
    return AzureNames.world(blueprint, place.named(workload), NAME_LIMIT);
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    return StackPart.builder().build();
  }
}
