package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.Chart;
import dev.slipway.blueprint.Observability.ChartKind;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.LogSignal;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.aws.Alarm.Metric;
import dev.slipway.stack.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each chart shows. */
final class DashboardLines {

  private DashboardLines() {}

  /**
   * One line of a chart, or with an id one that an expression takes.
   *
   * @param expression set where there is no metric
   */
  record Line(String label, Optional<Metric> metric, String expression, String id) {

    static Line of(String label, Metric metric) {
      return new Line(label, Optional.of(metric), "", "");
    }
  }

  /** Whether it shows what AWS measures in us-east-1 only: the bill. */
  static boolean global(Chart chart) {
    return chart.kind() == ChartKind.COST_PER_DAY;
  }

  /** The lines of a chart; none where nothing measures them. */
  static List<Line> of(Blueprint blueprint, Chart chart) {
    List<Line> lines = new ArrayList<>();
    switch (chart.kind()) {
      case REQUEST_RATE ->
          requested(blueprint, chart)
              .forEach(w -> plain(lines, w.name(), requests(blueprint, w).requests()));
      case LATENCY_PERCENTILES -> latencies(blueprint, chart, lines);
      case ERROR_RATE ->
          requested(blueprint, chart)
              .forEach(w -> plain(lines, w.name(), requests(blueprint, w).failures()));
      case INSTANCE_COUNT -> tasks(blueprint, chart, lines, "RunningTaskCount", "Maximum");
      case CPU_AND_MEMORY -> {
        tasks(blueprint, chart, lines, "CpuUtilized", "Average");
        tasks(blueprint, chart, lines, "MemoryUtilized", "Average");
      }
      case DATABASE_CONNECTIONS ->
          databases(blueprint, chart, lines, "DatabaseConnections", "Maximum");
      case DATABASE_CPU_AND_DISK -> {
        databases(blueprint, chart, lines, "CPUUtilization", "Average");
        databases(blueprint, chart, lines, "ReadLatency", "Average");
        databases(blueprint, chart, lines, "WriteLatency", "Average");
      }
      case CACHE_HIT_RATE -> caches(blueprint, chart, lines, "CacheHitRate");
      case CACHE_MEMORY -> caches(blueprint, chart, lines, "DatabaseMemoryUsagePercentage");
      case QUEUE_DEPTH -> queues(blueprint, chart, lines);
      case EXTERNAL_API_FAILURES ->
          logs(blueprint, chart, lines, List.of(LogSignal.EXTERNAL_API_FAILURES));
      case LOG_ERRORS ->
          logs(
              blueprint,
              chart,
              lines,
              List.of(
                  LogSignal.ERRORS,
                  LogSignal.SLOW_QUERIES,
                  LogSignal.AUTHENTICATION_FAILURES,
                  LogSignal.RATE_LIMIT_HITS));
      case COST_PER_DAY -> cost(lines);
      case COST_PER_REQUEST -> {
        // CloudWatch cannot divide what is measured in two regions by each other.
      }
    }
    return lines;
  }

  private static boolean about(Chart chart, Element element) {
    return chart
        .target()
        .filter(t -> t.kind() == Element.Kind.WORKLOAD || t.kind() == Element.Kind.DATASTORE)
        .filter(t -> !t.equals(element))
        .isEmpty();
  }

  private static RequestMetrics requests(Blueprint blueprint, Workload workload) {
    return new RequestMetrics(blueprint, workload, Place.PRIMARY);
  }

  private static List<Workload> requested(Blueprint blueprint, Chart chart) {
    if (Requirement.kubernetes(blueprint)) {
      return List.of();
    }
    return blueprint.workloads().stream()
        .filter(w -> about(chart, w.element()) && RequestMetrics.measured(blueprint, w))
        .toList();
  }

  private static void plain(List<Line> lines, String label, List<Metric> metrics) {
    for (int i = 0; i < metrics.size(); i++) {
      lines.add(Line.of(i == 0 ? label : label + " (green)", metrics.get(i)));
    }
  }

  private static void latencies(Blueprint blueprint, Chart chart, List<Line> lines) {
    for (Workload workload : requested(blueprint, chart)) {
      for (String percentile : List.of("p50", "p95", "p99")) {
        plain(
            lines,
            workload.name() + " " + percentile,
            requests(blueprint, workload).latencies(percentile));
      }
    }
  }

  private static void tasks(
      Blueprint blueprint, Chart chart, List<Line> lines, String name, String statistic) {
    for (Workload workload : Runtime.tasks(blueprint)) {
      if (Runtime.stays(workload) && about(chart, workload.element())) {
        lines.add(
            Line.of(
                workload.name() + " " + name,
                Metric.of(
                    "ECS/ContainerInsights",
                    name,
                    statistic,
                    "ClusterName",
                    AwsAddresses.CLUSTER.reference().dot("name"),
                    "ServiceName",
                    AwsNames.resource(blueprint, workload.name()))));
      }
    }
  }

  private static void databases(
      Blueprint blueprint, Chart chart, List<Line> lines, String name, String statistic) {
    for (Datastore.Relational store : blueprint.datastores(Datastore.Relational.class)) {
      if (about(chart, store.element())) {
        lines.add(
            Line.of(store.name() + " " + name, DatastoreAlarms.database(store, name, statistic)));
      }
    }
  }

  private static void caches(Blueprint blueprint, Chart chart, List<Line> lines, String name) {
    for (Datastore.Cache cache : blueprint.datastores(Datastore.Cache.class)) {
      if (about(chart, cache.element())) {
        lines.add(
            Line.of(cache.name() + " " + name, DatastoreAlarms.cache(cache, name, "Average")));
      }
    }
  }

  private static void queues(Blueprint blueprint, Chart chart, List<Line> lines) {
    for (Datastore.Topic topic : blueprint.datastores(Datastore.Topic.class)) {
      if (about(chart, topic.element())) {
        topic.subscriptions().forEach(s -> queue(lines, s.name()));
      }
    }
    for (Datastore.TaskQueue queue : blueprint.datastores(Datastore.TaskQueue.class)) {
      if (about(chart, queue.element())) {
        queue(lines, queue.name());
      }
    }
  }

  private static void queue(List<Line> lines, String name) {
    Expression queue = AwsAddresses.subscription(name).reference().dot("name");
    lines.add(
        Line.of(
            name,
            Metric.of(
                "AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", "QueueName", queue)));
  }

  private static void logs(
      Blueprint blueprint, Chart chart, List<Line> lines, List<LogSignal> signals) {
    if (!LogMetrics.logged(blueprint)) {
      return;
    }
    for (LogMetric metric : blueprint.observability().logMetrics()) {
      if (signals.contains(metric.signal()) && about(chart, Element.workload(metric.workload()))) {
        lines.add(Line.of(metric.name(), LogMetrics.metric(blueprint, metric.name())));
      }
    }
  }

  /** AWS tells what the month has cost so far, so a day is the difference. */
  private static void cost(List<Line> lines) {
    Metric charges = Metric.of("AWS/Billing", "EstimatedCharges", "Maximum", "Currency", "USD");
    lines.add(new Line("month so far", Optional.of(charges), "", "m1"));
    lines.add(new Line("USD a day", Optional.empty(), "IF(DIFF(m1) > 0, DIFF(m1), m1)", ""));
  }
}
