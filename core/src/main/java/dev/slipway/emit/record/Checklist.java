package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.cost.Estimate.Verdict;
import dev.slipway.emit.record.InfrastructureRecord.CheckItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has to be true before anything is provisioned. A box is ticked only by a check that ran on
 * this design.
 */
final class Checklist {

  private final RecordInput input;
  private final Blueprint blueprint;

  Checklist(RecordInput input) {
    this.input = input;
    blueprint = input.blueprint();
  }

  List<CheckItem> list() {
    List<CheckItem> items = new ArrayList<>();
    items.add(checks());
    items.add(errors());
    items.add(cost());
    items.add(monitoring());
    items.add(backups());
    items.add(controls());
    items.add(new CheckItem(false, "Open questions answered", questions()));
    items.add(
        new CheckItem(
            false,
            "Infrastructure code reviewed",
            "a person, by the approval of this design's digest"));
    items.add(new CheckItem(false, "Security review completed", "Security Advisor"));
    items.add(
        new CheckItem(
            false, "Load testing completed", "Tester, in the environment before production"));
    items.add(
        new CheckItem(false, "Disaster recovery tested", "operators, by the drill in the runbook"));
    if (blueprint.questions().isEmpty()) {
      items.removeIf(item -> item.text().equals("Open questions answered"));
    }
    return List.copyOf(items);
  }

  private String questions() {
    return "whoever knows; "
        + Words.count(blueprint.questions().size(), "question")
        + " in Open Questions";
  }

  private CheckItem checks() {
    boolean passed =
        !input.checks().isEmpty()
            && input.checks().stream().allMatch(RecordInput.CompletedCheck::passed);
    String names =
        Words.list(
            input.checks().stream().map(c -> c.name() + (c.passed() ? "" : " (failed)")).toList());
    return new CheckItem(
        passed,
        "Generated code passes its own checks",
        names.isEmpty() ? "slipway check; not run yet" : "slipway check: " + names);
  }

  private CheckItem errors() {
    long errors =
        input.diagnostics().stream()
            .filter(d -> d.severity() == dev.slipway.diagnostic.Severity.ERROR)
            .count();
    return new CheckItem(
        errors == 0,
        "Design without errors",
        errors == 0
            ? "slipway design: no diagnostic of severity error"
            : Words.count((int) errors, "error") + " in Findings");
  }

  private CheckItem cost() {
    Optional<Verdict> verdict = input.estimate().against(blueprint.budget()).map(c -> c.verdict());
    return new CheckItem(
        verdict.isPresent() && verdict.get() != Verdict.OVER,
        blueprint
            .budget()
            .monthly()
            .map(m -> "Cost estimate within budget (" + Figures.dollars(m) + " a month)")
            .orElse("Cost estimate within budget"),
        "cost estimate: " + CostSection.verdict(input));
  }

  private CheckItem monitoring() {
    boolean pages =
        blueprint.observability().alerts().stream()
            .anyMatch(a -> a.severity() == Severity.CRITICAL);
    boolean somebody = !blueprint.observability().alertEmail().isBlank();
    return new CheckItem(
        pages && somebody,
        "Monitoring and alerting configured",
        "blueprint: "
            + Words.count(blueprint.observability().alerts().size(), "alert")
            + (somebody
                ? ", with somebody to tell"
                : ", but nobody to tell: alert_email is empty"));
  }

  private CheckItem backups() {
    List<String> without = new ArrayList<>();
    for (Datastore.Relational database : blueprint.datastores(Datastore.Relational.class)) {
      boolean planned =
          blueprint.recovery().plans().stream()
              .anyMatch(p -> p.datastore().equals(database.name()));
      if (!planned || database.size(blueprint.production().name()).backupsRetained() < 1) {
        without.add(database.name());
      }
    }
    return new CheckItem(
        without.isEmpty(),
        "Backup and recovery plan in place",
        without.isEmpty()
            ? "blueprint: "
                + (blueprint.recovery().plans().isEmpty()
                    ? "nothing that has to be brought back"
                    : "a recovery plan for "
                        + Words.list(
                            blueprint.recovery().plans().stream().map(p -> p.datastore()).toList()))
            : "missing for " + Words.list(without));
  }

  private CheckItem controls() {
    List<String> open =
        input.controls().stream().filter(c -> c.state().equals("open")).map(c -> c.id()).toList();
    if (blueprint.controls().isEmpty()) {
      return new CheckItem(
          false, "Security requirements satisfied or waived", "no Security Assessment was found");
    }
    boolean judged = input.controls().size() == blueprint.controls().size();
    return new CheckItem(
        judged && open.isEmpty(),
        "Security requirements satisfied or waived",
        !judged
            ? "the requirements were not checked"
            : open.isEmpty()
                ? "control check: proof for each in Security Controls"
                : "open: " + Words.list(open));
  }
}
