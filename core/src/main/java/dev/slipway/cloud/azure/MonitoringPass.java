package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackPart;

/**
 * {@code monitoring.tf}: the workspace, whom alerts reach, tests from outside, alerts, budgets and
 * the workbook.
 */
final class MonitoringPass implements Pass {

  @Override
  public String name() {
    return "monitoring";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    Monitoring.logs(blueprint, part);
    if (insights(blueprint)) {
      Monitoring.insights(blueprint, part);
    }
    RequestLog.declare(blueprint, part);
    ActionGroups.add(blueprint, part);
    AvailabilityTests.add(blueprint, part);
    AlertRules.add(blueprint, part);
    Workbook.add(blueprint, part);
    return part.build();
  }

  /** Tests from outside report to it, and functions. */
  static boolean insights(Blueprint blueprint) {
    return !AvailabilityTests.checked(blueprint).isEmpty()
        || blueprint.workloads().stream().anyMatch(w -> w.kind() == WorkloadKind.FUNCTION);
  }
}
