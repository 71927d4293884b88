package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Body;

/** What makes Container Apps start and stop replicas. */
final class ScaleRules {

  private ScaleRules() {}

  /** One more replica for as many requests at once as one can take. */
  static void http(Body.Builder template, Workload workload) {
    template.block(
        "http_scale_rule",
        Body.builder()
            .set("name", "requests")
            .set(
                "concurrent_requests",
                Integer.toString(Math.max(1, workload.compute().concurrency()))));
  }

  static void queues(Body.Builder template, Blueprint blueprint, Workload workload) {}
}
