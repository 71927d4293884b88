package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Objectives;
import dev.slipway.blueprint.Workload;
import dev.slipway.emit.record.InfrastructureRecord.EndpointEntry;
import dev.slipway.emit.record.InfrastructureRecord.Handoff;
import dev.slipway.emit.record.InfrastructureRecord.Target;
import dev.slipway.emit.record.InfrastructureRecord.TestEnvironment;
import dev.slipway.emit.record.InfrastructureRecord.Tester;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What the Security Advisor, the Tester and the Documenter get. */
final class HandoffSection {

  private final RecordInput input;
  private final Blueprint blueprint;

  HandoffSection(RecordInput input) {
    this.input = input;
    blueprint = input.blueprint();
  }

  Handoff build() {
    return new Handoff(security(), tester(), documenter());
  }

  private List<String> security() {
    List<String> items = new ArrayList<>();
    long open = input.controls().stream().filter(c -> c.state().equals("open")).count();
    if (open > 0) {
      items.add(
          "Settle the "
              + Words.count((int) open, "requirement")
              + " that are open in Security Controls.");
    }
    items.add(
        "Review the rights of each identity in terraform/identity.tf: "
            + Words.list(blueprint.workloads().stream().map(Workload::identity).distinct().toList())
            + ".");
    if (!blueprint.secrets().isEmpty()) {
      items.add(
          "Review who reads which secret: "
              + Words.list(
                  blueprint.secrets().stream()
                      .map(s ->
                          s.name()
                              + " ("
                              + (s.readers().isEmpty() ? "nobody" : String.join(", ", s.readers()))
                              + ")")
                      .toList())
              + ".");
    }
    List<String> open443 =
        blueprint.workloads().stream()
            .filter(w -> w.exposure() == Workload.Exposure.PUBLIC)
            .map(Workload::name)
            .toList();
    items.add(
        open443.isEmpty()
            ? "Nothing is open to the internet; confirm it with a scan."
            : "Open to the internet: "
                + Words.list(open443)
                + ". Check that each of their routes authenticates whom it should.");
    items.add(
        blueprint.edge().waf()
            ? "Review the firewall's rules in terraform/edge.tf; watch them in preview before they"
                + " block."
            : "There is no web application firewall; say whether one is needed.");
    items.add(
        "Check the TLS settings from outside once the domain answers: "
            + blueprint.edge().minimumTls()
            + " is the oldest version allowed.");
    int waived = new CodeFiles(input).waivers().size();
    if (waived > 0) {
      items.add("Judge the " + Words.count(waived, "scanner waiver") + " above.");
    }
    items.add("Decide whether VPC Service Controls are needed; this design does not set them up.");
    return List.copyOf(items);
  }

  private Tester tester() {
    List<EndpointEntry> endpoints = new ArrayList<>();
    for (Workload w : blueprint.workloads()) {
      w.health()
          .liveness()
          .ifPresent(path -> endpoints.add(new EndpointEntry(w.name(), "GET", path)));
      w.endpoints().forEach(e -> endpoints.add(new EndpointEntry(w.name(), e.method(), e.path())));
    }
    return new Tester(
        blueprint.environments().stream().map(this::environment).toList(),
        endpoints.stream().distinct().toList(),
        targets(),
        notes());
  }

  private TestEnvironment environment(Environment e) {
    return new TestEnvironment(
        e.name(),
        e.domain()
            .map(d -> "https://" + d)
            .orElse(
                "known after the first apply: terraform output, or gcloud run services list"
                    + " --project="
                    + e.accountId()));
  }

  private List<Target> targets() {
    Objectives o = blueprint.objectives();
    return List.of(
        new Target("p95 response time", "below", seconds(o.latencyP95()), "s"),
        new Target("p99 response time", "below", seconds(o.latencyP99()), "s"),
        new Target("error rate", "below", o.errorRate(), "%"),
        new Target("uptime over 30 days", "at least", o.availability(), "%"),
        new Target("throughput at peak", "at least", o.throughput(), "requests per second"),
        new Target(
            "concurrent users", "at least", BigDecimal.valueOf(o.concurrentUsers()), "users"),
        new Target("data lost at most (RPO)", "at most", minutes(o.rpo()), "min"),
        new Target("back within (RTO)", "at most", minutes(o.rto()), "min"));
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (blueprint.environments().size() > 1) {
      notes.add(
          "Environments before production are smaller (see Differences Between Environments):"
              + " measure latency there, and throughput only with production's sizes.");
    } else {
      notes.add("There is no environment before production: load tests would hit users.");
    }
    notes.add(
        "Keep test credentials in the secret store of the environment, never in the repository.");
    blueprint
        .edge()
        .rateLimitPerMinute()
        .ifPresent(n ->
            notes.add(
                "One address may send "
                    + n
                    + " requests a minute: a load test from one machine runs into that limit."));
    return List.copyOf(notes);
  }

  private List<String> documenter() {
    List<String> items = new ArrayList<>();
    items.add(
        "Make a version of the diagram for users: names of the parts instead of services of the"
            + " cloud.");
    items.add(
        "Describe a release for developers: what a pull request shows, who approves, how long it"
            + " takes.");
    items.add(
        "Explain how to get access to dashboard and logs in "
            + Words.list(blueprint.environments().stream().map(Environment::accountId).toList())
            + ".");
    items.add(
        "Turn the runbook's alert entries into an incident procedure with the team's own"
            + " contacts.");
    return List.copyOf(items);
  }

  private static BigDecimal seconds(java.time.Duration duration) {
    return new BigDecimal(Figures.plain(BigDecimal.valueOf(duration.toMillis()).movePointLeft(3)));
  }

  private static BigDecimal minutes(java.time.Duration duration) {
    BigDecimal minutes =
        BigDecimal.valueOf(duration.toSeconds())
            .divide(BigDecimal.valueOf(60), 2, java.math.RoundingMode.HALF_UP);
    return new BigDecimal(Figures.plain(minutes));
  }
}
