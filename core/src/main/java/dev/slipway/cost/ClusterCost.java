package dev.slipway.cost;

import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cost.Bill.Subject;
import dev.slipway.cost.Bill.Tariff;
import dev.slipway.stack.Resource;
import java.math.BigDecimal;
import java.math.MathContext;

/** A GKE Autopilot cluster and the pods in it. */
final class ClusterCost {

  private static final BigDecimal MIB_PER_GIB = BigDecimal.valueOf(1024);

  private final Scope scope;
  private final Bill bill;

  ClusterCost(Scope scope, Bill bill) {
    this.scope = scope;
    this.bill = bill;
  }

  void cluster(Resource resource, String region) {
    Subject subject = scope.subject(Part.COMPUTE, resource, region);
    bill.known(
        subject,
        "GKE: management of the cluster",
        Scope.HOURS,
        new Tariff("GKE", "cluster management fee (Standard and Autopilot)"));
    for (Workload workload : scope.blueprint().workloads()) {
      if (workload.kind() == WorkloadKind.SERVICE || workload.kind() == WorkloadKind.WORKER) {
        pods(new Subject(Part.COMPUTE, workload.element(), subject.address(), region), workload);
      }
    }
  }

  private void pods(Subject subject, Workload workload) {
    Range serving =
        Occupancy.serving(
            scope.requestsPerSecond(workload),
            scope.seconds(workload),
            workload.compute().concurrency());
    Workload.Scaling scaling = workload.scaling(scope.environment().name());
    Range pods =
        serving
            .atLeast(BigDecimal.valueOf(Math.max(1, scaling.min())))
            .atMost(BigDecimal.valueOf(Math.max(1, scaling.max())));
    BigDecimal gib =
        BigDecimal.valueOf(workload.compute().memoryMib())
            .divide(MIB_PER_GIB, MathContext.DECIMAL32);
    String assumption = "pods as the load asks for, at least " + Math.max(1, scaling.min());
    bill.usage(
        subject,
        workload.name() + ": vCPU of its pods",
        pods.times(Scope.HOURS).times(workload.compute().cpu()),
        new Tariff("GKE", "Autopilot vCPU (general-purpose pods)"),
        assumption);
    bill.usage(
        subject,
        workload.name() + ": memory of its pods",
        pods.times(Scope.HOURS).times(gib),
        new Tariff("GKE", "Autopilot memory (general-purpose pods)"),
        assumption);
  }
}
