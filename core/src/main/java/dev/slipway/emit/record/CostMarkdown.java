package dev.slipway.emit.record;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.emit.record.Cost.CostAnalysis;
import dev.slipway.emit.record.InfrastructureRecord.EnvironmentEntry;
import java.util.List;

/** The cost section. */
final class CostMarkdown {

  private final CostAnalysis cost;
  private final List<EnvironmentEntry> environments;
  private final MarkdownText out;

  CostMarkdown(CostAnalysis cost, List<EnvironmentEntry> environments, MarkdownText out) {
    this.cost = cost;
    this.environments = environments;
    this.out = out;
  }

  void write() {
    out.because(Provenance.of(Element.of(Element.Kind.BUDGET), "budget"));
    out.heading(2, "Cost Analysis");
    out.label(
        "Monthly Budget (USD)",
        cost.budget().map(b -> Figures.grouped(b.toPlainString())).orElse(MarkdownText.cell("")));
    out.label("Verdict", cost.verdict());
    out.label("Per Day (USD)", Figures.grouped(cost.perDay().toPlainString()));
    out.label(
        "Per 1000 Requests (USD)",
        cost.perThousandRequests()
            .map(p -> Figures.grouped(p.toPlainString()))
            .orElse(MarkdownText.cell("")));
    out.gap();
    out.heading(3, "Monthly Totals");
    out.paragraph(
        "US dollars a month; each amount is its quantity times its unit price. What is listed under"
            + " Unknown Prices is not in the sums.");
    RecordTables.TOTALS.write(out, cost.totals(), "There is nothing to pay for.");
    out.heading(3, "Share by Part");
    RecordTables.SHARES.write(out, cost.shares(), "There is nothing to pay for.");
    out.heading(3, "Cost Lines");
    out.paragraph(
        "Quantity is the expected one. A line without an assumption does not depend on use. (proxy)"
            + " marks another region's price.");
    for (EnvironmentEntry environment : environments) {
      out.heading(4, RecordTables.LINES_FOR + environment.name());
      RecordTables.COSTS.write(
          out, RecordTables.rows(cost.lines(), environment.name()), "There are none.");
    }
    rest();
    out.withoutReason();
  }

  private void rest() {
    out.heading(3, "Unknown Prices");
    RecordTables.UNKNOWN.write(out, cost.unknown(), "There are none.");
    out.heading(3, "Assumed Use").bullets(cost.assumptions());
    out.heading(3, "Not Included").bullets(cost.notIncluded());
    out.heading(3, "Cost Optimization");
    out.paragraph(
        "From this design's own lines: what can be done now, in months, and in the long term, what"
            + " it saves a month, and what it gives up.");
    RecordTables.OPTIMIZATIONS.write(
        out, cost.optimizations(), "There is nothing worth mentioning.");
    out.heading(3, "Price Sources");
    RecordTables.SOURCES.write(out, cost.sources(), "There are none.");
  }
}
