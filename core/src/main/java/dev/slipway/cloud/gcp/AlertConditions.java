package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.gcp.PromQl.Series;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When an alert fires, in the terms of Cloud Monitoring. */
final class AlertConditions {

  static final String LIMITS = "alert_limits";

  /** Below this many requests in the window one unlucky user would be a percentage. */
  private static final String ENOUGH_REQUESTS = " >= 10";

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private AlertConditions() {}

  /** One condition: the type of its block and that block's body. */
  record Condition(String title, String type, Body.Builder body) {}

  /** The conditions of a policy; {@code combiner} is {@code AND} or {@code OR}. */
  record Conditions(String combiner, List<Condition> list) {

    static Conditions any(Condition... list) {
      return new Conditions("OR", List.of(list));
    }
  }

  static Conditions of(Blueprint blueprint, Alert alert) {
    return switch (alert.signal()) {
      case UPTIME -> Conditions.any(uptime(alert));
      case ERROR_RATE -> Conditions.any(errorRate(alert, workload(blueprint, alert), blueprint));
      case LATENCY_P95 -> Conditions.any(latency(blueprint, alert, "0.95"));
      case LATENCY_P99 -> Conditions.any(latency(blueprint, alert, "0.99"));
      case BURN_RATE_FAST -> burnRate(alert, Duration.ofHours(1));
      case BURN_RATE_SLOW -> burnRate(alert, Duration.ofHours(6));
      case INSTANCE_CEILING -> Conditions.any(instanceCeiling(blueprint, alert));
      case JOB_FAILURES -> Conditions.any(jobFailures(blueprint, alert));
      case LOG_COUNT -> Conditions.any(logCount(blueprint, alert));
      case DATABASE_UNREACHABLE,
          DATABASE_CPU,
          DATABASE_MEMORY,
          DATABASE_DISK,
          DATABASE_CONNECTIONS ->
          DatabaseConditions.of(blueprint, alert);
      case CACHE_MEMORY -> Conditions.any(cacheMemory(alert));
      case QUEUE_AGE, DEAD_LETTERS -> QueueConditions.of(blueprint, alert);
      case DAILY_COST -> Conditions.any(dailyCost(alert));
    };
  }

  /**
   * Whether what the alert is about is measured at all: uptime needs a check that somebody can make
   * from outside, and in a cluster there is no Cloud Run to count requests, instances and
   * executions.
   */
  static boolean watchable(Blueprint blueprint, Alert alert) {
    return switch (alert.signal()) {
      case UPTIME ->
          UptimeChecks.checked(blueprint).stream()
              .anyMatch(w -> w.element().equals(alert.target()));
      case ERROR_RATE,
          LATENCY_P95,
          LATENCY_P99,
          BURN_RATE_FAST,
          BURN_RATE_SLOW,
          INSTANCE_CEILING,
          JOB_FAILURES,
          DAILY_COST ->
          !Requirement.kubernetes(blueprint);
      case LOG_COUNT,
          DATABASE_UNREACHABLE,
          DATABASE_CPU,
          DATABASE_MEMORY,
          DATABASE_DISK,
          DATABASE_CONNECTIONS,
          CACHE_MEMORY,
          QUEUE_AGE,
          DEAD_LETTERS ->
          true;
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

  static Expression limitOf(Alert alert) {
    return var(LIMITS).dot(ResourceAddress.id(alert.name()));
  }

  private static Workload workload(Blueprint blueprint, Alert alert) {
    return blueprint.workload(alert.target().name()).orElseThrow();
  }

  // A checker counts as failed when its newest answer is a failure; two of them rule out trouble of
  // one checker.
  private static Condition uptime(Alert alert) {
    Expression filter =
        template(
            "resource.type=\"uptime_url\" AND"
                + " metric.type=\"monitoring.googleapis.com/uptime_check/check_passed\" AND"
                + " metric.labels.check_id=\"",
            UptimeChecks.checkId(alert.target().name()),
            "\"");
    return new Condition(
        "Checkers in two places or more get no good answer",
        "condition_threshold",
        Threshold.of(filter)
            .aligned("300s", "ALIGN_NEXT_OLDER", "REDUCE_COUNT_FALSE")
            .groupedBy("resource.label.project_id", "resource.label.host")
            .above(number(1))
            .lasting(alert.window())
            .body());
  }

  private static Condition errorRate(Alert alert, Workload workload, Blueprint blueprint) {
    String range = PromQl.range(alert.window());
    String failed = PromQl.rate(RunMetrics.failedRequests(blueprint, workload), range);
    String all = PromQl.rate(RunMetrics.requests(blueprint, workload), range);
    return promQl(
        alert,
        text(
            failed
                + " / "
                + all
                + " > "
                + plain(AlertPolicies.fraction(alert.threshold()))
                + enough(RunMetrics.requests(blueprint, workload), range)));
  }

  private static Condition latency(Blueprint blueprint, Alert alert, String quantile) {
    Series latencies = RunMetrics.latencies(blueprint, workload(blueprint, alert));
    String range = PromQl.range(alert.window());
    return promQl(
        alert,
        text(
            PromQl.quantile(quantile, latencies, range)
                + " > "
                + plain(milliseconds(alert))
                + enough(latencies.part("_count"), range)));
  }

  private static String enough(Series requests, String range) {
    return " and " + PromQl.increase(requests, range) + ENOUGH_REQUESTS;
  }

  private static BigDecimal milliseconds(Alert alert) {
    return alert.unit().equals("ms") ? alert.threshold() : alert.threshold().movePointRight(3);
  }

  // Both windows have to burn: the long one makes it significant, the short one lets it end soon
  // after the cause.
  private static Conditions burnRate(Alert alert, Duration usual) {
    Duration window = alert.window().compareTo(Duration.ofMinutes(30)) < 0 ? usual : alert.window();
    BigDecimal rate = rate(alert, window);
    Duration shorter = window.dividedBy(12);
    return new Conditions("AND", List.of(burn(alert, window, rate), burn(alert, shorter, rate)));
  }

  private static BigDecimal rate(Alert alert, Duration window) {
    if (!alert.unit().equals("%")) {
      return alert.threshold();
    }
    BigDecimal windows =
        BigDecimal.valueOf(Duration.ofDays(30).toSeconds())
            .divide(BigDecimal.valueOf(window.toSeconds()), 4, RoundingMode.HALF_UP);
    return AlertPolicies.fraction(alert.threshold())
        .multiply(windows)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros();
  }

  private static Condition burn(Alert alert, Duration window, BigDecimal rate) {
    Expression filter =
        template(
            "select_slo_burn_rate(\"",
            ServiceObjectives.availability(alert.target().name()).reference().dot("id"),
            "\", \"" + window.toSeconds() + "s\")");
    return new Condition(
        "Error budget burns " + plain(rate) + " times too fast over " + PromQl.range(window),
        "condition_threshold",
        Threshold.of(filter).above(number(rate)).body());
  }

  private static Condition instanceCeiling(Blueprint blueprint, Alert alert) {
    String filter =
        RunMetrics.metricFilter(blueprint, workload(blueprint, alert), "container/instance_count");
    return new Condition(
        "Nearly as many instances as allowed",
        "condition_threshold",
        Threshold.of(text(filter))
            .aligned("60s", "ALIGN_MAX", "REDUCE_SUM")
            .groupedBy("resource.label.location")
            .atLeast(limitOf(alert))
            .lasting(alert.window())
            .body());
  }

  private static Condition jobFailures(Blueprint blueprint, Alert alert) {
    String filter =
        RunMetrics.metricFilter(
                blueprint, workload(blueprint, alert), "job/completed_execution_count")
            + " AND metric.labels.result=\"failed\"";
    return new Condition(
        "An execution failed",
        "condition_threshold",
        Threshold.of(text(filter))
            .aligned(Threshold.seconds(alert.window()), "ALIGN_DELTA", "REDUCE_SUM")
            .atLeast(number(alert.threshold().max(BigDecimal.ONE)))
            .body());
  }

  private static Condition logCount(Blueprint blueprint, Alert alert) {
    String metric = alert.logMetric().orElseThrow();
    return promQl(alert, text(counted(LogSeries.of(blueprint, metric), alert)));
  }

  /**
   * Entries counted by a log metric, compared with a threshold that is a rate or a number in the
   * window.
   */
  static String counted(List<Series> series, Alert alert) {
    String range = PromQl.range(alert.window());
    Optional<Integer> per =
        switch (alert.unit()) {
          case "per second" -> Optional.of(1);
          case "per minute" -> Optional.of(60);
          case "per hour" -> Optional.of(3600);
          default -> Optional.empty();
        };
    String sum = LogSeries.sum(per.isPresent() ? "rate" : "increase", series, range);
    String factor = per.filter(p -> p > 1).map(p -> " * " + p).orElse("");
    return sum + factor + " > " + plain(alert.threshold());
  }

  // What entries take may grow to the limit by design, since the oldest give way; the memory of the
  // whole instance may not.
  private static Condition cacheMemory(Alert alert) {
    Expression filter =
        template(
            "resource.type=\"redis_instance\" AND"
                + " metric.type=\"redis.googleapis.com/stats/memory/system_memory_usage_ratio\" AND"
                + " resource.labels.instance_id=\"",
            GcpAddresses.cache(alert.target().name()).reference().dot("id"),
            "\"");
    return new Condition(
        "Memory of the cache is nearly used up",
        "condition_threshold",
        Threshold.of(filter)
            .aligned("60s", "ALIGN_MEAN", "REDUCE_MAX")
            .above(number(AlertPolicies.fraction(alert.threshold())))
            .lasting(alert.window())
            .body());
  }

  private static Condition dailyCost(Alert alert) {
    return promQl(alert, template("(", CostEstimate.perDay(), ") > " + plain(alert.threshold())));
  }

  // The metric may not exist yet in a new project, and must not keep the policy from being created.
  static Condition promQl(Alert alert, Expression query) {
    return new Condition(
        alert.title(),
        "condition_prometheus_query_language",
        Body.builder()
            .set("query", query)
            .set("duration", "0s")
            .set("evaluation_interval", "60s")
            .set("disable_metric_validation", true));
  }

  static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
