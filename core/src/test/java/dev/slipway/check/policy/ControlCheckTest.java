package dev.slipway.check.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Control;
import dev.slipway.blueprint.Measure;
import dev.slipway.check.policy.ControlVerdict.Status;
import dev.slipway.cloud.CloudStacks;
import dev.slipway.cloud.gcp.GcpLowering;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.stack.Stack;
import dev.slipway.vocabulary.RiskLevel;
import dev.slipway.vocabulary.Waiver;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlCheckTest {

  private static final Span PLACE = Span.line("docs/security/assessment.md", 12);

  @ParameterizedTest
  @EnumSource(
      value = Measure.class,
      names = {
        "PRIVATE_DATABASE",
        "DATABASE_TLS",
        "TLS_AT_THE_EDGE",
        "SECRETS_IN_MANAGER",
        "WEB_APPLICATION_FIREWALL",
        "RATE_LIMIT",
        "LEAST_PRIVILEGE",
        "AUDIT_LOGS",
        "LOG_RETENTION",
        "CUSTOMER_MANAGED_KEYS",
        "BACKUPS",
        "POINT_IN_TIME_RECOVERY",
        "DELETION_PROTECTION",
        "DATA_RESIDENCY",
        "PRIVATE_NETWORK",
        "NO_DATABASE_PASSWORDS",
        "MONITORING_AND_ALERTS",
        "HIGH_AVAILABILITY",
        "BOUNDED_SCALING",
        "BUDGET_ALERTS"
      })
  void findsTheMeasureInWhatWasWrittenForTheChatProduct(Measure measure) {
    ControlVerdict verdict = verify(measure);

    assertThat(verdict.gap()).isEmpty();
    assertThat(verdict.status()).isEqualTo(Status.SATISFIED);
    assertThat(verdict.proofs()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(Measure.class)
  void findsNothingInAnEmptyOutput(Measure measure) {
    Blueprint blueprint =
        Blueprints.edit(Blueprints.chat()).with(List.of(control(measure))).build();
    Stack main = GcpLowering.lower(Blueprints.minimal()).main();
    Stack empty =
        new Stack(
            main.folder(),
            new Stack.Settings(
                "versions.tf", "", List.of(), Optional.empty(), main.settings().provenance()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    ControlVerdict verdict = ControlCheck.verify(blueprint, empty, empty, List.of()).getFirst();

    assertThat(verdict.status()).as(verdict.proofs().toString()).isEqualTo(Status.OPEN);
    assertThat(verdict.gap()).isNotBlank();
  }

  @Test
  void seesADatabaseThatWasOpenedToTheInternet() {
    CloudStacks stacks = GcpLowering.lower(Blueprints.chat());
    Stack opened =
        StackEdits.set(stacks.main(), "google_sql_database_instance.main", "ipv4_enabled", true);

    ControlVerdict verdict = verify(Measure.PRIVATE_DATABASE, opened, List.of());

    assertThat(verdict.status()).isEqualTo(Status.OPEN);
    assertThat(verdict.gap())
        .contains("google_sql_database_instance.main can be reached from the internet");
  }

  @Test
  void seesAuditLogsThatCanBeDeleted() {
    CloudStacks stacks = GcpLowering.lower(Blueprints.chat());
    Stack open =
        StackEdits.set(
            stacks.main(), "google_logging_project_bucket_config.audit", "locked", false);

    assertThat(verify(Measure.AUDIT_LOGS, open, List.of()).gap())
        .contains("400 days in a locked bucket");
  }

  @Test
  void seesLogsThatLeaveTheRegion() {
    CloudStacks stacks =
        GcpLowering.lower(
            Blueprints.edit(Blueprints.chat())
                .with(List.of(control(Measure.DATA_RESIDENCY)))
                .build());
    Stack open =
        StackEdits.set(
            stacks.main(),
            "google_logging_project_bucket_config.application",
            "location",
            "global");

    assertThat(verify(Measure.DATA_RESIDENCY, open, List.of()).gap())
        .contains("wherever Google chooses");
  }

  @Test
  void followsVariablesToTheirValueInProduction() {
    CloudStacks stacks = GcpLowering.lower(Blueprints.chat());
    Stack unprotected = StackEdits.value(stacks.main(), "production", "deletion_protection", false);

    assertThat(verify(Measure.DELETION_PROTECTION, unprotected, List.of()).status())
        .isEqualTo(Status.OPEN);
  }

  @Test
  void seesAnActionThatIsNotPinned() {
    String digest = "0123456789abcdef0123456789abcdef01234567";
    GeneratedFile pinned =
        workflow("    - uses: actions/checkout@" + digest + " # v5\n    - uses: ./local\n");
    GeneratedFile loose = workflow("    - uses: 'actions/checkout@v5'\n");

    assertThat(verify(Measure.PINNED_DEPENDENCIES, pinned).status()).isEqualTo(Status.SATISFIED);
    assertThat(verify(Measure.PINNED_DEPENDENCIES, loose).gap()).contains("actions/checkout@v5");
  }

  @Test
  void seesAPipelineThatSignsInWithAKey() {
    assertThat(
            verify(
                    Measure.KEYLESS_PIPELINE,
                    workflow("  with:\n    workload_identity_provider: x\n"))
                .status())
        .isEqualTo(Status.SATISFIED);
    assertThat(
            verify(Measure.KEYLESS_PIPELINE, workflow("  with:\n    credentials_json: x\n")).gap())
        .contains("signs in with a key");
  }

  @Test
  void readsTheUserOfTheLastStageOnly() {
    assertThat(nonRoot("FROM a AS build\nUSER app\nFROM b\n").status()).isEqualTo(Status.OPEN);
    assertThat(nonRoot("FROM a\nUSER root\n").gap()).contains("runs as root");
    assertThat(nonRoot("FROM a\nUSER 0:0\n").status()).isEqualTo(Status.OPEN);
    assertThat(nonRoot("FROM a\nUSER root\nUSER 10001:10001\n").status())
        .isEqualTo(Status.SATISFIED);
  }

  @Test
  void seesBasicRolesAndEverybody() {
    CloudStacks stacks = GcpLowering.lower(Blueprints.chat());
    Stack owner =
        StackEdits.set(
            stacks.main(), "google_project_iam_member.api_cloudsql_client", "role", "roles/owner");

    assertThat(verify(Measure.LEAST_PRIVILEGE, owner, List.of()).gap())
        .contains("grants a basic role");
  }

  @Test
  void blocksOnOpenControlsOfTheLevelAndWorse() {
    Control high =
        new Control(
            "SEC-7",
            "Sign images",
            RiskLevel.HIGH,
            List.of(Measure.SIGNED_IMAGES),
            Optional.empty(),
            evidence());
    Control low =
        new Control("SEC-8", "Sing songs", RiskLevel.LOW, List.of(), Optional.empty(), evidence());
    List<Diagnostic> problems =
        ControlCheck.diagnostics(verify(List.of(high, low)), RiskLevel.HIGH, Optional.empty());

    assertThat(problems)
        .extracting(Diagnostic::severity)
        .containsExactly(Severity.ERROR, Severity.WARNING);
    assertThat(problems.getFirst().code()).isEqualTo("SLIP-CONTROL-OPEN");
    assertThat(problems.getFirst().span()).contains(PLACE);
    assertThat(problems.getFirst().fix()).contains("waivers:\n  - requirement: SEC-7\n");
  }

  @Test
  void acceptsAWaiverUntilItRunsOut() {
    Control waived =
        new Control(
            "SEC-9",
            "Do what nobody can",
            RiskLevel.CRITICAL,
            List.of(),
            Optional.of(new Waiver("not this year", "Ada", "2027-01-31")),
            evidence());
    List<ControlVerdict> verdicts = verify(List.of(waived));

    assertThat(verdicts.getFirst().status()).isEqualTo(Status.WAIVED);
    assertThat(ControlCheck.diagnostics(verdicts, RiskLevel.HIGH, Optional.empty())).isEmpty();
    assertThat(
            ControlCheck.diagnostics(
                verdicts, RiskLevel.HIGH, Optional.of(LocalDate.of(2027, 1, 31))))
        .isEmpty();
    assertThat(
            ControlCheck.diagnostics(
                verdicts, RiskLevel.HIGH, Optional.of(LocalDate.of(2027, 2, 1))))
        .singleElement()
        .satisfies(d -> assertThat(d.code()).isEqualTo("SLIP-WAIVER-EXPIRED"))
        .satisfies(d -> assertThat(d.severity()).isEqualTo(Severity.ERROR));
  }

  @Test
  void warnsOfAWaiverWithoutAReadableEnd() {
    Control waived =
        new Control(
            "SEC-9",
            "x",
            RiskLevel.HIGH,
            List.of(),
            Optional.of(new Waiver("because", "", "next spring")),
            evidence());

    assertThat(ControlCheck.diagnostics(verify(List.of(waived)), RiskLevel.HIGH, Optional.empty()))
        .singleElement()
        .satisfies(d -> assertThat(d.code()).isEqualTo("SLIP-WAIVER-DATE"));
  }

  private static ControlVerdict nonRoot(String dockerfile) {
    List<GeneratedFile> files =
        Blueprints.chat().workloads().stream()
            .map(w -> w.image().dockerfile())
            .distinct()
            .map(path -> new GeneratedFile(path, dockerfile, false, List.of()))
            .toList();
    return verify(Measure.NON_ROOT_IMAGES, GcpLowering.lower(Blueprints.chat()).main(), files);
  }

  private static GeneratedFile workflow(String text) {
    return new GeneratedFile(".github/workflows/deploy.yml", text, false, List.of());
  }

  private static ControlVerdict verify(Measure measure, GeneratedFile... files) {
    Blueprint blueprint =
        Blueprints.edit(Blueprints.chat()).with(List.of(control(measure))).build();
    CloudStacks stacks = GcpLowering.lower(blueprint);
    return ControlCheck.verify(blueprint, stacks.main(), stacks.bootstrap(), List.of(files))
        .getFirst();
  }

  private static ControlVerdict verify(Measure measure, Stack main, List<GeneratedFile> files) {
    Blueprint blueprint =
        Blueprints.edit(Blueprints.chat()).with(List.of(control(measure))).build();
    return ControlCheck.verify(blueprint, main, GcpLowering.lower(blueprint).bootstrap(), files)
        .getFirst();
  }

  private static List<ControlVerdict> verify(List<Control> controls) {
    Blueprint blueprint = Blueprints.edit(Blueprints.chat()).with(controls).build();
    CloudStacks stacks = GcpLowering.lower(blueprint);
    return ControlCheck.verify(blueprint, stacks.main(), stacks.bootstrap(), List.of());
  }

  private static Control control(Measure measure) {
    return new Control(
        "SEC-1", "Asked for", RiskLevel.HIGH, List.of(measure), Optional.empty(), evidence());
  }

  private static Evidence evidence() {
    return Evidence.stated(Origin.SECURITY_ASSESSMENT, PLACE, "asked for");
  }
}
