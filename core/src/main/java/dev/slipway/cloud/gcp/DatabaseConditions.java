package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.cloud.gcp.AlertConditions.Condition;
import dev.slipway.cloud.gcp.AlertConditions.Conditions;
import dev.slipway.cloud.gcp.PromQl.Series;
import dev.slipway.stack.Expression;
import dev.slipway.vocabulary.Engine;
import java.util.List;

/** Conditions on what Cloud SQL measures of itself. */
final class DatabaseConditions {

  private DatabaseConditions() {}

  static Conditions of(Blueprint blueprint, Alert alert) {
    return switch (alert.signal()) {
      case DATABASE_UNREACHABLE -> unreachable(blueprint, alert);
      case DATABASE_CONNECTIONS -> Conditions.any(connections(blueprint, alert));
      case DATABASE_CPU ->
          Conditions.any(utilization(blueprint, alert, "cpu", "Processor is nearly used up"));
      case DATABASE_MEMORY ->
          Conditions.any(utilization(blueprint, alert, "memory", "Memory is nearly used up"));
      case DATABASE_DISK ->
          Conditions.any(utilization(blueprint, alert, "disk", "Disk is nearly full"));
      case UPTIME,
          ERROR_RATE,
          LATENCY_P95,
          LATENCY_P99,
          BURN_RATE_FAST,
          BURN_RATE_SLOW,
          INSTANCE_CEILING,
          JOB_FAILURES,
          LOG_COUNT,
          CACHE_MEMORY,
          QUEUE_AGE,
          DEAD_LETTERS,
          DAILY_COST ->
          throw new IllegalArgumentException("not about a database: " + alert.signal());
    };
  }

  /**
   * The metric of open connections: PostgreSQL counts its backends a database, MySQL all together.
   */
  static String connectionMetric(Engine engine) {
    return engine == Engine.MYSQL
        ? "cloudsql.googleapis.com/database/network/connections"
        : "cloudsql.googleapis.com/database/postgresql/num_backends";
  }

  private static Expression filter(Blueprint blueprint, Alert alert, String metric) {
    return template(
        "resource.type=\"cloudsql_database\" AND metric.type=\""
            + metric
            + "\" AND resource.labels.database_id=\"",
        var("project_id"),
        ":" + GcpNames.instance(blueprint, alert.target().name()) + "\"");
  }

  private static Condition utilization(
      Blueprint blueprint, Alert alert, String what, String title) {
    return new Condition(
        title,
        "condition_threshold",
        Threshold.of(
                filter(
                    blueprint, alert, "cloudsql.googleapis.com/database/" + what + "/utilization"))
            .aligned("60s", "ALIGN_MEAN", "REDUCE_MAX")
            .above(number(AlertPolicies.fraction(alert.threshold())))
            .lasting(alert.window())
            .body());
  }

  private static Condition connections(Blueprint blueprint, Alert alert) {
    Engine engine = blueprint.datastore(alert.target().name()).orElseThrow().engine();
    return new Condition(
        "Nearly as many connections as the database takes",
        "condition_threshold",
        Threshold.of(filter(blueprint, alert, connectionMetric(engine)))
            .aligned("60s", "ALIGN_MAX", "REDUCE_SUM")
            .above(AlertConditions.limitOf(alert))
            .lasting(alert.window())
            .body());
  }

  private static Conditions unreachable(Blueprint blueprint, Alert alert) {
    Condition down =
        new Condition(
            "The instance says that it is down, or says nothing",
            "condition_threshold",
            Threshold.of(filter(blueprint, alert, "cloudsql.googleapis.com/database/up"))
                .aligned("60s", "ALIGN_MAX", "REDUCE_MIN")
                .below(number(1))
                .lasting(alert.window())
                .countingSilence()
                .body());
    List<Series> failures =
        LogSeries.series(
            blueprint.workloads().stream()
                .filter(w -> LogMetrics.connects(w, alert.target()))
                .map(w -> RunMetrics.resource(blueprint, w))
                .distinct()
                .toList(),
            LogMetrics.connectionFailures(alert.target().name()));
    if (failures.isEmpty()) {
      return Conditions.any(down);
    }
    String query = LogSeries.sum("increase", failures, PromQl.range(alert.window())) + " > 5";
    return Conditions.any(down, failedConnections(alert, text(query)));
  }

  private static Condition failedConnections(Alert alert, Expression query) {
    Condition condition = AlertConditions.promQl(alert, query);
    return new Condition(
        "Workloads log that they cannot connect", condition.type(), condition.body());
  }
}
