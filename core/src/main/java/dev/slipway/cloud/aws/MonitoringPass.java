package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackPart;

/** What is measured, what calls somebody, and what is shown. */
final class MonitoringPass implements Pass {

  static final String FILE = "monitoring.tf";

  @Override
  public String name() {
    return "monitoring";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    AlarmTopics.add(blueprint, part);
    LogMetrics.add(blueprint, part);
    JobFailures.add(blueprint, part);
    HealthChecks.add(blueprint, part);
    Alarms.add(blueprint, part);
    Dashboard.add(blueprint, part);
    return part.build();
  }
}
