package dev.slipway.design;

import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;

/** What kinds of workloads mean for their number of instances. */
final class Scale {

  private Scale() {}

  static boolean answersRequests(Workload workload) {
    return answersRequests(workload.kind());
  }

  static boolean answersRequests(WorkloadKind kind) {
    return kind == WorkloadKind.SERVICE || kind == WorkloadKind.FUNCTION;
  }

  static boolean runsToItsEnd(WorkloadKind kind) {
    return kind == WorkloadKind.JOB || kind == WorkloadKind.SCHEDULED_JOB;
  }
}
