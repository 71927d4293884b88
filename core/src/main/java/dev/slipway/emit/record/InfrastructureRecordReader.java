package dev.slipway.emit.record;

import dev.slipway.emit.record.Cost.CostAnalysis;
import dev.slipway.emit.record.Cost.CostLine;
import dev.slipway.emit.record.InfrastructureRecord.Approval;
import dev.slipway.emit.record.InfrastructureRecord.CheckItem;
import dev.slipway.emit.record.InfrastructureRecord.DecisionEntry;
import dev.slipway.emit.record.InfrastructureRecord.Difference;
import dev.slipway.emit.record.InfrastructureRecord.Handoff;
import dev.slipway.emit.record.InfrastructureRecord.Pipeline;
import dev.slipway.emit.record.InfrastructureRecord.Status;
import dev.slipway.emit.record.InfrastructureRecord.Summary;
import dev.slipway.emit.record.InfrastructureRecord.Tester;
import dev.slipway.emit.record.MarkdownSections.Section;
import dev.slipway.emit.record.MarkdownSections.TableText;
import dev.slipway.emit.record.Watch.Monitoring;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an Infrastructure Record back from its Markdown. What {@link RecordEmitter} writes gives
 * the same data; a text that was edited by hand, or that is something else, gives what can still be
 * understood, and nothing for the rest.
 */
public final class InfrastructureRecordReader {

  static final String DASH = " — ";

  private static final String TITLE = "Infrastructure Record: ";

  private final MarkdownSections document;

  private InfrastructureRecordReader(MarkdownSections document) {
    this.document = document;
  }

  public static InfrastructureRecord read(String markdown) {
    return new InfrastructureRecordReader(MarkdownSections.parse(markdown)).record();
  }

  private InfrastructureRecord record() {
    Section top = document.first();
    String title = top.title();
    return new InfrastructureRecord(
        InfrastructureRecord.VERSION,
        title.startsWith(TITLE) ? title.substring(TITLE.length()) : title,
        optional(label(top, "Date")),
        label(top, "Cloud Provider"),
        label(top, "ADR Reference"),
        label(top, "Implementation Reference"),
        status(label(top, "Status")),
        new Summary(
            items("What It Is"), items("What It Costs"), items("Risks"), items("Decisions Needed")),
        section("Architecture Diagram").fences().stream().findFirst().orElse(""),
        RecordTables.COMPONENTS.read(section("Components")),
        RecordTables.LINKS.read(section("Architecture Diagram")),
        RecordTables.ENVIRONMENTS.read(section("Environments")),
        differences(),
        decisions(),
        RecordTables.QUESTIONS.read(section("Open Questions")),
        RecordTables.CONTROLS.read(section("Security Controls")),
        RecordTables.WAIVERS.read(section("Scanner Waivers")),
        RecordTables.FINDINGS.read(section("Findings")),
        RecordTables.FILES.read(section("Infrastructure Code")),
        pipeline(),
        monitoring(),
        RecordTables.OPERATIONS.read(section("Operational Runbook")),
        cost(),
        handoff(),
        checklist(),
        approval(),
        items("Next Steps"),
        RecordTables.REFERENCES.read(section("References")),
        RecordTables.CHANGES.read(section("Changelog")));
  }

  private Section section(String title) {
    return document.section(title);
  }

  private List<String> items(String title) {
    return List.copyOf(section(title).items());
  }

  private static String label(Section section, String name) {
    String value = MarkdownText.uncell(section.label(name));
    return value.replace("_", "").isBlank() ? "" : value;
  }

  private static Optional<String> optional(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static Status status(String text) {
    for (Status status : Status.values()) {
      if (status.name().equalsIgnoreCase(text)) {
        return status;
      }
    }
    return Status.PLANNED;
  }

  private List<Difference> differences() {
    List<Difference> differences = new ArrayList<>();
    for (TableText table : section("Differences Between Environments").tables()) {
      for (List<String> cells : table.rows()) {
        if (cells.size() > 2) {
          List<String> values =
              cells.subList(2, cells.size()).stream().map(MarkdownText::uncell).toList();
          differences.add(
              new Difference(
                  MarkdownText.uncell(cells.get(0)), MarkdownText.uncell(cells.get(1)), values));
        }
      }
    }
    return List.copyOf(differences);
  }

  private List<DecisionEntry> decisions() {
    return document.below("Appendix: Decisions in Detail", 3).stream()
        .map(s ->
            new DecisionEntry(
                s.title(),
                label(s, "Question"),
                label(s, "Concerns"),
                label(s, "Choice"),
                label(s, "Why"),
                label(s, "Basis"),
                RecordTables.ALTERNATIVES.read(s),
                RecordTables.EVIDENCE.read(s),
                label(s, "Reconsider When")))
        .toList();
  }

  private Pipeline pipeline() {
    Section section = section("Deployment Pipeline");
    return new Pipeline(
        label(section, "Provider"), label(section, "Strategy"), RecordTables.STEPS.read(section));
  }

  private Monitoring monitoring() {
    return new Monitoring(
        RecordTables.CHARTS.read(section("Dashboards")),
        RecordTables.LOGS.read(section("Logs to Monitor")),
        RecordTables.ALERTS.read(section("Critical Alerts")),
        RecordTables.ALERTS.read(section("Warning Alerts")));
  }

  private CostAnalysis cost() {
    Section section = section("Cost Analysis");
    List<CostLine> lines = new ArrayList<>();
    for (Section environment : document.below("Cost Lines", 4)) {
      if (environment.title().startsWith(RecordTables.LINES_FOR)) {
        String name = environment.title().substring(RecordTables.LINES_FOR.length());
        RecordTables.COSTS.read(environment).forEach(row -> lines.add(row.in(name)));
      }
    }
    return new CostAnalysis(
        amount(label(section, "Monthly Budget (USD)")),
        label(section, "Verdict"),
        amount(label(section, "Per Day (USD)")).orElse(BigDecimal.ZERO),
        amount(label(section, "Per 1000 Requests (USD)")),
        RecordTables.TOTALS.read(section("Monthly Totals")),
        RecordTables.SHARES.read(section("Share by Part")),
        List.copyOf(lines),
        RecordTables.UNKNOWN.read(section("Unknown Prices")),
        items("Assumed Use"),
        items("Not Included"),
        RecordTables.OPTIMIZATIONS.read(section("Cost Optimization")),
        RecordTables.SOURCES.read(section("Price Sources")));
  }

  private static Optional<BigDecimal> amount(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text.replace(",", "")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Handoff handoff() {
    return new Handoff(
        boxes("For Security Advisor"),
        new Tester(
            RecordTables.TEST_ENVIRONMENTS.read(section("Test Environments")),
            RecordTables.ENDPOINTS.read(section("Endpoints")),
            RecordTables.TARGETS.read(section("Performance Targets")),
            boxes("Notes for Testing")),
        boxes("For Documenter"));
  }

  private List<String> boxes(String title) {
    return section(title).items().stream().map(InfrastructureRecordReader::unboxed).toList();
  }

  private static String unboxed(String item) {
    boolean box = item.startsWith("[x] ") || item.startsWith("[X] ") || item.startsWith("[ ] ");
    return box ? item.substring(4) : item;
  }

  private List<CheckItem> checklist() {
    List<CheckItem> items = new ArrayList<>();
    for (String item : section("Approval Checklist").items()) {
      String text = unboxed(item);
      int dash = text.indexOf(DASH);
      items.add(
          new CheckItem(
              item.startsWith("[x]") || item.startsWith("[X]"),
              dash < 0 ? text : text.substring(0, dash),
              dash < 0 ? "" : text.substring(dash + DASH.length())));
    }
    return List.copyOf(items);
  }

  private Approval approval() {
    Section section = section("Approval Checklist");
    return new Approval(label(section, "Approved By"), label(section, "Date"));
  }
}
