package dev.slipway.cloud.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.blueprint.Observability.Signal;
import dev.slipway.check.validity.ValidityCheck;
import dev.slipway.cloud.Requirement;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.emit.record.RecordPaths;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.ModuleLoader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MonitoringPassTest {

  private static final Pattern REFERENCE =
      Pattern.compile("root=(azurerm_[a-z0-9_]+), steps=\\[Attribute\\[name=([a-z0-9_]+)");

  private final Map<String, String> chat = printed(main("chat-watched"));

  static Stream<String> designs() {
    return MonitoredDesigns.all().keySet().stream();
  }

  private static Blueprint design(String name) {
    return Objects.requireNonNull(MonitoredDesigns.all().get(name), name);
  }

  private static Stack main(String name) {
    return AzureLowering.main(design(name));
  }

  private static Map<String, String> printed(Stack stack) {
    Map<String, String> files = new LinkedHashMap<>();
    TerraformEmitter.emit(stack).forEach(file -> files.put(file.path(), file.text()));
    return files;
  }

  private static String monitoring(String design) {
    return Objects.requireNonNull(printed(main(design)).get("terraform/monitoring.tf"));
  }

  private static List<Resource> rules(Stack stack, Alert alert) {
    return stack.resources().stream()
        .filter(r -> r.provenance().element().equals(Element.alert(alert.name())))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void writesOnlyWhatTheProviderTakes(String name) {
    Outcome<Configuration> loaded =
        ModuleLoader.load(MemorySourceTree.of("stack", printed(main(name))), "terraform");
    List<Diagnostic> problems = new ArrayList<>(loaded.diagnostics());
    problems.addAll(ValidityCheck.check(loaded.value()));
    problems.removeIf(d -> d.severity() == dev.slipway.diagnostic.Severity.NOTE);

    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void tellsSomebodyOfEveryAlertAndNamesItsEntryInTheRunbook(String name) {
    Blueprint design = design(name);
    Stack stack = main(name);

    for (Alert alert : design.observability().alerts()) {
      List<Resource> rules = rules(stack, alert);
      if (measured(design, alert)) {
        assertThat(rules).as(alert.name()).isNotEmpty();
      }
      for (Resource rule : rules) {
        String text = rule.body().toString();
        assertThat(text)
            .as(rule.address().toString())
            .contains(RecordPaths.RUNBOOK + "#" + RecordPaths.alertAnchor(alert.name()))
            .containsPattern(
                "name=alert_email|action_group, steps=\\[Attribute\\[name=(critical|warning)");
      }
    }
  }

  /** In a cluster nothing counts requests, instances and jobs. */
  private static boolean measured(Blueprint design, Alert alert) {
    boolean ofApps =
        switch (alert.signal()) {
          case ERROR_RATE,
              LATENCY_P95,
              LATENCY_P99,
              BURN_RATE_FAST,
              BURN_RATE_SLOW,
              INSTANCE_CEILING,
              JOB_FAILURES,
              UPTIME,
              LOG_COUNT ->
              true;
          case DATABASE_UNREACHABLE,
              DATABASE_CPU,
              DATABASE_MEMORY,
              DATABASE_DISK,
              DATABASE_CONNECTIONS,
              CACHE_MEMORY,
              QUEUE_AGE,
              DEAD_LETTERS,
              DAILY_COST ->
              false;
        };
    boolean there =
        alert.target().kind() != Element.Kind.DATASTORE
            || design.datastore(alert.target().name()).isPresent();
    return there && !(ofApps && Requirement.kubernetes(design));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void refersOnlyToResourcesThatExist(String name) {
    Stack stack = main(name);
    for (Resource resource : stack.resources()) {
      Matcher matcher = REFERENCE.matcher(resource.body().toString());
      while (matcher.find()) {
        assertThat(stack.find(ResourceAddress.managed(matcher.group(1), matcher.group(2))))
            .as("%s refers to %s", resource.address(), matcher.group())
            .isPresent();
      }
    }
  }

  @Test
  void pagesForCriticalAlertsOnly() {
    Stack stack = main("chat-watched");
    for (Alert alert : design("chat-watched").observability().alerts()) {
      for (Resource rule : rules(stack, alert)) {
        assertThat(rule.body().toString().contains("critical_action_groups"))
            .as(alert.name())
            .isEqualTo(
                alert.severity() == Severity.CRITICAL && alert.signal() != Signal.DAILY_COST);
      }
    }
  }

  @Test
  void dividesServerErrorsByAllRequestsOfTheWorkloadBehindFrontDoor() {
    assertThat(chat.get("terraform/monitoring.tf"))
        .contains(
            "local.front_door_requests",
            "| where origin startswith \\\"chat-api.\\\"",
            "| where requests >= 10 and 100.0 * failed / requests > 10");
  }

  @Test
  void turnsAShareOfTheBudgetIntoABurnRateOverTwoWindows() {
    assertThat(chat.get("terraform/monitoring.tf"))
        .contains("1.0 * failed / requests > 0.0144 and 1.0 * recently_failed / recent > 0.0144")
        .contains("1.0 * failed / requests > 0.006 and 1.0 * recently_failed / recent > 0.006");
  }

  @Test
  void countsFailuresAndAveragesTimeWhereNothingStandsInFront() {
    assertThat(monitoring("direct-watched"))
        .contains("metric_name            = \"ResponseTime\"")
        .containsPattern("aggregation +=.*\"Average\"[\\s\\S]*threshold +=.*5000")
        .contains("name     = \"statusCodeCategory\"", "values   = [\"5xx\"]")
        .contains("no percentiles");
  }

  @Test
  void asksApplicationInsightsAboutFunctions() {
    assertThat(monitoring("functions-watched"))
        .contains("\"AppRequests\"", "AppRoleName in~", "percentile(seconds, 95)");
  }

  @Test
  void watchesEveryRegion() {
    assertThat(monitoring("regions-watched"))
        .contains(
            "azurerm_container_app.api.id",
            "azurerm_container_app.api_secondary[0].id",
            "\"instance_ceiling_secondary\"");
  }

  @Test
  void givesEachEnvironmentTheLimitsOfItsOwnSizes() {
    assertThat(chat.get("terraform/environments/production.tfvars"))
        .containsPattern("instance_ceiling +=")
        .containsPattern("database_connections = 320");
  }

  @Test
  void looksAtTheQueueThatMessagesArePostedFrom() {
    assertThat(monitoring("pushed-watched"))
        .contains("values   = [\"events-api\"]", "values   = [\"events\", \"events-api\"]");
  }

  @Test
  void doesNotLetAHostBreakOutOfAQuery() {
    assertThat(
            LogQueries.of(
                design("chat-watched"),
                new dev.slipway.blueprint.Observability.LogMetric(
                    "calls",
                    dev.slipway.blueprint.Observability.LogSignal.EXTERNAL_API_FAILURES,
                    "api",
                    "x\" or true",
                    "")))
        .hasValueSatisfying(lines -> assertThat(lines.toString()).doesNotContain("or true"));
  }

  @Test
  void keepsTheAuditLogWhereNobodyCanChangeIt() {
    String logging = printed(main("audited")).get("terraform/logging.tf");

    assertThat(logging)
        .contains("immutability_policy", "allow_protected_append_writes = true")
        .containsPattern("period_since_creation_in_days = 400")
        .containsPattern("state += var.audit_lock")
        .contains("\"DataPlaneRequests\"");
    assertThat(printed(main("minimal")).get("terraform/logging.tf"))
        .doesNotContain("immutability_policy");
  }

  @Test
  void warnsBeforeTheBudgetIsSpent() {
    assertThat(chat.get("terraform/monitoring.tf"))
        .contains("azurerm_consumption_budget_subscription", "\"Forecasted\"", "plantimestamp()");
  }

  @Test
  void asksForAMailboxWhenNobodyNamedOne() {
    assertThat(chat.get("terraform/environments/production.tfvars"))
        .contains("alert_email", "ops@example.com");
  }
}
