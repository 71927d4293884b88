package dev.slipway.cloud.gcp;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Cache;
import dev.slipway.blueprint.Datastore.Relational;
import dev.slipway.blueprint.Datastore.TaskQueue;
import dev.slipway.blueprint.Datastore.Topic;
import dev.slipway.blueprint.Observability.Chart;
import dev.slipway.cloud.gcp.DashboardCharts.Line;
import dev.slipway.cloud.gcp.PromQl.Series;
import java.util.ArrayList;
import java.util.List;

/** The charts of databases, caches and queues. */
final class DatastoreCharts {

  private DatastoreCharts() {}

  static List<Line> lines(Blueprint blueprint, Chart chart) {
    return switch (chart.kind()) {
      case DATABASE_CONNECTIONS -> connections(blueprint, chart);
      case DATABASE_CPU_AND_DISK -> utilization(blueprint, chart);
      case CACHE_HIT_RATE -> caches(blueprint, chart, "stats/cache_hit_ratio", "avg");
      case CACHE_MEMORY -> caches(blueprint, chart, "stats/memory/usage_ratio", "max");
      case QUEUE_DEPTH -> depths(blueprint, chart);
      case REQUEST_RATE,
          LATENCY_PERCENTILES,
          ERROR_RATE,
          INSTANCE_COUNT,
          CPU_AND_MEMORY,
          EXTERNAL_API_FAILURES,
          LOG_ERRORS,
          COST_PER_DAY,
          COST_PER_REQUEST ->
          throw new IllegalArgumentException("not about a datastore: " + chart.kind());
    };
  }

  private static Series database(Blueprint blueprint, Relational database, String metric) {
    return Series.of(metric, "cloudsql_database")
        .whereEndsWith("database_id", ":" + GcpNames.instance(blueprint, database.name()));
  }

  private static List<Line> connections(Blueprint blueprint, Chart chart) {
    return DashboardCharts.chosen(blueprint, chart, Relational.class).stream()
        .map(d ->
            Line.of(
                d.name(),
                "sum("
                    + database(blueprint, d, DatabaseConditions.connectionMetric(d.engine()))
                        .query()
                    + ")"))
        .toList();
  }

  private static List<Line> utilization(Blueprint blueprint, Chart chart) {
    List<Line> lines = new ArrayList<>();
    for (Relational database : DashboardCharts.chosen(blueprint, chart, Relational.class)) {
      for (String what : List.of("cpu", "memory", "disk")) {
        Series series =
            database(
                blueprint, database, "cloudsql.googleapis.com/database/" + what + "/utilization");
        lines.add(Line.of(database.name() + " " + what, "max(" + series.query() + ")"));
      }
    }
    return lines;
  }

  private static List<Line> caches(
      Blueprint blueprint, Chart chart, String metric, String function) {
    return DashboardCharts.chosen(blueprint, chart, Cache.class).stream()
        .map(c ->
            Line.of(
                c.name(),
                function
                    + "("
                    + Series.of("redis.googleapis.com/" + metric, "redis_instance")
                        .whereEndsWith(
                            "instance_id", "/instances/" + GcpNames.cache(blueprint, c.name()))
                        .query()
                    + ")"))
        .toList();
  }

  private static List<Line> depths(Blueprint blueprint, Chart chart) {
    List<Line> lines = new ArrayList<>();
    for (Topic topic : DashboardCharts.chosen(blueprint, chart, Topic.class)) {
      for (Datastore.Subscription subscription : topic.subscriptions()) {
        Series series =
            Series.of(
                    "pubsub.googleapis.com/subscription/num_undelivered_messages",
                    "pubsub_subscription")
                .where("subscription_id", GcpNames.resource(blueprint, subscription.name()));
        lines.add(Line.of(subscription.name(), "sum(" + series.query() + ")"));
      }
    }
    for (TaskQueue queue : DashboardCharts.chosen(blueprint, chart, TaskQueue.class)) {
      Series series =
          Series.of("cloudtasks.googleapis.com/queue/depth", "cloud_tasks_queue")
              .where("queue_id", GcpNames.resource(blueprint, queue.name()));
      lines.add(Line.of(queue.name(), "sum(" + series.query() + ")"));
    }
    return lines;
  }
}
