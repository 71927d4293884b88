package dev.slipway.emit.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.blueprint.Observability.Signal;
import dev.slipway.cloud.gcp.GcpLowering;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RunbookTest {

  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  private static String runbook(Blueprint blueprint) {
    return RecordEmitter.emit(InfrastructureRecordTest.input(blueprint)).get(1).text();
  }

  private static List<String> commands(String runbook) {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(runbook);
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }

  private static Element target(Signal signal) {
    return switch (signal) {
      case DATABASE_UNREACHABLE,
          DATABASE_CPU,
          DATABASE_MEMORY,
          DATABASE_DISK,
          DATABASE_CONNECTIONS ->
          Element.datastore("main");
      case CACHE_MEMORY -> Element.datastore("sessions");
      case QUEUE_AGE, DEAD_LETTERS -> Element.datastore("events");
      case JOB_FAILURES -> Element.workload("migrate");
      case DAILY_COST -> Element.of(Element.Kind.BUDGET);
      case UPTIME,
          ERROR_RATE,
          LATENCY_P95,
          LATENCY_P99,
          BURN_RATE_FAST,
          BURN_RATE_SLOW,
          INSTANCE_CEILING,
          LOG_COUNT ->
          Element.workload("api");
    };
  }

  private static Blueprint withEveryAlert() {
    Blueprint chat = Blueprints.chat();
    List<Alert> alerts = new ArrayList<>();
    for (Signal signal : Signal.values()) {
      alerts.add(
          new Alert(
              signal.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
              "Alert of " + signal,
              Severity.CRITICAL,
              signal,
              target(signal),
              signal == Signal.LOG_COUNT ? Optional.of("api_errors") : Optional.empty(),
              BigDecimal.TEN,
              "%",
              Duration.ofMinutes(5),
              "Users notice."));
    }
    Observability o = chat.observability();
    return new Blueprint(
        chat.version(),
        chat.project(),
        chat.environments(),
        chat.workloads(),
        chat.datastores(),
        chat.secrets(),
        chat.edge(),
        chat.network(),
        chat.objectives(),
        chat.delivery(),
        new Observability(
            o.alertEmail(),
            o.logRetentionDays(),
            o.auditLogDays(),
            o.logMetrics(),
            alerts,
            o.charts()),
        chat.recovery(),
        chat.budget(),
        chat.compliance(),
        chat.controls(),
        chat.decisions(),
        chat.questions());
  }

  @Test
  void hasACompleteEntryForEveryAlert() {
    String text = runbook(withEveryAlert());
    for (Signal signal : Signal.values()) {
      String name = signal.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      int from = text.indexOf("<a id=\"alert-" + name + "\"></a>");
      assertThat(from).as(name).isPositive();
      int to = text.indexOf("<a id=", from + 5);
      assertThat(text.substring(from, to))
          .as(name)
          .contains(
              "**Means:**",
              "**Look first:**",
              "```sh",
              "**Likely causes:**",
              "**Do:**",
              "**Escalate:**",
              "**Over when:**");
    }
  }

  @Test
  void makesTheAgentThatRemindsBeforeTheSecretsThatNeedIt() {
    Blueprint blueprint = withEveryAlert();
    boolean reminded =
        GcpLowering.lower(blueprint).main().ofType("google_secret_manager_secret").stream()
            .anyMatch(secret -> !secret.body().blocks("rotation").isEmpty());
    String text = runbook(blueprint);

    assertThat(text.contains("services identity create --service=secretmanager.googleapis.com"))
        .isEqualTo(reminded);
  }

  @Test
  void everyCommandOnTheCloudNamesItsProject() {
    for (String block : commands(runbook(withEveryAlert()))) {
      for (String command : block.replace("\\\n", " ").split("\n")) {
        if (command.startsWith("gcloud ")
            && !command.contains(" auth ")
            && !command.contains("billing accounts")
            && !command.contains("gs://")
            && !command.startsWith("gcloud projects")
            && !command.startsWith("gcloud billing")) {
          assertThat(command).containsPattern("--project=acme-chat-(prod|staging)");
        }
      }
    }
  }

  @Test
  void aSecretIsAskedForAloneSoThatNothingIsPastedIntoIt() {
    assertThat(commands(runbook(Blueprints.chat())))
        .filteredOn(block -> block.contains("secrets versions add"))
        .isNotEmpty()
        .allMatch(block ->
            block.startsWith("read -rs VALUE; ")
                && block.replace("\\\n", " ").strip().lines().count() == 1);
  }

  @Test
  void rollsBackToANamedRevisionInEveryRegionAndNeverToLatest() {
    String chapter = chapter(runbook(Blueprints.chat()), "emergency-rollback");
    assertThat(commands(chapter))
        .filteredOn(block -> block.contains("update-traffic"))
        .isNotEmpty()
        .allMatch(block -> block.contains("--to-revisions=REVISION=100"));
    assertThat(chapter).doesNotContain("--to-latest").doesNotContain("@previous");
  }

  private static String chapter(String runbook, String anchor) {
    String from = runbook.substring(runbook.indexOf("<a id=\"" + anchor + "\"></a>"));
    int end = from.indexOf("\n<a id=", 1);
    return end < 0 ? from : from.substring(0, end);
  }

  @Test
  void newSettingsOfAServiceGetTheTrafficToo() {
    String runbook = runbook(Blueprints.chat());
    assertThat(commands(chapter(runbook, "scaling"))).anyMatch(b -> b.contains("--to-latest"));
    assertThat(commands(chapter(runbook, "secrets"))).anyMatch(b -> b.contains("--to-latest"));
    assertThat(chapter(runbook, "scaling")).contains("Not after a roll back");
  }

  @Test
  void setUpNamesThePlanningEnvironmentsAndGivesThemNoRightToDeploy() {
    String chapter = chapter(runbook(Blueprints.chat()), "first-set-up");
    assertThat(chapter)
        .contains("gh api --method PUT repos/{owner}/{repo}/environments/production-plan")
        .contains("gh variable set GCP_PLANNER --env=production-plan")
        .contains("gh variable set GCP_WORKLOAD_IDENTITY_PROVIDER --env=production-plan")
        .contains("gh variable set GCP_DEPLOYER --env=production ")
        .doesNotContain("GCP_DEPLOYER --env=production-plan")
        .doesNotContain("GCP_PLANNER --env=production ");
  }

  @Test
  void dnsPointsToTheLoadBalancerBeforeTheFirstRelease() {
    String chapter = chapter(runbook(Blueprints.chat()), "first-set-up");
    assertThat(chapter).containsSubsequence("4. Secrets", "5. DNS", "-target=", "6. First Release");
  }

  @Test
  void namesAndTextsStayOneWordForTheShell() {
    assertThat(Shell.word("chat-api")).isEqualTo("chat-api");
    assertThat(Shell.word("a; rm -rf /")).isEqualTo("'a; rm -rf /'");
    assertThat(Shell.word("it's $(id)")).isEqualTo("'it'\\''s $(id)'");
    assertThat(Shell.word("")).isEqualTo("''");
  }

  @Test
  void smallestProjectHasARunbookWithoutEmptyPromises() {
    assertThat(runbook(Blueprints.minimal()))
        .contains("## Emergency Rollback", "## First Set-up", "## Scaling", "hello-prod")
        .contains("-var=github_repository=OWNER/NAME", "write alert_email into")
        .doesNotContain("## Database")
        .doesNotContain("null");
  }
}
