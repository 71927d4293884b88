package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Workload;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/** The alarms that take a new version back. */
final class RollbackAlarms {

  private RollbackAlarms() {}

  static List<ResourceAddress> of(Blueprint blueprint, Workload workload) {
    return List.of();
  }
}
