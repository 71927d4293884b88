package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.Signal;
import dev.slipway.blueprint.Workload;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/** The alarms that take a new version back: its users get errors, or wait far too long. */
final class RollbackAlarms {

  private RollbackAlarms() {}

  static List<ResourceAddress> of(Blueprint blueprint, Workload workload) {
    return blueprint.observability().alerts().stream()
        .filter(a -> a.target().equals(workload.element()) && Alarms.critical(a))
        .filter(RollbackAlarms::tellsOfTheVersion)
        .filter(a -> AlarmConditions.watchable(blueprint, a))
        .map(a -> AwsAddresses.alarm(a.name()))
        .toList();
  }

  private static boolean tellsOfTheVersion(Alert alert) {
    return alert.signal() == Signal.ERROR_RATE || alert.signal() == Signal.LATENCY_P99;
  }
}
