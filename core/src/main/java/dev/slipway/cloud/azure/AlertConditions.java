package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.azure.AlertRule.Query;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.ResourceAddress;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When an alert fires, in the terms of Azure Monitor. */
final class AlertConditions {

  static final String LIMITS = "alert_limits";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private AlertConditions() {}

  /** The rules of an alert; none where nothing measures what it is about. */
  static List<AlertRule> of(Blueprint blueprint, Alert alert) {
    return switch (alert.signal()) {
      case UPTIME ->
          AvailabilityTests.checked(blueprint).stream()
              .filter(w -> w.element().equals(alert.target()))
              .map(w -> (AlertRule) new AlertRule.Availability(w.name()))
              .toList();
      case ERROR_RATE, LATENCY_P95, LATENCY_P99, BURN_RATE_FAST, BURN_RATE_SLOW ->
          Requirement.kubernetes(blueprint)
              ? List.of()
              : RequestConditions.of(blueprint, alert, workload(blueprint, alert));
      case INSTANCE_CEILING ->
          Requirement.kubernetes(blueprint) ? List.of() : instances(blueprint, alert);
      case JOB_FAILURES ->
          Requirement.kubernetes(blueprint) ? List.of() : List.of(jobFailures(blueprint, alert));
      case LOG_COUNT -> logCount(blueprint, alert);
      case DATABASE_UNREACHABLE,
          DATABASE_CPU,
          DATABASE_MEMORY,
          DATABASE_DISK,
          DATABASE_CONNECTIONS,
          CACHE_MEMORY,
          QUEUE_AGE,
          DEAD_LETTERS ->
          DatastoreConditions.of(blueprint, alert);
      case DAILY_COST -> List.of(new AlertRule.Cost());
    };
  }

  /**
   * The threshold in one environment, for alerts whose limit depends on the environment's own
   * sizes.
   */
  static Optional<BigDecimal> limit(Blueprint blueprint, Alert alert, String environment) {
    return switch (alert.signal()) {
      case INSTANCE_CEILING ->
          Optional.of(share(alert, workload(blueprint, alert).scaling(environment).max()));
      case DATABASE_CONNECTIONS ->
          blueprint
              .datastore(alert.target().name())
              .filter(Datastore.Relational.class::isInstance)
              .map(Datastore.Relational.class::cast)
              .map(d -> share(alert, d.size(environment).maxConnections()));
      case UPTIME,
          ERROR_RATE,
          LATENCY_P95,
          LATENCY_P99,
          BURN_RATE_FAST,
          BURN_RATE_SLOW,
          JOB_FAILURES,
          LOG_COUNT,
          DATABASE_UNREACHABLE,
          DATABASE_CPU,
          DATABASE_MEMORY,
          DATABASE_DISK,
          CACHE_MEMORY,
          QUEUE_AGE,
          DEAD_LETTERS,
          DAILY_COST ->
          Optional.empty();
    };
  }

  private static BigDecimal share(Alert alert, int maximum) {
    return alert.unit().equals("%")
        ? alert
            .threshold()
            .multiply(BigDecimal.valueOf(maximum))
            .divide(HUNDRED, 1, RoundingMode.HALF_UP)
        : alert.threshold();
  }

  static Reference limitOf(Alert alert) {
    return var(LIMITS).dot(ResourceAddress.id(alert.name()));
  }

  private static Workload workload(Blueprint blueprint, Alert alert) {
    return blueprint.workload(alert.target().name()).orElseThrow();
  }

  private static List<AlertRule> instances(Blueprint blueprint, Alert alert) {
    Workload workload = workload(blueprint, alert);
    if (workload.kind() == WorkloadKind.FUNCTION) {
      List<Expression> lines = new ArrayList<>();
      lines.add(text("AppRequests"));
      lines.add(RequestLog.named(blueprint, workload));
      lines.add(text("| summarize instances = dcount(AppRoleInstance)"));
      lines.add(template("| where instances >= ", limitOf(alert)));
      return List.of(new Query(List.copyOf(lines), Windows.query(alert.window()), ""));
    }
    return AppMetrics.rules(
        blueprint,
        workload,
        alert.window(),
        "",
        AppMetrics.criterion(
            "Replicas", "Maximum", "GreaterThanOrEqual", limitOf(alert), List.of()));
  }

  private static AlertRule jobFailures(Blueprint blueprint, Alert alert) {
    return new Query(
        List.of(
            text("ContainerAppSystemLogs_CL"),
            text(
                "| where column_ifexists(\"JobName_s\", \"\") == \""
                    + AzureNames.app(blueprint, alert.target().name())
                    + "\""),
            text(
                "| where Reason_s in (\"BackoffLimitExceeded\", \"DeadlineExceeded\","
                    + " \"FailedExecution\") or (Log_s has \"execution\" and Log_s has"
                    + " \"failed\")")),
        Windows.query(alert.window()),
        "");
  }

  private static List<AlertRule> logCount(Blueprint blueprint, Alert alert) {
    LogMetric metric = metric(blueprint, alert.logMetric().orElseThrow());
    Duration window = Windows.query(alert.window());
    Optional<List<Expression>> entries = LogQueries.of(blueprint, metric);
    if (entries.isPresent()) {
      List<Expression> lines = new ArrayList<>(entries.get());
      lines.add(text("| summarize entries = count()"));
      lines.add(text("| where entries > " + plain(over(alert, window))));
      return List.of(new Query(List.copyOf(lines), window, ""));
    }
    Workload workload = blueprint.workload(metric.workload()).orElseThrow();
    return switch (metric.signal()) {
      case AUTHENTICATION_FAILURES -> answered(blueprint, alert, workload, "401", "403");
      case RATE_LIMIT_HITS -> answered(blueprint, alert, workload, "429");
      case ERRORS, SLOW_QUERIES, EXTERNAL_API_FAILURES -> List.of();
    };
  }

  private static LogMetric metric(Blueprint blueprint, String name) {
    return blueprint.observability().logMetrics().stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such log metric: " + name));
  }

  private static List<AlertRule> answered(
      Blueprint blueprint, Alert alert, Workload workload, String... statuses) {
    if (Requirement.kubernetes(blueprint)) {
      return List.of();
    }
    return AppMetrics.rules(
        blueprint,
        workload,
        alert.window(),
        "",
        AppMetrics.criterion(
            "Requests",
            "Total",
            "GreaterThan",
            number(over(alert, Windows.metric(alert.window()))),
            List.of(new AlertRule.Dimension("statusCode", List.of(statuses)))));
  }

  /** A threshold that is a rate, as a number over the window. */
  private static BigDecimal over(Alert alert, Duration window) {
    BigDecimal seconds = BigDecimal.valueOf(window.toSeconds());
    return switch (alert.unit()) {
      case "per second" -> alert.threshold().multiply(seconds);
      case "per minute" -> per(alert, seconds, 60);
      case "per hour" -> per(alert, seconds, 3600);
      default -> alert.threshold();
    };
  }

  private static BigDecimal per(Alert alert, BigDecimal seconds, int unit) {
    return alert
        .threshold()
        .multiply(seconds)
        .divide(BigDecimal.valueOf(unit), 2, RoundingMode.HALF_UP);
  }

  static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
