package dev.slipway.cost;

import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.aws.AwsAddresses;
import dev.slipway.cost.Bill.Subject;
import dev.slipway.cost.Bill.Tariff;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** ECS tasks on Fargate, Lambda functions, EKS clusters. */
final class AwsComputeCost {

  private static final String FARGATE = "Fargate (ECS, Linux)";
  private static final BigDecimal UNITS = BigDecimal.valueOf(1024);

  private final Scope scope;
  private final Bill bill;
  private final Stack stack;

  AwsComputeCost(Scope scope, Bill bill, Stack stack) {
    this.scope = scope;
    this.bill = bill;
    this.stack = stack;
  }

  private record Size(BigDecimal cpu, BigDecimal gib, String processor) {

    String words() {
      return cpu.stripTrailingZeros().toPlainString()
          + " vCPU, "
          + gib.stripTrailingZeros().toPlainString()
          + " GiB, "
          + processor;
    }
  }

  /** ECS does not end the last task for want of requests, so one at least always runs. */
  void service(Resource resource, String region) {
    Workload workload = scope.runs(resource);
    Subject subject = scope.subject(Part.COMPUTE, resource, region);
    int min = Math.max(1, workload.scaling(scope.environment().name()).min());
    int max = Math.max(min, workload.scaling(scope.environment().name()).max());
    Range tasks =
        workload.kind() == WorkloadKind.WORKER
            ? Range.fixed(min)
            : Occupancy.serving(
                    scope.requestsPerSecond(workload),
                    scope.seconds(workload),
                    workload.compute().concurrency())
                .atLeast(BigDecimal.valueOf(min))
                .atMost(BigDecimal.valueOf(max));
    Optional<Size> size = size(workload, resource);
    if (size.isEmpty()) {
      bill.unknown(subject, workload.name(), "The task's size is not known before Terraform runs.");
      return;
    }
    String assumption =
        tasks.words() + " tasks on average; " + min + (min == 1 ? " is" : " are") + " always there";
    hours(subject, workload.name(), size.get(), tasks.times(Scope.HOURS), assumption);
    Body network = ComputeCost.block(resource.body(), "network_configuration");
    if (scope.values().isTrue(network, "assign_public_ip")) {
      bill.usage(
          subject.in(Part.NETWORKING),
          workload.name() + ": public addresses of its tasks",
          tasks.times(Scope.HOURS),
          new Tariff("Public IPv4", "address in use"),
          "one for each task");
    }
  }

  private void hours(Subject subject, String name, Size size, Range hours, String assumption) {
    String processor = size.processor().equals("ARM64") ? "arm64" : "x86";
    bill.usage(
        subject,
        name + ": vCPU of its tasks (" + size.words() + ")",
        hours.times(size.cpu()),
        new Tariff(FARGATE, processor + " vCPU"),
        assumption);
    bill.usage(
        subject,
        name + ": memory of its tasks",
        hours.times(size.gib()),
        new Tariff(FARGATE, processor + " memory"),
        assumption);
  }

  private Optional<Size> size(Workload workload, Resource like) {
    String name = AwsAddresses.taskDefinition(workload.name()).name();
    String ending = like.address().name().endsWith("_secondary") ? "_secondary" : "";
    return stack.ofType("aws_ecs_task_definition").stream()
        .filter(t -> t.address().name().equals(name + ending))
        .findFirst()
        .flatMap(this::size);
  }

  private Optional<Size> size(Resource task) {
    Optional<BigDecimal> cpu = scope.number(task.body(), "cpu");
    Optional<BigDecimal> memory = scope.number(task.body(), "memory");
    Body platform = ComputeCost.block(task.body(), "runtime_platform");
    String processor = scope.text(platform, "cpu_architecture").orElse("X86_64");
    return cpu.flatMap(c ->
        memory.map(m ->
            new Size(
                c.divide(UNITS, MathContext.DECIMAL32),
                m.divide(UNITS, MathContext.DECIMAL32),
                processor)));
  }

  /** Of a job: what its runs take. A service's definition costs nothing by itself. */
  void task(Resource resource, String region) {
    Optional<Workload> workload =
        scope
            .workload(resource)
            .filter(w -> w.kind() == WorkloadKind.JOB || w.kind() == WorkloadKind.SCHEDULED_JOB);
    Optional<Size> size = size(resource);
    if (workload.isEmpty() || size.isEmpty()) {
      return;
    }
    Runs runs = Runs.of(workload, scope.environment());
    hours(
        scope.subject(Part.COMPUTE, resource, region),
        workload.get().name(),
        size.get(),
        runs.count().times(runs.seconds()).over("3600"),
        runs.words());
  }

  void function(Resource resource, String region) {
    Subject subject = scope.subject(Part.COMPUTE, resource, region);
    Optional<Workload> workload = scope.workload(resource);
    if (workload.isEmpty()) {
      return; // a few calls of a program of the design's own
    }
    BigDecimal gib =
        scope
            .number(resource.body(), "memory_size")
            .orElse(BigDecimal.valueOf(128))
            .divide(UNITS, MathContext.DECIMAL32);
    boolean arm =
        resource.body().argument("architectures").stream()
            .anyMatch(a -> scope.values().texts(a).contains("arm64"));
    Range calls = scope.requests(workload.get());
    bill.usage(
        subject,
        workload.get().name() + ": calls",
        calls.over("1000000"),
        new Tariff("Lambda", "requests"),
        "its part of the system's requests");
    bill.usage(
        subject,
        workload.get().name() + ": time (" + gib.stripTrailingZeros().toPlainString() + " GiB)",
        calls.times(scope.seconds(workload.get())).times(gib),
        new Tariff(
            "Lambda",
            arm
                ? "duration arm64, first 7.5 billion GB-seconds"
                : "duration x86, first 6 billion GB-seconds"),
        "the calls times how long one takes");
  }

  void cluster(Resource resource, String region) {
    Subject subject = scope.subject(Part.COMPUTE, resource, region);
    bill.known(
        subject, "EKS: cluster", Scope.HOURS, new Tariff("EKS", "cluster, standard support"));
    bill.unknown(
        subject,
        "EKS: nodes",
        "Auto Mode chooses the machines by what the manifests ask for, and takes a fee on top.");
  }
}
