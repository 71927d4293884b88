package dev.slipway.emit.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Decision;
import dev.slipway.blueprint.Element;
import dev.slipway.cloud.CloudStacks;
import dev.slipway.cloud.gcp.GcpLowering;
import dev.slipway.cost.CostEstimator;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.JsonDocument;
import dev.slipway.document.JsonWriter;
import dev.slipway.document.RecordCodec;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.record.InfrastructureRecord.ControlEntry;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.facts.PriceBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InfrastructureRecordTest {

  private static final String HOSTILE =
      "| a `b` <script>x</script> [c](http://d) **e** _f_ __g__ ## h &amp; ~~i~~ \\| @team #12"
          + " ![j](k) \n\n"
          + "# New heading\n"
          + "- [x] item";

  static RecordInput input(Blueprint blueprint) {
    return input(blueprint, List.of(), List.of());
  }

  static RecordInput input(
      Blueprint blueprint, List<ControlEntry> controls, List<Diagnostic> diagnostics) {
    CloudStacks stacks = GcpLowering.lower(blueprint);
    return new RecordInput(
        blueprint,
        List.of(stacks.main(), stacks.bootstrap()),
        CostEstimator.estimate(blueprint, stacks.main(), PriceBook.of(blueprint.project().cloud())),
        controls,
        diagnostics,
        List.of(),
        List.of(
            new GeneratedFile("terraform/network.tf", "", false, List.of()),
            new GeneratedFile("backend/Dockerfile", "", false, List.of())),
        Optional.of("2026-02-08"));
  }

  private static Blueprint withDecision(Blueprint blueprint, Decision decision) {
    List<Decision> decisions = new ArrayList<>(blueprint.decisions());
    decisions.add(decision);
    return new Blueprint(
        blueprint.version(),
        blueprint.project(),
        blueprint.environments(),
        blueprint.workloads(),
        blueprint.datastores(),
        blueprint.secrets(),
        blueprint.edge(),
        blueprint.network(),
        blueprint.objectives(),
        blueprint.delivery(),
        blueprint.observability(),
        blueprint.recovery(),
        blueprint.budget(),
        blueprint.compliance(),
        blueprint.controls(),
        decisions,
        blueprint.questions());
  }

  private static InfrastructureRecord reread(RecordInput input) {
    return InfrastructureRecordReader.read(RecordEmitter.emit(input).getFirst().text());
  }

  @Test
  void readsItsOwnMarkdownBackAsTheSameData() {
    for (Blueprint blueprint : List.of(Blueprints.minimal(), Blueprints.chat())) {
      RecordInput input = input(blueprint);
      assertThat(reread(input)).isEqualTo(RecordEmitter.record(input));
    }
  }

  @Test
  void textsThatLookLikeMarkupStayTexts() {
    Decision decision =
        new Decision(
            "workload.hello.command",
            HOSTILE,
            Element.workload("hello"),
            HOSTILE,
            "1. " + HOSTILE,
            List.of(new Decision.Alternative(HOSTILE, "- " + HOSTILE)),
            List.of(Evidence.stated(Origin.REPOSITORY, Span.line("a|b.md", 3), HOSTILE)),
            "+ " + HOSTILE);
    ControlEntry control = new ControlEntry("SEC-1", "high", HOSTILE, "open", HOSTILE, HOSTILE, "");
    Diagnostic diagnostic =
        Diagnostic.of(
            "SLIP-TEST", Severity.WARNING, "workload.hello", HOSTILE, HOSTILE, "1) " + HOSTILE);
    RecordInput input =
        input(withDecision(Blueprints.minimal(), decision), List.of(control), List.of(diagnostic));

    InfrastructureRecord read = reread(input);

    assertThat(read).isEqualTo(RecordEmitter.record(input));
    assertThat(read.decisions().getLast().choice()).contains("<script>x</script> [c](http://d)");
    assertThat(RecordEmitter.emit(input).getFirst().text())
        .doesNotContain("\n# New heading")
        .doesNotContain(" <script>");
  }

  @Test
  void theDataTwinIsTheRecord() {
    RecordInput input = input(Blueprints.chat());
    String json = RecordEmitter.emit(input).get(2).text();
    assertThat(
            RecordCodec.read(
                JsonDocument.read("r.json", json).value().orElseThrow(),
                InfrastructureRecord.class))
        .isEqualTo(RecordEmitter.record(input));
    assertThat(json).isEqualTo(JsonWriter.write(RecordCodec.write(RecordEmitter.record(input))));
  }

  @Test
  void hasEverySectionInOrder() {
    String text = RecordEmitter.emit(input(Blueprints.chat())).getFirst().text();
    assertThat(text)
        .startsWith("# Infrastructure Record: Chat\n")
        .containsSubsequence(
            "**Date:** 2026-02-08",
            "**Cloud Provider:** Google Cloud",
            "**ADR Reference:** ADR-001",
            "**Implementation Reference:**",
            "**Status:** Planned",
            "## Summary",
            "## Infrastructure Overview",
            "```mermaid",
            "## Infrastructure Code",
            "## Deployment Pipeline",
            "## Monitoring Setup",
            "### Dashboards",
            "### Logs to Monitor",
            "### Critical Alerts",
            "### Warning Alerts",
            "## Operational Runbook",
            "## Cost Analysis",
            "## Handoff Notes",
            "### For Security Advisor",
            "### For Tester",
            "### For Documenter",
            "## Approval Checklist",
            "**APPROVAL REQUIRED:** Infrastructure Provisioning",
            "**Approved By:**",
            "**Date:**",
            "## Next Steps",
            "## References",
            "## Changelog");
  }

  @Test
  void ticksNothingThatNoCheckHasShown() {
    InfrastructureRecord record = RecordEmitter.record(input(Blueprints.chat()));
    assertThat(record.checklist())
        .filteredOn(item ->
            item.text().contains("review")
                || item.text().contains("testing")
                || item.text().contains("tested")
                || item.text().contains("own checks"))
        .isNotEmpty()
        .allMatch(item -> !item.done());
    assertThat(record.checklist())
        .filteredOn(item -> item.text().startsWith("Security requirements"))
        .singleElement()
        .satisfies(item -> assertThat(item.done()).isFalse());
  }

  @Test
  void everyCostLineIsItsQuantityTimesItsUnitPrice() {
    InfrastructureRecord record = RecordEmitter.record(input(Blueprints.chat()));
    assertThat(record.cost().lines())
        .isNotEmpty()
        .allSatisfy(line ->
            assertThat(Figures.cents(line.quantity().multiply(line.unitPrice())))
                .isEqualTo(line.expected()));
  }

  @Test
  void readsWhatIsNoRecordWithoutComplaint() {
    for (String text :
        List.of(
            "",
            "# Something else",
            "| a |\n|---|",
            "# Infrastructure Record: X\n\n**Date:** YYYY",
            "\u0000\ud800 [[[")) {
      InfrastructureRecord read = InfrastructureRecordReader.read(text);
      assertThat(read.components()).isEmpty();
      assertThat(read.status()).isEqualTo(InfrastructureRecord.Status.PLANNED);
    }
  }
}
