package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Body;
import java.util.Optional;

/** How Container Apps asks a service whether it is well. */
final class Probes {

  private Probes() {}

  /**
   * A start may take two minutes; afterwards what does not answer is given no requests and then
   * restarted.
   */
  static void add(Body.Builder container, Workload workload) {
    Optional<String> liveness = workload.health().liveness();
    Optional<String> readiness = workload.health().readiness().or(() -> liveness);
    container.block(
        "startup_probe",
        probe(workload, readiness)
            .set("interval_seconds", 5)
            .set("timeout", 3)
            .set("failure_count_threshold", 24));
    readiness.ifPresent(path ->
        container.block(
            "readiness_probe",
            probe(workload, Optional.of(path))
                .set("interval_seconds", 10)
                .set("timeout", 5)
                .set("failure_count_threshold", 3)
                .set("success_count_threshold", 1)));
    liveness.ifPresent(path ->
        container.block(
            "liveness_probe",
            probe(workload, Optional.of(path))
                .set("interval_seconds", 30)
                .set("timeout", 5)
                .set("failure_count_threshold", 3)));
  }

  private static Body.Builder probe(Workload workload, Optional<String> path) {
    Body.Builder probe =
        Body.builder()
            .set("transport", path.isPresent() ? "HTTP" : "TCP")
            .set("port", ServicePass.port(workload));
    path.ifPresent(p -> probe.set("path", p));
    return probe;
  }
}
