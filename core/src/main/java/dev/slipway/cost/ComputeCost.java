package dev.slipway.cost;

import dev.slipway.blueprint.Workload;
import dev.slipway.cost.Bill.Subject;
import dev.slipway.cost.Bill.Tariff;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Cloud Run services, worker pools, jobs and functions. */
final class ComputeCost {

  private static final String SERVICE = "Cloud Run";
  private static final Tariff ACTIVE_CPU =
      new Tariff(SERVICE, "vCPU time active, request-based billing (tier 1)");
  private static final Tariff ACTIVE_MEMORY =
      new Tariff(SERVICE, "memory active, request-based billing (tier 1)");
  private static final Tariff IDLE_CPU =
      new Tariff(SERVICE, "idle min-instance vCPU time, request-based (tier 1)");
  private static final Tariff IDLE_MEMORY =
      new Tariff(SERVICE, "idle min-instance memory, request-based (tier 1)");
  private static final Tariff INSTANCE_CPU =
      new Tariff(SERVICE, "vCPU time, instance-based billing (tier 1)");
  private static final Tariff INSTANCE_MEMORY =
      new Tariff(SERVICE, "memory, instance-based billing (tier 1)");
  private static final Tariff REQUESTS = new Tariff(SERVICE, "requests, request-based billing");

  private static final BigDecimal MIB_PER_GIB = BigDecimal.valueOf(1024);
  private static final int DEFAULT_CONCURRENCY = 80;

  private final Scope scope;
  private final Bill bill;

  ComputeCost(Scope scope, Bill bill) {
    this.scope = scope;
    this.bill = bill;
  }

  /** What one instance has, all of its containers together. */
  private record Size(BigDecimal cpu, BigDecimal gib) {

    Size plus(Size other) {
      return new Size(cpu.add(other.cpu), gib.add(other.gib));
    }

    String words() {
      return cpu.stripTrailingZeros().toPlainString()
          + " vCPU, "
          + gib.stripTrailingZeros().toPlainString()
          + " GiB";
    }
  }

  void service(Resource resource, String region) {
    Subject subject = scope.subject(Part.COMPUTE, resource, region);
    Body template = block(resource.body(), "template");
    Size size = size(resource, template, subject);
    int min = minimum(resource, template);
    Workload workload = scope.runs(resource);
    Range rate = scope.requestsPerSecond(workload);
    Range seconds = scope.seconds(workload);
    Range serving =
        Occupancy.serving(rate, seconds, concurrency(resource, template))
            .atMost(maximum(resource, template));
    String name = subject.element().name();
    if (alwaysAllocated(resource, template)) {
      Range alive = Occupancy.alive(rate, serving).atLeast(BigDecimal.valueOf(min));
      instanceTime(
          subject,
          name,
          size,
          alive.times(Scope.SECONDS),
          alive.words() + " instances on average, each for its whole life");
    } else {
      requestTime(workload, subject, size, serving, min);
    }
  }

  private void requestTime(Workload workload, Subject subject, Size size, Range serving, int min) {
    String name = subject.element().name();
    Range busy = serving.times(Scope.SECONDS);
    String assumption = serving.words() + " instances with a request at any moment";
    bill.usage(
        subject,
        name + ": vCPU while serving (" + size.words() + ")",
        busy.times(size.cpu()),
        ACTIVE_CPU,
        assumption);
    bill.usage(
        subject,
        name + ": memory while serving",
        busy.times(size.gib()),
        ACTIVE_MEMORY,
        assumption);
    if (min > 0) {
      Range idle =
          Range.fixed(min)
              .with(serving, BigDecimal::subtract)
              .atLeast(BigDecimal.ZERO)
              .times(Scope.SECONDS);
      String warm =
          "the rest of the time of " + min + (min == 1 ? " instance" : " instances") + " kept warm";
      bill.usage(
          subject, name + ": vCPU of warm instances", idle.times(size.cpu()), IDLE_CPU, warm);
      bill.usage(
          subject, name + ": memory of warm instances", idle.times(size.gib()), IDLE_MEMORY, warm);
    }
    bill.usage(
        subject,
        name + ": requests",
        scope.requests(workload).over("1000000"),
        REQUESTS,
        "its part of the system's requests");
  }

  private void instanceTime(
      Subject subject, String name, Size size, Range seconds, String assumption) {
    bill.usage(
        subject,
        name + ": vCPU, always allocated (" + size.words() + ")",
        seconds.times(size.cpu()),
        INSTANCE_CPU,
        assumption);
    bill.usage(
        subject,
        name + ": memory, always allocated",
        seconds.times(size.gib()),
        INSTANCE_MEMORY,
        assumption);
  }

  /** Runs all the time: what its lowest number of instances takes is known. */
  void workerPool(Resource resource, String region) {
    Subject subject = scope.subject(Part.COMPUTE, resource, region);
    Size size = size(resource, block(resource.body(), "template"), subject);
    int fixed = workers(resource).max(BigDecimal.ONE).intValue();
    BigDecimal seconds = Scope.SECONDS.multiply(BigDecimal.valueOf(fixed));
    String name = subject.element().name() + ": ";
    String words =
        " of "
            + fixed
            + (fixed == 1 ? " instance" : " instances")
            + " all the time ("
            + size.words()
            + ")";
    bill.known(subject, name + "vCPU" + words, seconds.multiply(size.cpu()), INSTANCE_CPU);
    bill.known(subject, name + "memory" + words, seconds.multiply(size.gib()), INSTANCE_MEMORY);
  }

  private BigDecimal workers(Resource resource) {
    Body scaling = block(resource.body(), "scaling");
    return scope
        .number(scaling, "manual_instance_count")
        .or(() -> scope.number(scaling, "min_instance_count"))
        .or(() ->
            scope
                .workload(resource)
                .map(w -> BigDecimal.valueOf(w.scaling(scope.environment().name()).min())))
        .orElse(BigDecimal.ONE);
  }

  void job(Resource resource, String region) {
    Subject subject = scope.subject(Part.COMPUTE, resource, region);
    Size size = size(resource, block(block(resource.body(), "template"), "template"), subject);
    Optional<Workload> workload = scope.workload(resource);
    Runs runs = Runs.of(workload, scope.environment());
    instanceTime(
        subject, subject.element().name(), size, runs.count().times(runs.seconds()), runs.words());
  }

  void function(Resource resource, String region) {
    Subject subject = scope.subject(Part.COMPUTE, resource, region);
    Body config = block(resource.body(), "service_config");
    Optional<Workload> workload = scope.workload(resource);
    BigDecimal cpu =
        scope
            .text(config, "available_cpu")
            .flatMap(ComputeCost::cpu)
            .or(() -> workload.map(w -> w.compute().cpu()))
            .orElse(BigDecimal.ONE);
    BigDecimal gib =
        scope
            .text(config, "available_memory")
            .flatMap(ComputeCost::gib)
            .or(() -> workload.map(ComputeCost::memory))
            .orElse(new BigDecimal("0.25"));
    int concurrency =
        scope
            .number(config, "max_instance_request_concurrency")
            .map(BigDecimal::intValue)
            .orElse(1);
    Workload called = scope.runs(resource);
    Range rate = scope.requestsPerSecond(called);
    Range serving = Occupancy.serving(rate, scope.seconds(called), concurrency);
    int min = scope.number(config, "min_instance_count").map(BigDecimal::intValue).orElse(0);
    requestTime(called, subject, new Size(cpu, gib), serving, min);
  }

  private Size size(Resource resource, Body template, Subject subject) {
    Optional<Size> written =
        template.blocks("containers").stream()
            .map(c -> limits(block(c, "resources"), resource))
            .reduce(Size::plus);
    return written.orElseGet(() ->
        scope
            .workload(resource)
            .map(w -> new Size(w.compute().cpu(), memory(w)))
            .orElseThrow(() -> new IllegalStateException("no size of " + subject.address())));
  }

  /** A container without limits gets what the platform gives by default. */
  private Size limits(Body resources, Resource resource) {
    Optional<Expression> limits = resources.argument("limits");
    Optional<Workload> workload = scope.workload(resource);
    BigDecimal cpu =
        limits
            .flatMap(l -> scope.values().entry(l, "cpu"))
            .flatMap(ComputeCost::cpu)
            .or(() -> limits.isPresent() ? workload.map(w -> w.compute().cpu()) : Optional.empty())
            .orElse(BigDecimal.ONE);
    BigDecimal gib =
        limits
            .flatMap(l -> scope.values().entry(l, "memory"))
            .flatMap(ComputeCost::gib)
            .or(() -> limits.isPresent() ? workload.map(ComputeCost::memory) : Optional.empty())
            .orElse(new BigDecimal("0.5"));
    return new Size(cpu, gib);
  }

  private int minimum(Resource resource, Body template) {
    return scope
        .number(block(template, "scaling"), "min_instance_count")
        .or(() -> scope.number(block(resource.body(), "scaling"), "min_instance_count"))
        .map(BigDecimal::intValue)
        .orElseGet(() ->
            scope
                .workload(resource)
                .map(w -> w.scaling(scope.environment().name()).min())
                .orElse(0));
  }

  private BigDecimal maximum(Resource resource, Body template) {
    return scope
        .number(block(template, "scaling"), "max_instance_count")
        .orElseGet(() ->
            BigDecimal.valueOf(
                scope
                    .workload(resource)
                    .map(w -> w.scaling(scope.environment().name()).max())
                    .orElse(100)))
        .max(BigDecimal.ONE);
  }

  private int concurrency(Resource resource, Body template) {
    return scope
        .number(template, "max_instance_request_concurrency")
        .map(BigDecimal::intValue)
        .or(() -> scope.workload(resource).map(w -> w.compute().concurrency()))
        .orElse(DEFAULT_CONCURRENCY);
  }

  private boolean alwaysAllocated(Resource resource, Body template) {
    List<Body> containers = template.blocks("containers");
    return scope.workload(resource).map(w -> w.compute().cpuAlwaysAllocated()).orElse(false)
        || containers.stream()
            .flatMap(c -> c.blocks("resources").stream())
            .anyMatch(r -> scope.text(r, "cpu_idle").filter("false"::equals).isPresent());
  }

  static Body block(Body body, String type) {
    return body.blocks(type).stream().findFirst().orElse(Body.EMPTY);
  }

  private static BigDecimal memory(Workload workload) {
    return BigDecimal.valueOf(workload.compute().memoryMib())
        .divide(MIB_PER_GIB, MathContext.DECIMAL32);
  }

  /** {@code 2}, {@code 0.5} or {@code 500m}. */
  static Optional<BigDecimal> cpu(String text) {
    return text.endsWith("m")
        ? decimal(text.substring(0, text.length() - 1)).map(n -> n.movePointLeft(3))
        : decimal(text);
  }

  /** {@code 512Mi}, {@code 2Gi}, {@code 512M} or {@code 1G}, the latter two read as the former. */
  static Optional<BigDecimal> gib(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String unit = lower.endsWith("i") ? lower.substring(0, lower.length() - 1) : lower;
    if (unit.endsWith("g")) {
      return decimal(unit.substring(0, unit.length() - 1));
    }
    return unit.endsWith("m")
        ? decimal(unit.substring(0, unit.length() - 1))
            .map(n -> n.divide(MIB_PER_GIB, MathContext.DECIMAL32))
        : Optional.empty();
  }

  private static Optional<BigDecimal> decimal(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
