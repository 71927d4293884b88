package dev.slipway.design;

import dev.slipway.blueprint.Objectives;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.vocabulary.Language;
import java.time.Duration;
import java.util.List;

/** How long a first request waits for an instance. Typical values: no platform publishes one. */
final class ColdStart {

  private ColdStart() {}

  static Duration of(Language language) {
    return switch (language) {
      case PYTHON -> Duration.ofMillis(4000);
      case NODE -> Duration.ofMillis(2500);
      case GO -> Duration.ofMillis(1000);
    };
  }

  /** Whether even a request that waits for a start is answered within the latency objective. */
  static boolean fits(Objectives objectives, List<Workload> workloads) {
    return workloads.stream()
        .filter(w -> w.kind() == WorkloadKind.SERVICE || w.kind() == WorkloadKind.FUNCTION)
        .allMatch(w -> of(w.source().language()).compareTo(objectives.latencyP95()) <= 0);
  }
}
