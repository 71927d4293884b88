package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.vocabulary.Engine;
import java.time.Duration;

/** What the person who is called reads: what it means, when it fires, where to look first. */
final class AlertText {

  private static final String RUNBOOK = "docs/infrastructure/RUNBOOK.md#alert-";

  /** Rules take descriptions of this many characters. */
  private static final int LIMIT = 1024;

  private AlertText() {}

  /** The address of the alert's entry, on the web where the repository is known. */
  static String runbook(Blueprint blueprint, Alert alert) {
    String anchor = RUNBOOK + alert.name();
    return blueprint
        .project()
        .repository()
        .map(repository -> "https://github.com/" + repository + "/blob/HEAD/" + anchor)
        .orElse(anchor);
  }

  static String description(Blueprint blueprint, Alert alert) {
    String ending = " Runbook: " + runbook(blueprint, alert);
    String text =
        alert.title()
            + ". "
            + alert.meaning()
            + " Fires when "
            + condition(alert)
            + " First look: "
            + firstLook(blueprint, alert);
    int room = LIMIT - ending.length();
    return (text.length() > room ? text.substring(0, room - 1).stripTrailing() + "…" : text)
        + ending;
  }

  private static String condition(Alert alert) {
    String limit =
        AlertConditions.plain(alert.threshold())
            + (alert.unit().isEmpty() ? "" : " " + alert.unit());
    String window = time(alert.window());
    return switch (alert.signal()) {
      case UPTIME -> "two places or more get no good answer.";
      case ERROR_RATE ->
          "more than " + limit + " of the requests of " + window + " end in a server error.";
      case LATENCY_P95 ->
          "five of a hundred requests of " + window + " take longer than " + limit + ".";
      case LATENCY_P99 ->
          "one of a hundred requests of " + window + " takes longer than " + limit + ".";
      case BURN_RATE_FAST, BURN_RATE_SLOW -> "the error budget of 30 days burns too fast.";
      case INSTANCE_CEILING -> limit + " of the allowed instances run for " + window + ".";
      case JOB_FAILURES -> "an execution fails.";
      case LOG_COUNT -> "more than " + limit + " such entries are counted over " + window + ".";
      case DATABASE_UNREACHABLE -> "the server is down, or workloads log that they cannot connect.";
      case DATABASE_CPU, DATABASE_MEMORY, DATABASE_DISK, DATABASE_CONNECTIONS, CACHE_MEMORY ->
          "more than " + limit + " is in use for " + window + ".";
      case QUEUE_AGE -> "something waits and nothing is finished for " + window + ".";
      case DEAD_LETTERS -> "something fails for good.";
      case DAILY_COST -> "a day's cost is unlike the days before.";
    };
  }

  private static String time(Duration duration) {
    long minutes = duration.toMinutes();
    return minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
  }

  private static String firstLook(Blueprint blueprint, Alert alert) {
    String target = alert.target().name();
    String group = " -g " + AzureNames.resource(blueprint, "main");
    String app = AzureNames.app(blueprint, target) + group;
    return switch (alert.signal()) {
      case UPTIME ->
          "is the newest revision the cause? `az containerapp revision list -n "
              + app
              + " -o table`.";
      case ERROR_RATE, BURN_RATE_FAST, BURN_RATE_SLOW, LOG_COUNT ->
          "`az containerapp logs show -n "
              + app
              + " --tail 100`; if it began with a release, roll back.";
      case LATENCY_P95, LATENCY_P99 ->
          "the database's processor and the number of replicas in the workbook.";
      case INSTANCE_CEILING ->
          "is it traffic, or do requests take longer than usual? Compare both in the workbook.";
      case JOB_FAILURES ->
          "`az containerapp job execution list -n " + app + " -o table`, then its logs.";
      case DATABASE_UNREACHABLE -> "Resource health of the server in the portal, and its restarts.";
      case DATABASE_CPU, DATABASE_MEMORY ->
          "Query Performance Insight of the server: which statement takes the most?";
      case DATABASE_DISK -> "what grew: tables, or logs that a stuck replica holds back?";
      case DATABASE_CONNECTIONS ->
          "which workload holds them: `" + sessions(blueprint, target) + "`.";
      case CACHE_MEMORY -> "hits and evictions in the workbook; keys without an expiry are usual.";
      case QUEUE_AGE -> "is the consumer running, and does it log errors?";
      case DEAD_LETTERS -> "one of the failed messages in Service Bus Explorer in the portal.";
      case DAILY_COST -> "Cost analysis of the subscription, by day and service.";
    };
  }

  private static String sessions(Blueprint blueprint, String datastore) {
    boolean mysql =
        blueprint
            .datastore(datastore)
            .map(Datastore::engine)
            .filter(Engine.MYSQL::equals)
            .isPresent();
    return mysql
        ? "SHOW PROCESSLIST"
        : "SELECT usename, state, count(*) FROM pg_stat_activity GROUP BY 1, 2";
  }
}
