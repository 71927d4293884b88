package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.LogSignal;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.aws.Alarm.Metric;

/** The count of a workload's error lines. */
final class ErrorLines {

  private ErrorLines() {}

  static Metric metric(Blueprint blueprint, Workload workload) {
    String name =
        blueprint.observability().logMetrics().stream()
            .filter(m -> m.signal() == LogSignal.ERRORS && m.workload().equals(workload.name()))
            .map(LogMetric::name)
            .findFirst()
            .orElse(dev.slipway.stack.ResourceAddress.id(workload.name()) + "_errors");
    return LogMetrics.metric(blueprint, name);
  }
}
