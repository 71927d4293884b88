package dev.slipway.cloud.gcp;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackPart;

/**
 * {@code monitoring.tf}: channels, uptime checks, log metrics, objectives, alerts and the
 * dashboard.
 */
final class MonitoringPass implements Pass {

  static final String FILE = "monitoring.tf";

  @Override
  public String name() {
    return "monitoring";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part =
        StackPart.builder().service("monitoring.googleapis.com").service("logging.googleapis.com");
    NotificationChannels.add(blueprint, part);
    UptimeChecks.add(blueprint, part);
    LogMetrics.add(blueprint, part);
    ServiceObjectives.add(blueprint, part);
    CostEstimate.add(blueprint, part);
    AlertPolicies.add(blueprint, part);
    Dashboard.add(blueprint, part);
    return part.build();
  }
}
