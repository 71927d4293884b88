package dev.slipway.emit.record;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.record.InfrastructureRecord.CheckItem;
import dev.slipway.emit.record.InfrastructureRecord.DecisionEntry;
import dev.slipway.emit.record.InfrastructureRecord.Difference;
import dev.slipway.emit.record.InfrastructureRecord.EnvironmentEntry;
import dev.slipway.emit.record.InfrastructureRecord.Summary;
import dev.slipway.emit.record.RecordTables.AssumptionRow;
import dev.slipway.emit.record.RecordTables.DecisionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A record as Markdown; {@link InfrastructureRecordReader} reads it back. */
final class RecordMarkdown {

  private final InfrastructureRecord data;
  private final MarkdownText out = new MarkdownText(RecordPaths.RECORD);

  private RecordMarkdown(InfrastructureRecord data) {
    this.data = data;
  }

  static GeneratedFile write(InfrastructureRecord data) {
    return new RecordMarkdown(data).all();
  }

  private GeneratedFile all() {
    header();
    summary();
    overview();
    decisions();
    security();
    code();
    pipeline();
    monitoring();
    runbook();
    new CostMarkdown(data.cost(), data.environments(), out).write();
    new HandoffMarkdown(data.handoff(), out).write();
    checklist();
    closing();
    appendix();
    return out.build();
  }

  private void because(Element.Kind kind, String... decisions) {
    out.because(Provenance.of(Element.of(kind), decisions));
  }

  private void header() {
    out.heading(1, "Infrastructure Record: " + data.project());
    out.label("Date", data.date().orElse(MarkdownText.cell("")));
    out.label("Cloud Provider", data.cloudProvider());
    out.label("ADR Reference", orNone(data.adrReference()));
    out.label("Implementation Reference", orNone(data.implementationReference()));
    out.label("Status", Words.capital(Words.of(data.status())));
    out.gap();
  }

  private static String orNone(String text) {
    return MarkdownText.line(text).isEmpty() ? MarkdownText.cell("") : text;
  }

  private void summary() {
    Summary summary = data.summary();
    out.heading(2, "Summary");
    out.heading(3, "What It Is").bullets(summary.what());
    out.heading(3, "What It Costs").bullets(summary.cost());
    out.heading(3, "Risks").bullets(summary.risks());
    out.heading(3, "Decisions Needed").bullets(summary.decisionsNeeded());
  }

  private void overview() {
    out.heading(2, "Infrastructure Overview");
    out.heading(3, "Architecture Diagram").fence("mermaid", data.diagram());
    out.paragraph("The same in words:");
    RecordTables.LINKS.write(out, data.links(), "Nothing talks to anything else.");
    out.heading(3, "Components");
    out.paragraph("Sizes are production's.");
    RecordTables.COMPONENTS.write(out, data.components(), "There are none.");
    because(Element.Kind.ENVIRONMENT, "environments");
    out.heading(3, "Environments");
    RecordTables.ENVIRONMENTS.write(out, data.environments(), "There are none.");
    differences();
    out.withoutReason();
  }

  private void differences() {
    out.heading(3, "Differences Between Environments");
    if (data.differences().isEmpty()) {
      out.paragraph("There are none.");
      return;
    }
    List<String> titles = new ArrayList<>(List.of("Component", "Setting"));
    data.environments().stream().map(EnvironmentEntry::name).forEach(titles::add);
    out.header(titles, titles.stream().map(t -> false).toList());
    for (Difference difference : data.differences()) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  MarkdownText.cell(difference.component()),
                  MarkdownText.cell(difference.setting())));
      difference.values().forEach(value -> cells.add(MarkdownText.cell(value)));
      out.row(cells);
    }
    out.gap();
  }

  private void decisions() {
    out.heading(3, "Decisions");
    out.paragraph(
        "Reasons, alternatives and evidence are in the appendix; slipway explain shows them for any"
            + " line of the output.");
    RecordTables.DECISIONS.write(
        out,
        data.decisions().stream()
            .map(d -> new DecisionRow(d.id(), d.question(), d.choice(), d.basis()))
            .toList(),
        "There are none.");
    out.heading(3, "Assumptions");
    RecordTables.ASSUMPTIONS.write(
        out,
        data.decisions().stream()
            .filter(d -> d.basis().equals("assumed"))
            .map(d -> new AssumptionRow(d.id(), d.choice(), d.reason(), d.reconsiderWhen()))
            .toList(),
        "Nothing is assumed.");
    out.heading(3, "Open Questions");
    RecordTables.QUESTIONS.write(out, data.openQuestions(), "There are none.");
  }

  private void security() {
    because(Element.Kind.CONTROL, "compliance");
    out.heading(3, "Security Controls");
    RecordTables.CONTROLS.write(out, data.controls(), "No Security Assessment asks for anything.");
    out.heading(3, "Scanner Waivers");
    RecordTables.WAIVERS.write(
        out, data.scannerWaivers(), "No rule of a static scanner is waived.");
    out.withoutReason();
    out.heading(3, "Findings");
    RecordTables.FINDINGS.write(out, data.findings(), "The design raised no problem.");
  }

  private void code() {
    out.heading(2, "Infrastructure Code");
    RecordTables.FILES.write(out, data.files(), "There is none.");
  }

  private void pipeline() {
    because(Element.Kind.DELIVERY, "delivery.pipeline", "delivery.strategy", "delivery.migrations");
    out.heading(2, "Deployment Pipeline");
    out.label("Provider", data.pipeline().provider());
    out.label("Strategy", data.pipeline().strategy());
    out.gap();
    RecordTables.STEPS.write(out, data.pipeline().steps(), "There are no steps.");
  }

  private void monitoring() {
    because(
        Element.Kind.OBSERVABILITY,
        "observability.alerts",
        "observability.slo",
        "observability.logs");
    out.heading(2, "Monitoring Setup");
    out.heading(3, "Dashboards");
    RecordTables.CHARTS.write(out, data.monitoring().charts(), "There are no charts.");
    out.heading(3, "Logs to Monitor");
    RecordTables.LOGS.write(out, data.monitoring().logs(), "No log lines are counted.");
    out.heading(3, "Critical Alerts");
    out.raw("These page. Each has an entry in the [runbook](RUNBOOK.md), at `#alert-NAME`.").gap();
    RecordTables.ALERTS.write(out, data.monitoring().critical(), "There are none.");
    out.heading(3, "Warning Alerts");
    out.paragraph("These send a mail.");
    RecordTables.ALERTS.write(out, data.monitoring().warnings(), "There are none.");
    out.withoutReason();
  }

  private void runbook() {
    out.heading(2, "Operational Runbook");
    out.raw(
            "Everything, with expected output, is in [RUNBOOK.md](RUNBOOK.md). What is needed most,"
                + " for production:")
        .gap();
    RecordTables.OPERATIONS.write(out, data.operations(), "There is nothing to operate.");
  }

  private void checklist() {
    out.heading(2, "Approval Checklist");
    out.paragraph("A box is ticked only for what a check has shown; the check is named.");
    for (CheckItem item : data.checklist()) {
      out.raw(
          "- ["
              + (item.done() ? "x" : " ")
              + "] "
              + MarkdownText.escape(
                  item.text() + InfrastructureRecordReader.DASH + item.shownBy()));
    }
    out.gap();
    out.raw("**APPROVAL REQUIRED:** Infrastructure Provisioning").gap();
    signature("Approved By", data.approval().approvedBy());
    signature("Date", data.approval().date());
    out.gap();
  }

  private void signature(String name, String text) {
    if (text.isEmpty()) {
      out.blankLabel(name);
    } else {
      out.label(name, text);
    }
  }

  private void closing() {
    out.heading(2, "Next Steps").numbered(data.nextSteps());
    out.heading(2, "References");
    RecordTables.REFERENCES.write(
        out, data.references(), "No records were found; the design rests on the repository.");
    out.heading(2, "Changelog");
    RecordTables.CHANGES.write(out, data.changelog(), "There is none.");
  }

  private void appendix() {
    out.heading(2, "Appendix: Decisions in Detail");
    for (DecisionEntry d : data.decisions()) {
      Element element = Element.parse(d.element()).orElse(Element.of(Element.Kind.PROJECT));
      out.because(Provenance.of(element, d.id()));
      out.heading(3, d.id(), "decision-" + d.id().toLowerCase(Locale.ROOT).replace('.', '-'));
      out.label("Question", d.question());
      out.label("Concerns", d.element());
      out.label("Choice", d.choice());
      out.label("Why", orNone(d.reason()));
      out.label("Basis", d.basis());
      out.label("Reconsider When", orNone(d.reconsiderWhen()));
      out.gap();
      if (!d.alternatives().isEmpty()) {
        RecordTables.ALTERNATIVES.write(out, d.alternatives(), "");
      }
      RecordTables.EVIDENCE.write(out, d.evidence(), "");
    }
  }
}
