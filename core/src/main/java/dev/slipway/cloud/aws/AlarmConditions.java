package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.aws.Alarm.Metric;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** When an alert goes off, in the terms of CloudWatch. */
final class AlarmConditions {

  static final String LIMITS = "alert_limits";
  private static final int MINUTE = 60;
  private static final int LONGEST_PERIOD = 86_400;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private AlarmConditions() {}

  /** The alarm of an alert; absent where nobody measures what it is about. */
  static Optional<Alarm> of(Blueprint blueprint, Alert alert, Place place) {
    if (!watchable(blueprint, alert)) {
      return Optional.empty();
    }
    return switch (alert.signal()) {
      case UPTIME -> Optional.of(uptime(blueprint, alert, place));
      case ERROR_RATE -> Optional.of(errorRate(blueprint, alert, place));
      case LATENCY_P95 -> Optional.of(latency(blueprint, alert, place, "p95"));
      case LATENCY_P99 -> Optional.of(latency(blueprint, alert, place, "p99"));
      case BURN_RATE_FAST, BURN_RATE_SLOW ->
          Optional.of(
              requests(blueprint, alert, place)
                  .failedShare(number(burning(blueprint, alert)), period(alert), 1));
      case INSTANCE_CEILING -> Optional.of(ceiling(blueprint, alert, place));
      case JOB_FAILURES ->
          Optional.of(
              Alarm.above(
                      JobFailures.metric(workload(blueprint, alert)),
                      number(alert.threshold().max(BigDecimal.ONE)),
                      MINUTE,
                      1)
                  .comparing(Alarm.AT_LEAST));
      case LOG_COUNT -> Optional.of(logCount(blueprint, alert));
      case DATABASE_UNREACHABLE -> Optional.of(DatastoreAlarms.unreachable(blueprint, alert));
      case DATABASE_CPU -> Optional.of(DatastoreAlarms.cpu(blueprint, alert));
      case DATABASE_MEMORY -> Optional.of(DatastoreAlarms.memory(blueprint, alert));
      case DATABASE_DISK -> Optional.of(DatastoreAlarms.disk(blueprint, alert));
      case DATABASE_CONNECTIONS -> Optional.of(DatastoreAlarms.connections(blueprint, alert));
      case CACHE_MEMORY -> Optional.of(DatastoreAlarms.cacheMemory(blueprint, alert));
      case QUEUE_AGE -> Optional.of(DatastoreAlarms.queueAge(blueprint, alert));
      case DEAD_LETTERS -> Optional.of(DatastoreAlarms.deadLetters(blueprint, alert));
      case DAILY_COST -> Optional.empty();
    };
  }

  /**
   * Whether what the alert is about is measured: nobody counts or times the requests that one task
   * sends straight to another, and in a cluster there is no ECS and no load balancer of this stack.
   */
  static boolean watchable(Blueprint blueprint, Alert alert) {
    boolean cluster = Requirement.kubernetes(blueprint);
    Optional<Workload> workload = blueprint.workload(alert.target().name());
    return switch (alert.signal()) {
      case LATENCY_P95, LATENCY_P99, BURN_RATE_FAST, BURN_RATE_SLOW, UPTIME ->
          !cluster && workload.filter(w -> RequestMetrics.measured(blueprint, w)).isPresent();
      case ERROR_RATE, INSTANCE_CEILING, JOB_FAILURES -> !cluster && workload.isPresent();
      case LOG_COUNT -> LogMetrics.logged(blueprint);
      case DATABASE_UNREACHABLE,
          DATABASE_CPU,
          DATABASE_MEMORY,
          DATABASE_DISK,
          DATABASE_CONNECTIONS,
          CACHE_MEMORY,
          DAILY_COST ->
          true;
      case QUEUE_AGE, DEAD_LETTERS -> !DatastoreAlarms.queues(blueprint, alert, false).isEmpty();
    };
  }

  /** Whether a region has its own: requests and tasks are there twice, the rest once. */
  static boolean everywhere(Alert alert) {
    return switch (alert.signal()) {
      case ERROR_RATE, LATENCY_P95, LATENCY_P99, BURN_RATE_FAST, BURN_RATE_SLOW, INSTANCE_CEILING ->
          true;
      case UPTIME,
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
          false;
    };
  }

  private static Workload workload(Blueprint blueprint, Alert alert) {
    return blueprint.workload(alert.target().name()).orElseThrow();
  }

  private static RequestMetrics requests(Blueprint blueprint, Alert alert, Place place) {
    return new RequestMetrics(blueprint, workload(blueprint, alert), place);
  }

  /** The window as one period, in whole minutes. */
  static int period(Alert alert) {
    long minutes = Math.max(1, (alert.window().toSeconds() + MINUTE - 1) / MINUTE);
    return (int) Math.min(LONGEST_PERIOD, minutes * MINUTE);
  }

  private static Alarm uptime(Blueprint blueprint, Alert alert, Place place) {
    Workload workload = workload(blueprint, alert);
    if (HealthChecks.checked(blueprint).contains(workload)) {
      return Alarm.above(
              HealthChecks.status(workload),
              number(1),
              MINUTE,
              (int) Math.clamp(alert.window().toMinutes(), 1, 10))
          .comparing(Alarm.BELOW)
          .silenceIsBad()
          .because("Checkers that say nothing are as bad as ones that say no.");
    }
    RequestMetrics requests = requests(blueprint, alert, place);
    if (Runtime.function(workload)) {
      return requests
          .failedShare(number(99), period(alert), 1)
          .because("No path tells how it is, so it is down when every call fails.");
    }
    List<Metric> hosts = requests.healthyHosts();
    return Alarm.math(hosts, RequestMetrics.sum(1, hosts.size()), number(1), MINUTE, 3)
        .comparing(Alarm.BELOW)
        .silenceIsBad()
        .because("No path from outside tells how it is, so its tasks are counted that answer.");
  }

  private static Alarm errorRate(Blueprint blueprint, Alert alert, Place place) {
    Workload workload = workload(blueprint, alert);
    if (RequestMetrics.measured(blueprint, workload)) {
      return new RequestMetrics(blueprint, workload, place)
          .failedShare(number(alert.threshold()), period(alert), 1);
    }
    return Alarm.above(
            ErrorLines.metric(blueprint, workload), number(alert.threshold()), period(alert), 1)
        .because(
            "Nothing stands between it and its callers that would count requests, so this many"
                + " error lines stand for the share.");
  }

  private static Alarm latency(Blueprint blueprint, Alert alert, Place place, String percentile) {
    RequestMetrics requests = requests(blueprint, alert, place);
    return requests.slow(percentile, number(requests.seconds(seconds(alert))), period(alert), 1);
  }

  static BigDecimal seconds(Alert alert) {
    return switch (alert.unit()) {
      case "ms" -> alert.threshold().movePointLeft(3);
      case "min", "minutes" -> alert.threshold().multiply(BigDecimal.valueOf(60));
      case "h", "hours" -> alert.threshold().multiply(BigDecimal.valueOf(3600));
      default -> alert.threshold();
    };
  }

  /** The share of failed requests, in percent, at which the error budget burns as fast as said. */
  static BigDecimal burning(Blueprint blueprint, Alert alert) {
    BigDecimal times = alert.threshold();
    if (alert.unit().equals("%")) {
      BigDecimal windows =
          BigDecimal.valueOf(30L * 24 * 3600)
              .divide(BigDecimal.valueOf(period(alert)), 4, RoundingMode.HALF_UP);
      times = alert.threshold().movePointLeft(2).multiply(windows);
    }
    BigDecimal share = times.multiply(HUNDRED.subtract(blueprint.objectives().availability()));
    return share.min(HUNDRED).setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
  }

  private static Alarm ceiling(Blueprint blueprint, Alert alert, Place place) {
    Workload workload = workload(blueprint, alert);
    int datapoints = (int) Math.clamp(alert.window().toMinutes(), 1, 30);
    Metric running =
        Runtime.function(workload)
            ? Metric.of(
                "AWS/Lambda",
                "ConcurrentExecutions",
                "Maximum",
                "FunctionName",
                AwsNames.resource(blueprint, workload.name()))
            : Metric.of(
                "ECS/ContainerInsights",
                "RunningTaskCount",
                "Maximum",
                "ClusterName",
                place.ref(AwsAddresses.CLUSTER).dot("name"),
                "ServiceName",
                AwsNames.resource(blueprint, workload.name()));
    return Alarm.above(running, limitOf(alert), MINUTE, datapoints).comparing(Alarm.AT_LEAST);
  }

  private static Alarm logCount(Blueprint blueprint, Alert alert) {
    BigDecimal seconds = BigDecimal.valueOf(period(alert));
    BigDecimal limit =
        switch (alert.unit()) {
          case "per second" -> alert.threshold().multiply(seconds);
          case "per minute" ->
              alert.threshold().multiply(seconds).divide(BigDecimal.valueOf(MINUTE));
          case "per hour" ->
              alert
                  .threshold()
                  .multiply(seconds)
                  .divide(BigDecimal.valueOf(3600), 2, RoundingMode.HALF_UP);
          default -> alert.threshold();
        };
    return Alarm.above(
        LogMetrics.metric(blueprint, alert.logMetric().orElseThrow()),
        number(limit),
        period(alert),
        1);
  }

  static Expression limitOf(Alert alert) {
    return var(LIMITS).dot(ResourceAddress.id(alert.name()));
  }

  /**
   * The threshold in one environment, for alerts whose limit depends on the environment's own
   * sizes. What cannot grow at all is never at a ceiling.
   */
  static Optional<BigDecimal> limit(Blueprint blueprint, Alert alert, String environment) {
    Optional<Workload> workload = blueprint.workload(alert.target().name());
    if (alert.signal() != dev.slipway.blueprint.Observability.Signal.INSTANCE_CEILING
        || workload.isEmpty()) {
      return DatastoreAlarms.limit(blueprint, alert, environment);
    }
    Workload.Scaling scaling = workload.get().scaling(environment);
    int max = Math.max(1, scaling.max());
    int min = Runtime.function(workload.get()) ? 0 : Math.max(1, scaling.min());
    if (max <= min) {
      return Optional.of(BigDecimal.valueOf(max + 1L));
    }
    BigDecimal share =
        alert
            .threshold()
            .multiply(BigDecimal.valueOf(max))
            .divide(HUNDRED, 0, RoundingMode.CEILING);
    return Optional.of(share.max(BigDecimal.valueOf(min + 1L)));
  }
}
