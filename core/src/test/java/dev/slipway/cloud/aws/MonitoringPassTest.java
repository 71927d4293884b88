package dev.slipway.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.Chart;
import dev.slipway.blueprint.Observability.ChartKind;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.LogSignal;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.blueprint.Observability.Signal;
import dev.slipway.check.validity.ValidityCheck;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import dev.slipway.terraform.ModuleLoader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MonitoringPassTest {

  private final Blueprint watched = everything(Designs.chat().build());
  private final Stack stack = AwsLowering.main(watched);

  /** Every signal, every log signal and every kind of chart. */
  static Blueprint everything(Blueprint blueprint) {
    List<LogMetric> metrics = new ArrayList<>();
    for (LogSignal signal : LogSignal.values()) {
      String detail = signal == LogSignal.EXTERNAL_API_FAILURES ? "api.anthropic.com" : "";
      metrics.add(new LogMetric("api_" + word(signal), signal, "api", detail, "Counts."));
    }
    List<Alert> alerts = new ArrayList<>();
    for (Signal signal : Signal.values()) {
      alerts.add(alert(signal));
    }
    List<Chart> charts = new ArrayList<>();
    for (ChartKind kind : ChartKind.values()) {
      charts.add(new Chart("Chart " + word(kind), kind, Optional.empty()));
    }
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
        new Observability("ops@example.com", 90, 400, metrics, alerts, charts),
        blueprint.recovery(),
        blueprint.budget(),
        blueprint.compliance(),
        blueprint.controls(),
        blueprint.decisions(),
        blueprint.questions());
  }

  private static Alert alert(Signal signal) {
    String target =
        switch (signal) {
          case JOB_FAILURES -> "workload.cleanup";
          case DATABASE_UNREACHABLE,
              DATABASE_CPU,
              DATABASE_MEMORY,
              DATABASE_DISK,
              DATABASE_CONNECTIONS ->
              "datastore.main";
          case CACHE_MEMORY -> "datastore.sessions";
          case QUEUE_AGE, DEAD_LETTERS -> "datastore.events";
          case DAILY_COST -> "budget";
          case UPTIME,
              ERROR_RATE,
              LATENCY_P95,
              LATENCY_P99,
              BURN_RATE_FAST,
              BURN_RATE_SLOW,
              INSTANCE_CEILING,
              LOG_COUNT ->
              "workload.api";
        };
    return new Alert(
        word(signal).replace('_', '-'),
        "Something about " + word(signal),
        signal.ordinal() % 2 == 0 ? Severity.CRITICAL : Severity.WARNING,
        signal,
        Element.parse(target).orElseThrow(),
        signal == Signal.LOG_COUNT ? Optional.of("api_rate_limit_hits") : Optional.empty(),
        signal == Signal.BURN_RATE_FAST ? new BigDecimal("14.4") : BigDecimal.valueOf(80),
        signal == Signal.BURN_RATE_FAST ? "x" : signal == Signal.LOG_COUNT ? "per minute" : "%",
        signal == Signal.BURN_RATE_FAST ? Duration.ofHours(1) : Duration.ofMinutes(10),
        "What it means for users.");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private String file(String name) {
    return BootstrapStackTest.file(stack, name);
  }

  private String alarm(String name) {
    return BootstrapStackTest.printed(stack, AwsAddresses.alarm(name));
  }

  @ParameterizedTest
  @EnumSource(Signal.class)
  void tellsSomebodyOfEverySignalAndNamesTheRunbook(Signal signal) {
    List<Resource> telling = telling(stack, alert(signal));

    assertThat(telling).isNotEmpty();
    for (Resource alarm : telling) {
      assertThat(BootstrapStackTest.printed(stack, alarm.address()) + alarm.comment())
          .contains("aws_sns_topic.alerts_")
          .contains(
              "https://github.com/acme/chat/blob/HEAD/docs/infrastructure/RUNBOOK.md#alert-"
                  + alert(signal).name());
    }
  }

  /** What tells of an alert, wherever that is. */
  private static List<Resource> telling(Stack stack, Alert alert) {
    return stack.resources().stream()
        .filter(r -> r.provenance().element().equals(Element.alert(alert.name())))
        .filter(r ->
            r.body().argument("alarm_actions").isPresent()
                || r.address().type().equals("aws_ce_anomaly_subscription"))
        .toList();
  }

  static Stream<String> designs() {
    return Designs.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void leavesNoAlertOfAnyDesignWithoutSomebodyWhoIsTold(String design) {
    Blueprint blueprint = Designs.all().getOrDefault(design, watched);
    Stack main = AwsLowering.main(blueprint);
    for (Alert alert : blueprint.observability().alerts()) {
      if (AlarmConditions.watchable(blueprint, alert)) {
        assertThat(telling(main, alert)).as(alert.name()).isNotEmpty();
      }
    }
  }

  @Test
  void writesOnlyWhatTheProviderTakes() {
    Map<String, String> files = new LinkedHashMap<>();
    TerraformEmitter.emit(stack).forEach(f -> files.put(f.path(), f.text()));
    var loaded = ModuleLoader.load(MemorySourceTree.of("stack", files), stack.folder());
    List<Diagnostic> problems = new ArrayList<>(loaded.diagnostics());
    problems.addAll(ValidityCheck.check(loaded.value()));
    assertThat(problems)
        .filteredOn(p -> p.severity() != dev.slipway.diagnostic.Severity.NOTE)
        .isEmpty();
  }

  @Test
  void pagesForCriticalAlertsAndMailsTheOthers() {
    assertThat(alarm("database-cpu")).contains("aws_sns_topic.alerts_critical.arn");
    assertThat(alarm("error-rate")).contains("aws_sns_topic.alerts_warning.arn");
    assertThat(file("monitoring.tf")).contains("protocol  = \"email\"", "var.pager_endpoints");
  }

  @Test
  void dividesServerErrorsByAllRequestsAndWantsAFewOfThem() {
    assertThat(alarm("error-rate"))
        .contains("HTTPCode_Target_5XX_Count", "RequestCount", ">= 10", "100 *");
  }

  @Test
  void asksTwoWindowsWhetherTheErrorBudgetBurns() {
    assertThat(alarm("burn-rate-fast-long")).contains("= 3600").doesNotContain("alarm_actions");
    assertThat(alarm("burn-rate-fast-short")).contains("= 300");
    assertThat(BootstrapStackTest.printed(stack, Alarms.composite("burn-rate-fast")))
        .contains("burn_rate_fast_long", " AND ", "burn_rate_fast_short", "alarm_actions");
  }

  @Test
  void countsSilenceOfTheDatabaseAsDown() {
    assertThat(alarm("database-unreachable"))
        .contains("treat_missing_data  = \"breaching\"", "main_connection_failures");
    assertThat(alarm("database-cpu")).contains("treat_missing_data  = \"notBreaching\"");
  }

  @Test
  void givesEachEnvironmentTheLimitsOfItsOwnSizes() {
    assertThat(file("environments/production.tfvars")).contains("database_connections = 160");
    assertThat(file("variables.tf")).contains("variable \"alert_limits\"");
  }

  @Test
  void hearsOfFailedRunsAndKeepsWhy() {
    assertThat(file("monitoring.tf"))
        .contains("ECS Task State Change", "family:chat-cleanup", "TaskFailedToStart")
        .contains("/aws/events/chat/job-failures");
  }

  @Test
  void doesNotLetAHostBreakOutOfAPattern() {
    assertThat(file("monitoring.tf")).contains("api\\\\.anthropic\\\\.com");
  }

  @Test
  void locksTheRecordForAsLongAsAsked() {
    Stack audited =
        AwsLowering.main(Designs.chat().with(dev.slipway.vocabulary.Compliance.HIPAA).build());

    assertThat(BootstrapStackTest.file(audited, "logging.tf"))
        .contains("\"COMPLIANCE\"", "is_multi_region_trail", "enable_log_file_validation");
    assertThat(AwsLowering.main(Designs.minimal()).ofType("aws_cloudtrail")).isEmpty();
  }

  @Test
  void drawsADashboardInTheOrderOfTheDesign() {
    assertThat(file("monitoring.tf"))
        .containsSubsequence(
            "Chart request_rate", "Chart latency_percentiles", "Chart cost_per_day");
  }
}
