package dev.slipway.cost;

import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cost.Bill.Subject;
import dev.slipway.cost.Bill.Tariff;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource;
import java.math.BigDecimal;
import java.util.Optional;

/** Container apps and jobs on the Consumption profile, functions, clusters. */
final class AzureComputeCost {

  private static final String SERVICE = "Container Apps";
  private static final Tariff ACTIVE_CPU = new Tariff(SERVICE, "consumption vCPU active");
  private static final Tariff IDLE_CPU = new Tariff(SERVICE, "consumption vCPU idle");
  private static final Tariff ACTIVE_MEMORY = new Tariff(SERVICE, "consumption memory active");
  private static final Tariff IDLE_MEMORY = new Tariff(SERVICE, "consumption memory idle");

  private final Scope scope;
  private final Bill bill;

  AzureComputeCost(Scope scope, Bill bill) {
    this.scope = scope;
    this.bill = bill;
  }

  private record Size(BigDecimal cpu, BigDecimal gib) {

    String words() {
      return cpu.stripTrailingZeros().toPlainString()
          + " vCPU, "
          + gib.stripTrailingZeros().toPlainString()
          + " GiB";
    }
  }

  void app(Resource resource, String region) {
    Workload workload = scope.runs(resource);
    Subject subject = scope.subject(Part.COMPUTE, resource, region);
    if (dedicated(resource)) {
      bill.unknown(
          subject, workload.name(), "It shares the nodes of a dedicated profile; see there.");
      return;
    }
    Size size = size(resource);
    int min = workload.scaling(scope.environment().name()).min();
    int max = Math.max(Math.max(1, min), workload.scaling(scope.environment().name()).max());
    if (workload.kind() == WorkloadKind.WORKER) {
      seconds(
          subject,
          workload.name(),
          size,
          Range.fixed(Math.max(1, min)).times(Scope.SECONDS),
          "its lowest number of replicas, always at work");
      return;
    }
    Range serving =
        Occupancy.serving(
                scope.requestsPerSecond(workload),
                scope.seconds(workload),
                workload.compute().concurrency())
            .atMost(BigDecimal.valueOf(max));
    seconds(
        subject,
        workload.name(),
        size,
        serving.times(Scope.SECONDS),
        serving.words() + " replicas with a request at any moment");
    idle(subject, workload.name(), size, serving, min);
    bill.usage(
        subject,
        workload.name() + ": requests",
        scope.requests(workload).over("1000000"),
        new Tariff(SERVICE, "requests"),
        "its part of the system's requests");
  }

  private void seconds(Subject subject, String name, Size size, Range seconds, String assumption) {
    bill.usage(
        subject,
        name + ": vCPU at work (" + size.words() + ")",
        seconds.times(size.cpu()),
        ACTIVE_CPU,
        assumption);
    bill.usage(
        subject, name + ": memory at work", seconds.times(size.gib()), ACTIVE_MEMORY, assumption);
  }

  private void idle(Subject subject, String name, Size size, Range serving, int min) {
    if (min == 0) {
      return;
    }
    Range idle =
        Range.fixed(min)
            .with(serving, BigDecimal::subtract)
            .atLeast(BigDecimal.ZERO)
            .times(Scope.SECONDS);
    String warm =
        "the rest of the time of " + min + (min == 1 ? " replica" : " replicas") + " kept warm";
    bill.usage(subject, name + ": vCPU of warm replicas", idle.times(size.cpu()), IDLE_CPU, warm);
    bill.usage(
        subject, name + ": memory of warm replicas", idle.times(size.gib()), IDLE_MEMORY, warm);
  }

  private boolean dedicated(Resource resource) {
    return scope
        .text(resource.body(), "workload_profile_name")
        .filter(p -> !p.equals("Consumption"))
        .isPresent();
  }

  /** All containers of a replica together. */
  private Size size(Resource resource) {
    BigDecimal cpu = BigDecimal.ZERO;
    BigDecimal gib = BigDecimal.ZERO;
    for (Body container : ComputeCost.block(resource.body(), "template").blocks("container")) {
      cpu = cpu.add(scope.number(container, "cpu").orElse(BigDecimal.ZERO));
      gib =
          gib.add(
              scope.text(container, "memory").flatMap(ComputeCost::gib).orElse(BigDecimal.ZERO));
    }
    return cpu.signum() == 0
        ? new Size(new BigDecimal("0.25"), new BigDecimal("0.5"))
        : new Size(cpu, gib);
  }

  void job(Resource resource, String region) {
    Optional<Workload> workload = scope.workload(resource);
    Runs runs = Runs.of(workload, scope.environment());
    Subject subject = scope.subject(Part.COMPUTE, resource, region);
    seconds(
        subject,
        subject.element().name(),
        size(resource),
        runs.count().times(runs.seconds()),
        runs.words());
  }

  void environment(Resource resource, String region) {
    Subject subject = scope.subject(Part.COMPUTE, resource, region);
    for (Body profile : resource.body().blocks("workload_profile")) {
      String type = scope.text(profile, "workload_profile_type").orElse("Consumption");
      if (!type.equals("Consumption")) {
        bill.known(
            subject,
            "Container Apps: dedicated plan",
            Scope.HOURS,
            new Tariff(SERVICE, "dedicated plan management fee"));
        nodes(subject, type, scope.number(profile, "minimum_count").orElse(BigDecimal.ONE));
      }
    }
  }

  /** {@code D4} has 4 vCPU with 4 GiB each, {@code E4} with 8. */
  private void nodes(Subject subject, String type, BigDecimal count) {
    String digits = type.replaceAll("[^0-9]", "");
    if (digits.isEmpty() || digits.length() > 3) {
      bill.unknown(subject, "Nodes of profile " + type, "Its size is not known.");
      return;
    }
    BigDecimal cpu = new BigDecimal(digits).multiply(count);
    BigDecimal gib = cpu.multiply(BigDecimal.valueOf(type.startsWith("E") ? 8 : 4));
    bill.known(
        subject,
        "Nodes of profile " + type + ": vCPU",
        Scope.HOURS.multiply(cpu),
        new Tariff(SERVICE, "dedicated plan vCPU"));
    bill.known(
        subject,
        "Nodes of profile " + type + ": memory",
        Scope.HOURS.multiply(gib),
        new Tariff(SERVICE, "dedicated plan memory"));
  }

  void function(Resource resource, String region) {
    Optional<Workload> workload = scope.workload(resource);
    if (workload.isEmpty()) {
      return;
    }
    Subject subject = scope.subject(Part.COMPUTE, resource, region);
    BigDecimal gib =
        scope
            .number(resource.body(), "instance_memory_in_mb")
            .orElse(BigDecimal.valueOf(2048))
            .movePointLeft(3);
    Range calls = scope.requests(workload.get());
    bill.usage(
        subject,
        workload.get().name() + ": executions",
        calls.over("10"),
        new Tariff("Functions", "Flex on-demand executions"),
        "its part of the system's requests");
    bill.usage(
        subject,
        workload.get().name() + ": time",
        calls.times(scope.seconds(workload.get())).times(gib),
        new Tariff("Functions", "Flex on-demand execution time"),
        "the executions times how long one takes; each has an instance to itself");
  }

  void cluster(Resource resource, String region) {
    Subject subject = scope.subject(Part.COMPUTE, resource, region);
    bill.known(
        subject, "AKS: cluster", Scope.HOURS, new Tariff("AKS", "Standard tier control plane"));
    bill.unknown(
        subject, "AKS: nodes", "The cluster chooses the machines by what the manifests ask for.");
  }
}
