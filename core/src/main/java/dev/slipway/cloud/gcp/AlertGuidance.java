package dev.slipway.cloud.gcp;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.LogMetric;

/** The sentences in an alert's message: when it fires, and where to look first. */
final class AlertGuidance {

  private AlertGuidance() {}

  static String condition(Alert alert) {
    String limit = AlertConditions.plain(alert.threshold()) + unit(alert);
    String window = PromQl.range(alert.window());
    return switch (alert.signal()) {
      case UPTIME -> "two checkers or more get no good answer for " + window + ".";
      case ERROR_RATE ->
          "more than " + limit + " of the requests of " + window + " end in a server error.";
      case LATENCY_P95 ->
          "five of a hundred requests of " + window + " take longer than " + limit + ".";
      case LATENCY_P99 ->
          "one of a hundred requests of " + window + " takes longer than " + limit + ".";
      case BURN_RATE_FAST, BURN_RATE_SLOW ->
          "the error budget of 30 days burns too fast, over a long and a short window at once.";
      case INSTANCE_CEILING -> limit + " of the allowed instances run for " + window + ".";
      case JOB_FAILURES -> "an execution fails.";
      case LOG_COUNT -> "more than " + limit + " such log entries are counted over " + window + ".";
      case DATABASE_UNREACHABLE ->
          "the instance is down for " + window + ", or workloads log that they cannot connect.";
      case DATABASE_CPU, DATABASE_MEMORY, DATABASE_DISK, DATABASE_CONNECTIONS, CACHE_MEMORY ->
          "more than " + limit + " is in use for " + window + ".";
      case QUEUE_AGE -> "something waits longer than " + limit + ".";
      case DEAD_LETTERS -> "something fails for good.";
      case DAILY_COST ->
          "the estimate for the last 24 hours is above " + limit + "; the bill itself comes later.";
    };
  }

  private static String unit(Alert alert) {
    return alert.unit().isEmpty() ? "" : " " + alert.unit();
  }

  static String firstLook(Blueprint blueprint, Alert alert) {
    String target = alert.target().name();
    return switch (alert.signal()) {
      case UPTIME ->
          "is the newest revision of `"
              + service(blueprint, target)
              + "` the cause? "
              + revisions(blueprint, target);
      case ERROR_RATE, BURN_RATE_FAST, BURN_RATE_SLOW ->
          "the newest errors: "
              + errors(blueprint, target)
              + " If they began with a release, roll back.";
      case LATENCY_P95, LATENCY_P99 ->
          "Cloud Trace for slow requests, then the database's CPU and the instance count on the"
              + " dashboard.";
      case INSTANCE_CEILING ->
          "is it traffic, or do requests take longer than usual? Compare request rate and latency"
              + " on the dashboard.";
      case JOB_FAILURES ->
          "`gcloud run jobs executions list --job "
              + service(blueprint, target)
              + " --region "
              + blueprint.project().primaryRegion()
              + "`, then the logs of the failed execution.";
      case LOG_COUNT -> "the entries behind the count: " + counted(blueprint, alert);
      case DATABASE_UNREACHABLE ->
          "`gcloud sql instances describe "
              + GcpNames.instance(blueprint, target)
              + " --format 'value(state)'` and its running operations.";
      case DATABASE_CPU, DATABASE_MEMORY ->
          "Query Insights of the instance: which statement takes the most?";
      case DATABASE_DISK -> "what grew: tables, or write-ahead logs of a stuck replica?";
      case DATABASE_CONNECTIONS ->
          "which workload holds them: `SELECT usename, state, count(*) FROM pg_stat_activity GROUP"
              + " BY 1, 2` (MySQL: `SHOW PROCESSLIST`).";
      case CACHE_MEMORY ->
          "hit rate and evictions on the dashboard; keys without an expiry are the usual cause.";
      case QUEUE_AGE -> "is the consumer running, and does it log errors?";
      case DEAD_LETTERS -> "one of the failed messages, and what the consumer logged about it.";
      case DAILY_COST -> "the cost chart on the dashboard, then Billing › Reports grouped by SKU.";
    };
  }

  private static String service(Blueprint blueprint, String workload) {
    return GcpNames.service(blueprint, workload);
  }

  private static String revisions(Blueprint blueprint, String workload) {
    return "`gcloud run revisions list --service "
        + service(blueprint, workload)
        + " --region "
        + blueprint.project().primaryRegion()
        + "`";
  }

  private static String counted(Blueprint blueprint, Alert alert) {
    String target = alert.target().name();
    for (LogMetric metric : blueprint.observability().logMetrics()) {
      if (alert.logMetric().filter(metric.name()::equals).isPresent()) {
        return switch (metric.signal()) {
          case AUTHENTICATION_FAILURES -> answered(blueprint, target, "(401 OR 403)");
          case RATE_LIMIT_HITS -> answered(blueprint, target, "429");
          case SLOW_QUERIES ->
              "`gcloud logging read 'resource.type=\"cloudsql_database\" AND"
                  + " textPayload:\"duration:\"' --freshness 1h --limit 20`.";
          case ERRORS, EXTERNAL_API_FAILURES -> errors(blueprint, target);
        };
      }
    }
    return errors(blueprint, target);
  }

  private static String answered(Blueprint blueprint, String target, String status) {
    return blueprint
        .workload(target)
        .map(w ->
            "`gcloud logging read '"
                + RunMetrics.filter(blueprint, w)
                + " AND httpRequest.status="
                + status
                + "' --freshness 1h --limit 20`.")
        .orElse("Logs Explorer.");
  }

  private static String errors(Blueprint blueprint, String target) {
    return blueprint
        .workload(target)
        .map(w ->
            "`gcloud logging read '"
                + RunMetrics.filter(blueprint, w)
                + " AND severity>=ERROR' --freshness 1h --limit 20`.")
        .orElse("Logs Explorer.");
  }
}
