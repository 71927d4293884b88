package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.template;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.cloud.aws.Alarm.Metric;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Conditions on what databases, caches and queues measure of themselves. */
final class DatastoreAlarms {

  private static final int MINUTE = 60;
  private static final int PERIOD = 300;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

  /** What an Aurora volume can hold, in GiB. */
  private static final BigDecimal AURORA_GIB = BigDecimal.valueOf(128 * 1024);

  private DatastoreAlarms() {}

  static Metric database(Datastore.Relational store, String name, String statistic) {
    Reference address = Aurora.address(store).reference();
    return Aurora.serves(store)
        ? Metric.of(
            "AWS/RDS", name, statistic, "DBClusterIdentifier", address.dot("cluster_identifier"))
        : Metric.of("AWS/RDS", name, statistic, "DBInstanceIdentifier", address.dot("identifier"));
  }

  /** Of the first node, which takes the writes until another one has to. */
  static Metric cache(Datastore.Cache cache, String name, String statistic) {
    return Metric.of(
        "AWS/ElastiCache",
        name,
        statistic,
        "CacheClusterId",
        template(AwsAddresses.cache(cache.name()).reference().dot("replication_group_id"), "-001"));
  }

  private static Datastore.Relational relational(Blueprint blueprint, Alert alert) {
    return (Datastore.Relational) blueprint.datastore(alert.target().name()).orElseThrow();
  }

  private static int datapoints(Alert alert) {
    return (int) Math.clamp(alert.window().toSeconds() / PERIOD, 1, 12);
  }

  /** Nothing says that a database is down but its silence, and those who cannot reach it. */
  static Alarm unreachable(Blueprint blueprint, Alert alert) {
    Datastore.Relational store = relational(blueprint, alert);
    List<Metric> metrics = new ArrayList<>();
    metrics.add(database(store, "CPUUtilization", "SampleCount"));
    String expression = "IF(FILL(m1, 0) < 1, 1, 0)";
    if (!LogMetrics.clients(blueprint, store).isEmpty()) {
      metrics.add(LogMetrics.metric(blueprint, LogMetrics.connectionFailures(store)));
      expression = "IF(FILL(m1, 0) < 1 OR FILL(m2, 0) > 5, 1, 0)";
    }
    return Alarm.math(metrics, expression, number(0), MINUTE, 5)
        .silenceIsBad()
        .because(
            "A database that is down measures nothing, so silence counts as bad. Measurements come"
                + " late by a few minutes.");
  }

  static Alarm cpu(Blueprint blueprint, Alert alert) {
    return Alarm.above(
        database(relational(blueprint, alert), "CPUUtilization", "Average"),
        number(alert.threshold()),
        PERIOD,
        datapoints(alert));
  }

  static Alarm memory(Blueprint blueprint, Alert alert) {
    Datastore.Relational store = relational(blueprint, alert);
    if (Aurora.serves(store)) {
      return Alarm.above(
              database(store, "ACUUtilization", "Average"),
              number(alert.threshold()),
              PERIOD,
              datapoints(alert))
          .because("Aurora adds memory with capacity; this is the share of the most it may take.");
    }
    return Alarm.above(
            database(store, "FreeableMemory", "Average"),
            AlarmConditions.limitOf(alert),
            PERIOD,
            datapoints(alert))
        .comparing(Alarm.BELOW);
  }

  static Alarm disk(Blueprint blueprint, Alert alert) {
    Datastore.Relational store = relational(blueprint, alert);
    if (Aurora.serves(store)) {
      BigDecimal most = AURORA_GIB.multiply(GIB).multiply(alert.threshold()).movePointLeft(2);
      return Alarm.above(
          database(store, "VolumeBytesUsed", "Average"), number(most), PERIOD, datapoints(alert));
    }
    return Alarm.above(
            database(store, "FreeStorageSpace", "Minimum"),
            AlarmConditions.limitOf(alert),
            PERIOD,
            datapoints(alert))
        .comparing(Alarm.BELOW)
        .because(
            "RDS adds storage when less than a tenth is free, so only where it cannot grow any more"
                + " does it come this far.");
  }

  static Alarm connections(Blueprint blueprint, Alert alert) {
    return Alarm.above(
        database(relational(blueprint, alert), "DatabaseConnections", "Maximum"),
        AlarmConditions.limitOf(alert),
        PERIOD,
        datapoints(alert));
  }

  static Alarm cacheMemory(Blueprint blueprint, Alert alert) {
    Datastore.Cache cache =
        (Datastore.Cache) blueprint.datastore(alert.target().name()).orElseThrow();
    return Alarm.above(
        cache(cache, "DatabaseMemoryUsagePercentage", "Average"),
        number(alert.threshold()),
        PERIOD,
        datapoints(alert));
  }

  /** The limit in one environment, where it depends on the environment's own size. */
  static Optional<BigDecimal> limit(Blueprint blueprint, Alert alert, String environment) {
    if (!(blueprint.datastore(alert.target().name()).orElse(null)
        instanceof Datastore.Relational store)) {
      return Optional.empty();
    }
    Datastore.RelationalSize size = store.size(environment);
    BigDecimal left = HUNDRED.subtract(alert.threshold()).movePointLeft(2);
    return switch (alert.signal()) {
      case DATABASE_CONNECTIONS ->
          Optional.of(
              alert
                  .threshold()
                  .multiply(BigDecimal.valueOf(size.maxConnections()))
                  .movePointLeft(2));
      case DATABASE_MEMORY ->
          Aurora.serves(store)
              ? Optional.empty()
              : Optional.of(size.memoryGib().multiply(GIB).multiply(left));
      case DATABASE_DISK ->
          Aurora.serves(store)
              ? Optional.empty()
              : Optional.of(
                  BigDecimal.valueOf(size.storageGib())
                      .multiply(GIB)
                      .multiply(left)
                      .divide(BigDecimal.valueOf(4), 0, java.math.RoundingMode.HALF_UP));
      case UPTIME,
          ERROR_RATE,
          LATENCY_P95,
          LATENCY_P99,
          BURN_RATE_FAST,
          BURN_RATE_SLOW,
          INSTANCE_CEILING,
          JOB_FAILURES,
          LOG_COUNT,
          DATABASE_UNREACHABLE,
          DATABASE_CPU,
          CACHE_MEMORY,
          QUEUE_AGE,
          DEAD_LETTERS,
          DAILY_COST ->
          Optional.empty();
    };
  }

  /** The queues behind what an alert is about. */
  static List<Expression> queues(Blueprint blueprint, Alert alert, boolean dead) {
    List<String> names =
        switch (blueprint.datastore(alert.target().name()).orElse(null)) {
          case Datastore.Topic topic ->
              topic.subscriptions().stream().map(Datastore.Subscription::name).toList();
          case Datastore.TaskQueue queue -> List.of(queue.name());
          case null, default -> List.of();
        };
    return names.stream()
        .map(name -> dead ? AwsAddresses.deadLetters(name) : AwsAddresses.subscription(name))
        .map(address -> (Expression) address.reference().dot("name"))
        .toList();
  }

  static Alarm queueAge(Blueprint blueprint, Alert alert) {
    List<Metric> metrics =
        queue(queues(blueprint, alert, false), "ApproximateAgeOfOldestMessage", "Maximum");
    Expression seconds = number(AlarmConditions.seconds(alert));
    int datapoints = datapoints(alert);
    return metrics.size() == 1
        ? Alarm.above(metrics.getFirst(), seconds, PERIOD, datapoints)
        : Alarm.math(
            metrics,
            "MAX([" + RequestMetrics.each(1, metrics.size()) + "])",
            seconds,
            PERIOD,
            datapoints);
  }

  static Alarm deadLetters(Blueprint blueprint, Alert alert) {
    List<Metric> metrics =
        queue(queues(blueprint, alert, true), "ApproximateNumberOfMessagesVisible", "Maximum");
    Expression limit = number(alert.threshold().max(BigDecimal.ONE));
    Alarm alarm =
        metrics.size() == 1
            ? Alarm.above(metrics.getFirst(), limit, PERIOD, 1)
            : Alarm.math(metrics, RequestMetrics.sum(1, metrics.size()), limit, PERIOD, 1);
    return alarm.comparing(Alarm.AT_LEAST);
  }

  private static List<Metric> queue(List<Expression> names, String name, String statistic) {
    return names.stream()
        .map(queue -> Metric.of("AWS/SQS", name, statistic, "QueueName", queue))
        .toList();
  }
}
