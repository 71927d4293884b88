package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Project;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.document.RecordCodec;
import dev.slipway.emit.record.InfrastructureRecord.Approval;
import dev.slipway.emit.record.InfrastructureRecord.Change;
import dev.slipway.emit.record.InfrastructureRecord.Finding;
import dev.slipway.emit.record.InfrastructureRecord.Reference;
import dev.slipway.emit.record.InfrastructureRecord.Status;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.List;

/** Puts the sections of a record together. */
final class RecordBuilder {

  private RecordBuilder() {}

  static InfrastructureRecord build(RecordInput input) {
    Blueprint blueprint = input.blueprint();
    Overview overview = new Overview(blueprint);
    CodeFiles files = new CodeFiles(input);
    InfrastructureRecord record =
        new InfrastructureRecord(
            InfrastructureRecord.VERSION,
            blueprint.project().name(),
            input.date(),
            blueprint.project().cloud().label(),
            references(blueprint, "decision"),
            references(blueprint, "implementation"),
            Status.PLANNED,
            new SummarySection(input).build(),
            Diagram.of(blueprint),
            overview.components(),
            overview.links(),
            overview.environments(),
            overview.differences(),
            DecisionLog.of(blueprint),
            DecisionLog.questions(blueprint),
            input.controls(),
            files.waivers(),
            input.diagnostics().stream().map(RecordBuilder::finding).toList(),
            files.list(),
            DeliverySection.of(blueprint),
            WatchSection.of(blueprint.observability()),
            Operations.of(blueprint),
            new CostSection(input).build(),
            new HandoffSection(input).build(),
            new Checklist(input).list(),
            new Approval("", ""),
            nextSteps(blueprint),
            blueprint.project().records().stream().map(RecordBuilder::reference).toList(),
            changes(input));
    return singleLines(record);
  }

  private static String references(Blueprint blueprint, String kind) {
    return String.join(
        ", ",
        blueprint.project().records().stream()
            .filter(r -> r.kind().equals(kind) && r.inForce())
            .map(Project.RecordSource::id)
            .toList());
  }

  private static Finding finding(Diagnostic d) {
    String where = d.span().map(Span::toString).or(d::address).orElse("");
    return new Finding(Words.of(d.severity()), d.code(), where, d.summary(), d.fix());
  }

  private static Reference reference(Project.RecordSource source) {
    return new Reference(
        source.id(), source.title() + (source.inForce() ? "" : " (not in force)"), source.path());
  }

  private static List<String> nextSteps(Blueprint blueprint) {
    List<String> steps = new ArrayList<>();
    steps.add("Answer the open questions and confirm the assumptions; run slipway design again.");
    steps.add(
        "Security Advisor: review the controls, identities and what is open to the internet.");
    steps.add("Approve this design.");
    steps.add(
        "Apply terraform/bootstrap once for each environment, then fill the secrets (runbook, First"
            + " Set-up).");
    if (blueprint.environments().size() > 1) {
      steps.add(
          "Let the pipeline apply and release to "
              + blueprint.environments().getFirst().name()
              + ".");
      steps.add("Tester: check the targets of the hand-off there.");
    }
    steps.add("Release to " + blueprint.production().name() + " after approval.");
    steps.add("Rehearse recovery with the runbook's drill.");
    steps.add("Documenter: write what users and developers need.");
    return List.copyOf(steps);
  }

  private static List<Change> changes(RecordInput input) {
    return List.of(
        new Change(
            input.date().orElse(""), "Design made by Slipway; provisioning not approved yet."));
  }

  /** Markdown has no lines within cells and items, so the data has none either. */
  private static InfrastructureRecord singleLines(InfrastructureRecord record) {
    return RecordCodec.mapTexts(
        record, (name, text) -> name.equals("diagram") ? text : MarkdownText.line(text));
  }
}
