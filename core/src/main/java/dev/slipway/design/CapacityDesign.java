package dev.slipway.design;

import dev.slipway.blueprint.Objectives;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.intake.Service;
import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Resolved;
import dev.slipway.vocabulary.Trait;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How large an instance is and how many there are: Little's law over the targets and a profile of
 * the runtime.
 */
final class CapacityDesign {

  /** Full instances answer slowly; beyond this share of slots or CPU another one is wanted. */
  private static final double SLOTS_USED = 0.8;

  private static final double CPU_USED = 0.7;

  /** How long a streamed answer holds its slot, where nobody says. */
  private static final Duration STREAM = Duration.ofSeconds(15);

  private static final int MAX_CONCURRENCY = 1000;
  private static final int MAX_INSTANCES = 1000;
  private static final int STAGING_INSTANCES = 2;
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STREAM_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration SOCKET_TIMEOUT = Duration.ofMinutes(60);
  private static final Duration JOB_TIMEOUT = Duration.ofHours(1);
  private static final int[] MEMORY_STEPS = {256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768};

  private final Draft draft;
  private final Objectives objectives;

  private CapacityDesign(Draft draft, Objectives objectives) {
    this.draft = draft;
    this.objectives = objectives;
  }

  /** By workload name. */
  static Map<String, Sizing> design(Draft draft, Objectives objectives, List<Part> parts) {
    CapacityDesign capacity = new CapacityDesign(draft, objectives);
    Map<String, Sizing> sizes = new TreeMap<>();
    for (Part part : parts) {
      sizes.put(part.name(), capacity.size(part));
    }
    return sizes;
  }

  private <T> Optional<Resolved<T>> said(Subject<T> subject, Part part) {
    return draft.requirements().find(subject, part.service().name());
  }

  private Sizing size(Part part) {
    Service service = part.service();
    Profile profile = Profile.of(service);
    boolean platformSized = part.kind() == WorkloadKind.STATIC_SITE;
    int concurrency =
        part.answersRequests()
            ? Math.min(
                said(Subjects.CONCURRENCY, part).map(Resolved::value).orElse(profile.concurrency()),
                MAX_CONCURRENCY)
            : platformSized ? profile.concurrency() : 1;
    BigDecimal cpu = cpu(part, concurrency);
    int memory = memory(part, profile, concurrency, cpu);
    Duration timeout = timeout(part);
    boolean always =
        part.kind() == WorkloadKind.WORKER
            || service.has(Trait.BACKGROUND_WORK)
            || service.has(Trait.WEBSOCKETS);
    decideResources(part, profile, cpu, memory, concurrency, timeout, always);
    int pool = ConnectionBudget.pool(part);
    return part.answersRequests()
        ? served(part, profile, cpu, memory, concurrency, timeout, always, pool)
        : steady(part, cpu, memory, concurrency, timeout, always, pool);
  }

  /** Memory above 4 GiB needs 2 vCPU, and less than one whole vCPU takes one request at a time. */
  private BigDecimal cpu(Part part, int concurrency) {
    BigDecimal cpu = said(Subjects.CPU, part).map(Resolved::value).orElse(BigDecimal.ONE);
    if (cpu.compareTo(BigDecimal.ONE) < 0) {
      return concurrency > 1 || part.kind() != WorkloadKind.SERVICE
          ? BigDecimal.ONE
          : cpu.max(new BigDecimal("0.08"));
    }
    for (int step : new int[] {1, 2, 4, 6, 8}) {
      if (cpu.compareTo(BigDecimal.valueOf(step)) <= 0) {
        return BigDecimal.valueOf(step);
      }
    }
    draft.report(
        "SLIP-RESOURCES-LIMIT",
        Severity.WARNING,
        said(Subjects.CPU, part).flatMap(r -> r.evidence().span()),
        part.element().toString(),
        "No instance has " + Figures.text(cpu) + " vCPU",
        "Cloud Run gives an instance at most 8 vCPU; 8 are designed for.",
        "Ask for 8 or less, or for Kubernetes with `platform: kubernetes`.");
    return BigDecimal.valueOf(8);
  }

  private int memory(Part part, Profile profile, int concurrency, BigDecimal cpu) {
    int wanted =
        said(Subjects.MEMORY, part)
            .map(Resolved::value)
            .orElse(profile.baseMib() + profile.requestMib() * Math.min(concurrency, 100));
    int least = cpu.intValue() >= 6 ? 4096 : cpu.intValue() >= 4 ? 2048 : 512;
    int most =
        cpu.intValue() >= 8
            ? 32_768
            : cpu.intValue() >= 6
                ? 24_576
                : cpu.intValue() >= 4 ? 16_384 : cpu.intValue() >= 2 ? 8192 : 4096;
    for (int step : MEMORY_STEPS) {
      if (step >= wanted && step >= least) {
        return Math.min(step, most);
      }
    }
    return most;
  }

  private Duration timeout(Part part) {
    if (Scale.runsToItsEnd(part.kind())) {
      return JOB_TIMEOUT;
    }
    Service service = part.service();
    return service.has(Trait.WEBSOCKETS)
        ? SOCKET_TIMEOUT
        : service.has(Trait.STREAMING)
            ? STREAM_TIMEOUT
            : longest(REQUEST_TIMEOUT, objectives.latencyP99().multipliedBy(3));
  }

  private static Duration longest(Duration a, Duration b) {
    Duration longer = a.compareTo(b) > 0 ? a : b;
    return longer.compareTo(SOCKET_TIMEOUT) > 0 ? SOCKET_TIMEOUT : longer;
  }

  private void decideResources(
      Part part,
      Profile profile,
      BigDecimal cpu,
      int memory,
      int concurrency,
      Duration timeout,
      boolean always) {
    List<Evidence> evidence = new ArrayList<>();
    said(Subjects.CPU, part).ifPresent(r -> evidence.add(r.evidence()));
    said(Subjects.MEMORY, part).ifPresent(r -> evidence.add(r.evidence()));
    said(Subjects.CONCURRENCY, part).ifPresent(r -> evidence.add(r.evidence()));
    part.service().framework().ifPresent(f -> evidence.add(f.evidence()));
    evidence.add(
        Evidence.assumed("profile of " + profile.label() + ", to be replaced by a load test"));
    String stream =
        part.service().has(Trait.WEBSOCKETS)
            ? " Sockets stay open, up to the platform's longest, " + Figures.text(timeout) + "."
            : part.service().has(Trait.STREAMING)
                ? " Streamed answers may take " + Figures.text(timeout) + "."
                : "";
    draft
        .decide(
            "workload." + part.name() + ".resources",
            part.element(),
            "Size of one instance of " + part.name(),
            Figures.text(cpu)
                + " vCPU, "
                + memory
                + " MiB, "
                + concurrency
                + (concurrency == 1 ? " request" : " requests")
                + " at once")
        .because(
            "A process of "
                + profile.label()
                + " takes about "
                + profile.baseMib()
                + " MiB and "
                + profile.requestMib()
                + " MiB for each request in work: "
                + profile.baseMib()
                + " + "
                + concurrency
                + " × "
                + profile.requestMib()
                + " = "
                + (profile.baseMib() + concurrency * profile.requestMib())
                + " MiB; the size is the next one that the platform offers, or what was asked for."
                + stream
                + (always ? " It works between requests too, so it keeps its CPU." : ""))
        .over(
            "2 vCPU",
            "It costs twice as much an hour, and more small instances follow the load more"
                + " closely.")
        .over(
            "512 MiB less",
            "The process would be stopped when memory runs out in the middle of requests.")
        .on(evidence)
        .reconsiderWhen(
            "Memory stays above 80 % or CPU above 70 % in a load test, or both stay below a"
                + " third.");
  }

  private Sizing served(
      Part part,
      Profile profile,
      BigDecimal cpu,
      int memory,
      int concurrency,
      Duration timeout,
      boolean always,
      int pool) {
    double rps = objectives.throughput().doubleValue();
    boolean holds = part.service().has(Trait.STREAMING) || part.service().has(Trait.WEBSOCKETS);
    Duration held = holds ? STREAM : objectives.latencyP95();
    double inFlight = rps * Figures.seconds(held);
    boolean byUsers = holds && objectives.concurrentUsers() < inFlight;
    double slots = byUsers ? objectives.concurrentUsers() : inFlight;
    int bySlots = Figures.ceiling(slots / (concurrency * SLOTS_USED));
    int byCpu = Figures.ceiling(rps / (profile.perVcpu() * cpu.doubleValue() * CPU_USED));
    int needed = Math.min(Math.max(1, Math.max(bySlots, byCpu)), MAX_INSTANCES);
    Optional<Resolved<Integer>> saidMax = said(Subjects.MAX_INSTANCES, part);
    int max = Math.min(saidMax.map(Resolved::value).orElse(Math.max(3, needed * 2)), MAX_INSTANCES);
    Minimum minimum = minimum(part, Math.min(needed, max));
    int min = Math.min(minimum.instances, max);
    String arithmetic =
        Figures.text(objectives.throughput())
            + " requests/s × "
            + Figures.text(held)
            + (holds
                ? " that a streamed answer holds its slot"
                : " (the p95 target, so on the safe side)")
            + " = "
            + Figures.text(inFlight)
            + " in flight"
            + (byUsers
                ? ", and no more than the " + objectives.concurrentUsers() + " people who are there"
                : "")
            + "; / ("
            + concurrency
            + " at once × "
            + Figures.text(SLOTS_USED)
            + ") = "
            + bySlots
            + ". CPU: "
            + Figures.text(objectives.throughput())
            + " / ("
            + profile.perVcpu()
            + " × "
            + Figures.text(cpu)
            + " vCPU × "
            + Figures.text(CPU_USED)
            + ") = "
            + byCpu
            + ". The peak needs "
            + needed
            + (saidMax.isPresent()
                ? "; the ceiling of " + max + " was set."
                : "; the ceiling is twice that, at least 3, so that a burst is served and cost"
                    + " stays bounded.");
    if (needed > max) {
      reportCeiling(part, needed, max, saidMax, arithmetic);
    }
    decideScaling(part, min, max, arithmetic + " " + minimum.reason, minimum.evidence, saidMax);
    return new Sizing(
        cpu,
        memory,
        concurrency,
        timeout,
        always,
        min,
        max,
        needed,
        saidMax.isPresent(),
        0,
        Math.min(STAGING_INSTANCES, max),
        pool);
  }

  private record Minimum(int instances, String reason, List<Evidence> evidence) {}

  private Minimum minimum(Part part, int most) {
    Optional<Resolved<Integer>> said = said(Subjects.MIN_INSTANCES, part);
    if (draft.saves(Saving.PRODUCTION_SCALES_TO_ZERO)
        || draft.saves(Saving.PRODUCTION_COLD_STARTS)) {
      return new Minimum(
          0,
          "None is kept warm, to save cost: after a quiet time the first answer waits about "
              + Figures.text(ColdStart.of(part.service().language()))
              + " for a start.",
          List.of());
    }
    if (said.isPresent()) {
      return new Minimum(
          said.get().value(),
          "The minimum of " + said.get().value() + " was set.",
          List.of(said.get().evidence()));
    }
    Duration start = ColdStart.of(part.service().language());
    boolean latencyBinds =
        ObjectivesDesign.stated(draft, Subjects.LATENCY_P95)
            && start.compareTo(objectives.latencyP95()) > 0;
    boolean availabilityBinds =
        ObjectivesDesign.stated(draft, Subjects.AVAILABILITY)
            && objectives.availability().compareTo(new BigDecimal("99.9")) >= 0;
    if (objectives.availability().compareTo(new BigDecimal("99.95")) >= 0) {
      return new Minimum(
          Math.max(1, Math.min(2, most)),
          "Two are kept warm where the peak needs them, so that the loss of one is no outage.",
          draft.find(Subjects.AVAILABILITY).map(Resolved::evidence).stream().toList());
    }
    if (latencyBinds || availabilityBinds) {
      List<Evidence> evidence = new ArrayList<>();
      draft
          .find(Subjects.LATENCY_P95)
          .filter(r -> latencyBinds)
          .ifPresent(r -> evidence.add(r.evidence()));
      draft
          .find(Subjects.AVAILABILITY)
          .filter(r -> availabilityBinds)
          .ifPresent(r -> evidence.add(r.evidence()));
      return new Minimum(
          1,
          latencyBinds
              ? "One is kept warm: a start takes about "
                  + Figures.text(start)
                  + ", more than the p95 target of "
                  + Figures.text(objectives.latencyP95())
                  + "."
              : "One is kept warm, so that a quiet night does not end with a failed start.",
          evidence);
    }
    return new Minimum(
        0,
        "None is kept warm: no target forbids the first answer after a quiet time to wait about "
            + Figures.text(start)
            + ".",
        List.of());
  }

  private void reportCeiling(
      Part part, int needed, int max, Optional<Resolved<Integer>> said, String arithmetic) {
    draft.report(
        "SLIP-CAPACITY-CEILING",
        Severity.WARNING,
        said.flatMap(r -> r.evidence().span()),
        part.element().toString(),
        "The most instances of " + part.name() + " are fewer than the peak needs",
        arithmetic + " Beyond " + max + " instances requests wait or are turned away.",
        "Raise it in slipway.yaml:\n    --set services."
            + part.service().name()
            + ".scaling.max-instances="
            + needed);
  }

  private void decideScaling(
      Part part,
      int min,
      int max,
      String reason,
      List<Evidence> more,
      Optional<Resolved<Integer>> saidMax) {
    List<Evidence> evidence = new ArrayList<>(more);
    saidMax.ifPresent(r -> evidence.add(r.evidence()));
    draft.find(Subjects.THROUGHPUT).ifPresent(r -> evidence.add(r.evidence()));
    draft.find(Subjects.LATENCY_P95).ifPresent(r -> evidence.add(r.evidence()));
    if (evidence.isEmpty()) {
      evidence.add(
          Evidence.assumed("no target is stated; the defaults of the objectives are used"));
    }
    draft
        .decide(
            "workload." + part.name() + ".scaling",
            part.element(),
            "Instances of " + part.name() + " in production",
            min + " to " + max)
        .because(reason)
        .over(
            "no ceiling",
            "A flood of requests or a loop would be paid for, and would use up the database's"
                + " connections.")
        .over(
            min == 0 ? "one kept warm" : "none kept warm",
            min == 0
                ? "It is paid for around the clock, and no target asks for it."
                : "The first answer after a quiet time would wait for a start.")
        .on(evidence)
        .reconsiderWhen("The instance ceiling alert fires, or a load test shows other figures.");
  }

  /** Workloads without requests: one of them, or one run at a time. */
  private Sizing steady(
      Part part,
      BigDecimal cpu,
      int memory,
      int concurrency,
      Duration timeout,
      boolean always,
      int pool) {
    boolean worker = part.kind() == WorkloadKind.WORKER;
    boolean site = part.kind() == WorkloadKind.STATIC_SITE;
    int min =
        worker
            ? said(Subjects.MIN_INSTANCES, part)
                .map(Resolved::value)
                .map(m -> Math.max(1, m))
                .orElse(1)
            : 0;
    int max =
        Math.max(
            Math.max(1, min),
            worker || site ? said(Subjects.MAX_INSTANCES, part).map(Resolved::value).orElse(3) : 1);
    decideScaling(
        part,
        min,
        max,
        worker
            ? "It takes its work from a queue around the clock, so one always runs; up to "
                + max
                + " share a backlog."
            : site
                ? "It is files only; instances, if any, follow the requests."
                : "One run at a time, started when it is due.",
        said(Subjects.MIN_INSTANCES, part).map(Resolved::evidence).stream().toList(),
        said(Subjects.MAX_INSTANCES, part));
    int stagingMin = worker ? 1 : 0;
    return new Sizing(
        cpu,
        memory,
        concurrency,
        timeout,
        always,
        min,
        max,
        Math.max(1, min),
        false,
        stagingMin,
        1,
        pool);
  }
}
