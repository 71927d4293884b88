package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Workload;
import dev.slipway.cost.Estimate;
import dev.slipway.cost.Range;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.record.InfrastructureRecord.Summary;
import java.util.ArrayList;
import java.util.List;

/** The half page for who has to decide. */
final class SummarySection {

  private static final int LISTED = 6;

  private final RecordInput input;
  private final Blueprint blueprint;

  SummarySection(RecordInput input) {
    this.input = input;
    blueprint = input.blueprint();
  }

  Summary build() {
    return new Summary(what(), cost(), risks(), decisions());
  }

  private List<String> what() {
    List<String> what = new ArrayList<>();
    what.add(
        Words.list(
                blueprint.workloads().stream()
                    .map(w -> w.name() + " (" + Words.kind(w.kind()) + ")")
                    .toList())
            + " on "
            + blueprint.project().cloud().label()
            + " in "
            + Words.list(blueprint.project().regions())
            + ".");
    if (!blueprint.datastores().isEmpty()) {
      what.add(
          "Data in "
              + Words.list(
                  blueprint.datastores().stream()
                      .map(d ->
                          d.name()
                              + " ("
                              + new CloudServices(
                                      blueprint.project().cloud(), blueprint.project().platform())
                                  .of(d)
                              + ")")
                      .toList())
              + ".");
    }
    List<String> open =
        blueprint.workloads().stream()
            .filter(w -> w.exposure() == Workload.Exposure.PUBLIC)
            .map(Workload::name)
            .toList();
    what.add(
        (open.isEmpty()
            ? "Nothing is open to the internet."
            : "Open to the internet: "
                + Words.list(open)
                + ", "
                + (blueprint.edge().loadBalancer()
                    ? "behind a load balancer"
                    : "at the platform's own address")
                + (blueprint.edge().waf() ? " with a firewall" : "")
                + "."));
    what.add(
        "Environments: "
            + Words.list(
                blueprint.environments().stream()
                    .map(e -> e.name() + " (project " + e.accountId() + ")")
                    .toList())
            + ".");
    return what;
  }

  private List<String> cost() {
    Estimate estimate = input.estimate();
    Range total = estimate.total();
    List<String> cost = new ArrayList<>();
    cost.add(
        "Expected "
            + Figures.roughly(total.expected())
            + " a month for all environments ("
            + Figures.roughly(total.low())
            + " at little use, "
            + Figures.roughly(total.high())
            + " at high use). "
            + CostSection.verdict(input));
    List<Estimate.Share> shares =
        estimate.shares().stream()
            .sorted(java.util.Comparator.comparing(Estimate.Share::percent).reversed())
            .limit(3)
            .toList();
    if (!shares.isEmpty()) {
      cost.add(
          "Most of it: "
              + Words.list(
                  shares.stream()
                      .map(s ->
                          Table.lower(s.part().label()) + " (" + Figures.plain(s.percent()) + " %)")
                      .toList())
              + ".");
    }
    int unknown = estimate.environments().stream().mapToInt(e -> e.unknown().size()).sum();
    if (unknown > 0) {
      cost.add(
          Words.count(unknown, "line")
              + (unknown == 1 ? " has" : " have")
              + " no known price and "
              + (unknown == 1 ? "is" : "are")
              + " not in these sums.");
    }
    return cost;
  }

  private List<String> risks() {
    List<String> risks = new ArrayList<>();
    for (Diagnostic d : input.diagnostics()) {
      if (d.severity() != Severity.NOTE && risks.size() < LISTED) {
        risks.add(
            Words.capital(Words.of(d.severity())) + " " + d.code() + ": " + d.summary() + ".");
      }
    }
    blueprint.datastores(Datastore.Relational.class).stream()
        .filter(d -> !d.size(blueprint.production().name()).highAvailability())
        .forEach(d ->
            risks.add(
                "The production database "
                    + d.name()
                    + " runs in one zone: a failed zone is an outage until it is restored."));
    if (blueprint.project().regions().size() == 1) {
      risks.add(
          "Everything is in "
              + blueprint.project().primaryRegion()
              + ": a failed region is an outage.");
    }
    if (blueprint.environments().stream()
        .noneMatch(e -> e.stage() != Environment.Stage.PRODUCTION)) {
      risks.add("There is no environment before production.");
    }
    blueprint.workloads().stream()
        .filter(w -> !w.source().present())
        .forEach(w ->
            risks.add(
                "The code of "
                    + w.name()
                    + " was not found; its size and settings come from records alone."));
    long open = input.controls().stream().filter(c -> c.state().equals("open")).count();
    if (open > 0) {
      risks.add(Words.count((int) open, "security requirement") + " open.");
    }
    return risks;
  }

  private List<String> decisions() {
    List<String> needed = new ArrayList<>();
    blueprint.questions().stream()
        .limit(LISTED)
        .forEach(q -> needed.add(q.text() + " Meanwhile: " + q.takenMeanwhile()));
    long assumed = blueprint.decisions().stream().filter(d -> d.assumed()).count();
    if (assumed > 0) {
      needed.add(
          "Confirm or change what is only assumed: "
              + assumed
              + " of "
              + Words.count(blueprint.decisions().size(), "decision")
              + ", listed under Decisions.");
    }
    needed.add("Approve the provisioning, or say what has to change.");
    return needed;
  }
}
