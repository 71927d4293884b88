package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.azure.AlertRule.Query;
import dev.slipway.stack.Expression;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Conditions on requests: how many fail, how long they take, how fast the error budget goes. */
final class RequestConditions {

  /** Below this many requests in the window one unlucky user would be a percentage. */
  private static final BigDecimal ENOUGH = BigDecimal.TEN;

  /** Of the peak, to reckon with where only failures can be counted. */
  private static final BigDecimal TENTH = new BigDecimal("0.1");

  /** Entries of the last minutes are not there yet. */
  private static final Duration LATENESS = Duration.ofMinutes(15);

  private static final Duration SHORTEST_BURN = Duration.ofMinutes(30);
  private static final String COUNTED =
      "Container Apps counts requests but compares no counts, so this is the limit's share of a"
          + " tenth of the\npeak that was promised, and never fewer than ten.";
  private static final String AVERAGE =
      "Container Apps measures no percentiles; the average passes the limit later than they do.";

  private RequestConditions() {}

  static List<AlertRule> of(Blueprint blueprint, Alert alert, Workload workload) {
    Optional<List<Expression>> requests = RequestLog.of(blueprint, workload);
    return switch (alert.signal()) {
      case ERROR_RATE ->
          requests
              .map(lines -> List.<AlertRule>of(errorRate(alert, lines)))
              .orElseGet(() ->
                  failures(
                      blueprint, workload, alert.window(), alert.threshold().movePointLeft(2)));
      case LATENCY_P95 -> latency(blueprint, alert, workload, requests, 95);
      case LATENCY_P99 -> latency(blueprint, alert, workload, requests, 99);
      case BURN_RATE_FAST -> burn(blueprint, alert, workload, requests, Duration.ofHours(1));
      case BURN_RATE_SLOW -> burn(blueprint, alert, workload, requests, Duration.ofHours(6));
      case UPTIME,
          INSTANCE_CEILING,
          JOB_FAILURES,
          LOG_COUNT,
          DATABASE_UNREACHABLE,
          DATABASE_CPU,
          DATABASE_MEMORY,
          DATABASE_DISK,
          DATABASE_CONNECTIONS,
          CACHE_MEMORY,
          QUEUE_AGE,
          DEAD_LETTERS,
          DAILY_COST ->
          throw new IllegalArgumentException("not about requests: " + alert.signal());
    };
  }

  private static AlertRule errorRate(Alert alert, List<Expression> requests) {
    return query(
        requests,
        alert.window(),
        "| summarize requests = count(), failed = countif(status >= 500)",
        "| where requests >= "
            + ENOUGH
            + " and 100.0 * failed / requests > "
            + AlertConditions.plain(alert.threshold()));
  }

  private static List<AlertRule> latency(
      Blueprint blueprint,
      Alert alert,
      Workload workload,
      Optional<List<Expression>> requests,
      int percent) {
    BigDecimal seconds =
        alert.unit().equals("ms") ? alert.threshold().movePointLeft(3) : alert.threshold();
    return requests
        .map(lines ->
            List.of(
                query(
                    lines,
                    alert.window(),
                    "| summarize requests = count(), taken = percentile(seconds, " + percent + ")",
                    "| where requests >= "
                        + ENOUGH
                        + " and taken > "
                        + AlertConditions.plain(seconds))))
        .orElseGet(() ->
            AppMetrics.rules(
                blueprint,
                workload,
                alert.window(),
                AVERAGE,
                AppMetrics.criterion(
                    "ResponseTime",
                    "Average",
                    "GreaterThan",
                    number(seconds.movePointRight(3)),
                    List.of())));
  }

  /**
   * Both windows have to burn: the long one makes it significant, the short one lets it end soon
   * after the cause.
   */
  private static List<AlertRule> burn(
      Blueprint blueprint,
      Alert alert,
      Workload workload,
      Optional<List<Expression>> requests,
      Duration usual) {
    Duration window = alert.window().compareTo(SHORTEST_BURN) < 0 ? usual : alert.window();
    BigDecimal tolerated =
        BigDecimal.valueOf(100)
            .subtract(blueprint.objectives().availability())
            .movePointLeft(2)
            .multiply(rate(alert, window));
    if (requests.isEmpty()) {
      return failures(blueprint, workload, window, tolerated);
    }
    String limit = AlertConditions.plain(tolerated.setScale(6, RoundingMode.HALF_UP));
    Duration shorter = window.dividedBy(12);
    Duration late = shorter.compareTo(LATENESS) < 0 ? LATENESS : shorter;
    String recent = "TimeGenerated > ago(" + Windows.kql(late) + ")";
    return List.of(
        query(
            requests.get(),
            window,
            "| summarize requests = count(), failed = countif(status >= 500), recent = countif("
                + recent
                + "), recently_failed = countif(status >= 500 and "
                + recent
                + ")",
            "| where requests >= "
                + ENOUGH
                + " and 1.0 * failed / requests > "
                + limit
                + " and 1.0 * recently_failed / recent > "
                + limit));
  }

  /** How many times faster than evenly over the month. */
  private static BigDecimal rate(Alert alert, Duration window) {
    if (!alert.unit().equals("%")) {
      return alert.threshold();
    }
    BigDecimal windows =
        BigDecimal.valueOf(Duration.ofDays(30).toSeconds())
            .divide(BigDecimal.valueOf(window.toSeconds()), 4, RoundingMode.HALF_UP);
    return alert.threshold().movePointLeft(2).multiply(windows);
  }

  private static List<AlertRule> failures(
      Blueprint blueprint, Workload workload, Duration wanted, BigDecimal share) {
    Duration window = Windows.metric(wanted);
    BigDecimal limit =
        blueprint
            .objectives()
            .throughput()
            .multiply(TENTH)
            .multiply(BigDecimal.valueOf(window.toSeconds()))
            .multiply(share)
            .setScale(0, RoundingMode.HALF_UP)
            .max(ENOUGH);
    return AppMetrics.rules(
        blueprint,
        workload,
        window,
        COUNTED,
        AppMetrics.criterion(
            "Requests",
            "Total",
            "GreaterThanOrEqual",
            number(limit),
            List.of(new AlertRule.Dimension("statusCodeCategory", List.of("5xx")))));
  }

  private static AlertRule query(List<Expression> requests, Duration window, String... lines) {
    List<Expression> all = new ArrayList<>(requests);
    for (String line : lines) {
      all.add(text(line));
    }
    return new Query(List.copyOf(all), Windows.query(window), "");
  }
}
