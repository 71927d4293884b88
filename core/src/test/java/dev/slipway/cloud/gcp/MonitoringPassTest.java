package dev.slipway.cloud.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.ChartKind;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.LogSignal;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.blueprint.Observability.Signal;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import dev.slipway.vocabulary.Platform;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MonitoringPassTest {

  private static final Pattern REFERENCE =
      Pattern.compile("root=(google_[a-z0-9_]+), steps=\\[Attribute\\[name=([a-z0-9_]+)");

  private final Stack chat = GcpLowering.lower(MonitoredBlueprint.chat()).main();

  @ParameterizedTest
  @EnumSource(Signal.class)
  void makesAPolicyOfEverySignal(Signal signal) {
    Alert alert = MonitoredBlueprint.alert(signal);

    Resource policy = chat.find(GcpAddresses.alertPolicy(alert.name())).orElseThrow();

    assertThat(policy.body().blocks("conditions")).isNotEmpty();
    assertThat(policy.provenance().element()).isEqualTo(Element.alert(alert.name()));
    assertThat(printed(policy.address()))
        .contains("severity     = \"" + alert.severity() + "\"")
        .contains("docs/infrastructure/RUNBOOK.md#alert-" + alert.name())
        .contains("https://github.com/acme/chat/blob/HEAD/docs/infrastructure/RUNBOOK.md");
  }

  @Test
  void refersOnlyToResourcesThatExist() {
    for (Blueprint blueprint :
        List.of(
            MonitoredBlueprint.chat(),
            MonitoredBlueprint.everything(
                Blueprints.edit(Blueprints.chat()).regions("europe-west1", "us-central1").build()),
            Blueprints.minimal())) {
      Stack stack = GcpLowering.lower(blueprint).main();
      for (Resource resource : stack.resources()) {
        Matcher matcher = REFERENCE.matcher(resource.body().toString());
        while (matcher.find() && resource.file().equals(MonitoringPass.FILE)) {
          assertThat(stack.find(ResourceAddress.managed(matcher.group(1), matcher.group(2))))
              .as("%s refers to %s", resource.address(), matcher.group())
              .isPresent();
        }
      }
    }
  }

  @Test
  void pagesForCriticalAlertsOnly() {
    for (Alert alert : MonitoredBlueprint.chat().observability().alerts()) {
      String policy = printed(GcpAddresses.alertPolicy(alert.name()));
      assertThat(policy).contains("google_monitoring_notification_channel.email.id");
      assertThat(policy.contains("var.critical_notification_channels"))
          .as(alert.name())
          .isEqualTo(alert.severity() == Severity.CRITICAL);
    }
  }

  @Test
  void dividesServerErrorsByAllRequestsAndWantsAFewOfThem() {
    assertThat(printed(GcpAddresses.alertPolicy("error-rate")))
        .contains(
            "response_code_class=\\\"5xx\\\"}[5m])) / sum(rate(run_googleapis_com:request_count{")
        .contains("> 0.1 and sum(increase(")
        .contains(">= 10");
  }

  @Test
  void comparesLatencyInMilliseconds() {
    assertThat(printed(GcpAddresses.alertPolicy("latency-p95")))
        .contains(
            "histogram_quantile(0.95, sum by (le)"
                + " (rate(run_googleapis_com:request_latencies_bucket{")
        .contains(" > 5000 and ");
    assertThat(printed(GcpAddresses.alertPolicy("latency-p99"))).contains("> 10000 and ");
  }

  @Test
  void turnsAShareOfTheBudgetIntoABurnRateOverTwoWindows() {
    assertThat(printed(GcpAddresses.alertPolicy("burn-rate-fast")))
        .contains("combiner     = \"AND\"", "3600s", "300s", "= 14.4");
    assertThat(printed(GcpAddresses.alertPolicy("burn-rate-slow")))
        .contains("21600s", "1800s", "= 6\n");
  }

  @Test
  void takesABurnRateThatIsGivenAsAMultiple() {
    Alert alert =
        alert(
            "burn",
            Signal.BURN_RATE_FAST,
            Element.workload("api"),
            "14.4",
            "x",
            Duration.ofHours(1));

    assertThat(printed(with(alert), GcpAddresses.alertPolicy("burn")))
        .contains("threshold_value = 14.4");
  }

  @Test
  void waitsForTwoCheckersToFail() {
    assertThat(printed(GcpAddresses.alertPolicy("uptime")))
        .contains(
            "\"ALIGN_NEXT_OLDER\"",
            "\"REDUCE_COUNT_FALSE\"",
            "threshold_value = 1\n",
            "uptime_check_id");
  }

  @Test
  void countsSilenceOfTheDatabaseAsDown() {
    assertThat(printed(GcpAddresses.alertPolicy("database-unreachable")))
        .contains("database/up", "EVALUATION_MISSING_DATA_ACTIVE", "COMPARISON_LT")
        .contains("main_connection_failures");
  }

  @Test
  void givesEachEnvironmentTheLimitsOfItsOwnSizes() {
    String production = file(chat, "terraform/environments/production.tfvars");
    String staging = file(chat, "terraform/environments/staging.tfvars");

    assertThat(production)
        .containsPattern("database_connections = 160")
        .containsPattern("instance_ceiling     = 8");
    assertThat(staging)
        .containsPattern("database_connections = 20")
        .containsPattern("instance_ceiling     = 1.6");
  }

  @Test
  void asksForAPathThatIsRoutedToTheWorkload() {
    // The API's health path is not below /api, so behind the load balancer it would reach the web
    // client.
    assertThat(printed(UptimeChecks.address("api")))
        .contains("path           = \"/api\"", "STATUS_CLASS_4XX");
    assertThat(printed(UptimeChecks.address("api"))).contains("var.uptime_host");
  }

  @Test
  void asksTheServicesOwnAddressWhereNothingStandsInFront() {
    Stack stack = GcpLowering.lower(Blueprints.minimal()).main();

    assertThat(printed(stack, UptimeChecks.address("hello")))
        .contains(".run.app\"")
        .contains("port           = 443");
  }

  @Test
  void writesNothingAboutCloudRunForACluster() {
    Blueprint cluster =
        MonitoredBlueprint.everything(
            Blueprints.edit(Blueprints.chat()).platform(Platform.KUBERNETES).build());
    String monitoring = file(GcpLowering.lower(cluster).main(), "terraform/monitoring.tf");

    assertThat(monitoring)
        .doesNotContain("run.googleapis.com/request_", "run_googleapis_com", "google_cloud_run");
    assertThat(monitoring)
        .contains("k8s_container", "cloudsql.googleapis.com/database/cpu/utilization");
  }

  @Test
  void asksForAMailboxWhenNobodyNamedOne() {
    Stack hello = GcpLowering.lower(Blueprints.minimal()).main();

    assertThat(file(hello, "terraform/environments/production.tfvars"))
        .doesNotContain("alert_email");
  }

  @Test
  void keepsLogsAsLongAsDesigned() {
    assertThat(printed(ResourceAddress.managed("google_logging_project_bucket_config", "default")))
        .contains("retention_days = 90");
  }

  @Test
  void countsCloudArmorsRefusalsWithTheWorkloadsOwn() {
    assertThat(printed(GcpAddresses.logMetric("api_rate_limit_hits")))
        .contains("httpRequest.status=429", "denied_by_security_policy")
        .contains("resource.labels.backend_service_name=\\\"chat-api\\\"");
    assertThat(printed(GcpAddresses.alertPolicy("log-count")))
        .contains("http_load_balancer", ") * 60 > 10");
  }

  @Test
  void doesNotLetAHostBreakOutOfAFilter() {
    Blueprint hostile =
        MonitoredBlueprint.with(
            Blueprints.chat(),
            List.of(
                new LogMetric(
                    "calls",
                    LogSignal.EXTERNAL_API_FAILURES,
                    "api",
                    "x\" OR severity>=DEFAULT OR \"",
                    "Calls")),
            List.of(),
            List.of());

    assertThat(printed(GcpLowering.lower(hostile).main(), GcpAddresses.logMetric("calls")))
        .doesNotContain("severity>=DEFAULT");
  }

  @ParameterizedTest
  @EnumSource(ChartKind.class)
  void drawsEveryKindOfChart(ChartKind kind) {
    String title = "Chart " + kind.name().toLowerCase(Locale.ROOT);

    assertThat(printed(GcpAddresses.DASHBOARD)).contains(title);
  }

  @Test
  void saysThatCostIsAnEstimate() {
    assertThat(printed(GcpAddresses.DASHBOARD))
        .contains("cost_per_day (estimate from list prices)");
    assertThat(file(chat, "terraform/monitoring.tf")).contains("the bill is in Cloud Billing");
  }

  @Test
  void pricesWhatRunsAnywayFromTheSizesOfEachEnvironment() {
    assertThat(fixedCost("production")).isGreaterThan(fixedCost("staging"));
    assertThat(fixedCost("staging")).isPositive();
  }

  private BigDecimal fixedCost(String environment) {
    Matcher matcher =
        Pattern.compile("fixed_cost_per_day += ([0-9.]+)")
            .matcher(file(chat, "terraform/environments/" + environment + ".tfvars"));
    assertThat(matcher.find()).isTrue();
    return new BigDecimal(matcher.group(1));
  }

  private static Blueprint with(Alert alert) {
    return MonitoredBlueprint.with(Blueprints.chat(), List.of(), List.of(alert), List.of());
  }

  private static Alert alert(
      String name, Signal signal, Element target, String threshold, String unit, Duration window) {
    return new Alert(
        name,
        name,
        Severity.CRITICAL,
        signal,
        target,
        Optional.empty(),
        new BigDecimal(threshold),
        unit,
        window,
        "So.");
  }

  private String printed(ResourceAddress address) {
    return printed(chat, address);
  }

  private static String printed(Blueprint blueprint, ResourceAddress address) {
    return printed(GcpLowering.lower(blueprint).main(), address);
  }

  static String printed(Stack stack, ResourceAddress address) {
    Resource resource = stack.find(address).orElseThrow();
    String text = file(stack, stack.folder() + "/" + resource.file());
    int start = text.indexOf("resource \"" + address.type() + "\" \"" + address.name() + "\"");
    int end = text.indexOf("\n}\n", start);
    return text.substring(start, end + 3);
  }

  static String file(Stack stack, String path) {
    return TerraformEmitter.emit(stack).stream()
        .filter(f -> f.path().equals(path))
        .map(GeneratedFile::text)
        .findFirst()
        .orElseThrow();
  }
}
