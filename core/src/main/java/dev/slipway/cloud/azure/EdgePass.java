package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.ResourceAddress;

/** Front Door. */
final class EdgePass implements Pass {

  /** The addresses from which Front Door comes. */
  static final ResourceAddress ADDRESSES =
      ResourceAddress.data("azurerm_network_service_tags", "front_door");

  @Override
  public String name() {
    return "edge";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    return StackPart.builder().build();
  }
}
