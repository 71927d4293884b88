package dev.slipway.emit.record;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.LogSignal;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.gcp.UptimeChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to do about an alert: where to look first, what it usually is, what helps, when it is over.
 */
final class AlertAdvice {

  private static final String ROLL_BACK =
      "If it began within an hour of a release, roll back first (Emergency Rollback) and look for"
          + " the cause afterwards.";

  private final Commands commands;

  AlertAdvice(Commands commands) {
    this.commands = commands;
  }

  /**
   * @param look commands, first things first
   * @param over how one knows that it is over
   */
  record Advice(List<String> look, List<String> causes, List<String> act, String over) {}

  Advice of(Alert alert) {
    return switch (alert.signal()) {
      case UPTIME -> down(alert);
      case ERROR_RATE, BURN_RATE_FAST, BURN_RATE_SLOW -> errors(alert);
      case LATENCY_P95, LATENCY_P99 -> slow(alert);
      case INSTANCE_CEILING -> ceiling(alert);
      case JOB_FAILURES -> job(alert);
      case LOG_COUNT -> counted(alert);
      case DATABASE_UNREACHABLE -> unreachable(alert);
      case DATABASE_CPU, DATABASE_MEMORY -> busyDatabase(alert);
      case DATABASE_DISK -> disk(alert);
      case DATABASE_CONNECTIONS -> connections(alert);
      case CACHE_MEMORY -> cache(alert);
      case QUEUE_AGE -> queue(alert);
      case DEAD_LETTERS -> deadLetters(alert);
      case DAILY_COST -> cost();
    };
  }

  private Advice down(Alert alert) {
    List<String> look = new ArrayList<>();
    commands
        .blueprint()
        .production()
        .domain()
        .ifPresent(d ->
            look.add(
                "curl -sS -o /dev/null -w '%{http_code} %{time_total}s\\n' "
                    + Shell.word("https://" + d + path(alert))));
    look.addAll(revisions(alert));
    look.addAll(errorLogs(alert));
    return new Advice(
        look,
        List.of(
            "A release that does not start.",
            "A secret without a version, or one that was disabled.",
            "The database or cache behind it is away (look for its own alert).",
            "An expired certificate or a changed DNS record."),
        List.of(
            ROLL_BACK,
            "If no revision is ready, read why in the condition Ready of the newest one.",
            "If the platform's own address answers and the domain does not, look at DNS and"
                + " certificate (First Set-up, DNS)."),
        "The curl above prints "
            + (anyAnswer(alert) ? "something below 500" : "200")
            + " three times in a row, a minute apart, and the incident closes by itself.");
  }

  /** A path from outside that leads to it: its health path, or else its first route. */
  private String path(Alert alert) {
    return workload(alert).map(w -> UptimeChecks.path(commands.blueprint(), w)).orElse("/");
  }

  private boolean anyAnswer(Alert alert) {
    return workload(alert).filter(w -> UptimeChecks.anyAnswer(commands.blueprint(), w)).isPresent();
  }

  private Advice errors(Alert alert) {
    List<String> look = new ArrayList<>(errorLogs(alert));
    workload(alert)
        .ifPresent(w ->
            look.add(
                commands.metric(
                    "sum by (response_code_class) (rate(run_googleapis_com:request_count{"
                        + service(w)
                        + "}[5m]))")));
    look.addAll(revisions(alert));
    return new Advice(
        look,
        List.of(
            "The newest release.",
            "A service of somebody else's that fails or limits us: its host is in the messages.",
            "No free database connections, or a database that is away.",
            "A secret that was rotated on one side only."),
        List.of(
            ROLL_BACK,
            "If an outside service fails, read its status page; there is nothing to deploy.",
            "If connections are refused, go to the database's entries below."),
        "The share of 5xx in the second command is back below the threshold for the length of the"
            + " window.");
  }

  private Advice slow(Alert alert) {
    List<String> look = new ArrayList<>();
    String percentile = alert.signal().name().endsWith("99") ? "0.99" : "0.95";
    workload(alert)
        .ifPresent(w -> {
          look.add(
              commands.metric(
                  "histogram_quantile("
                      + percentile
                      + ", sum by (le) (rate(run_googleapis_com:request_latencies_bucket{"
                      + service(w)
                      + "}[5m])))"));
          look.add(
              commands.metric(
                  "sum by (state) (run_googleapis_com:container_instance_count{"
                      + service(w)
                      + "})"));
          look.add(
              commands.logs(commands.logFilter(w) + " AND httpRequest.latency>=\"3s\"", "30m"));
        });
    return new Advice(
        look,
        List.of(
            "A slow statement in the database (its CPU is high).",
            "An outside API that answers slowly.",
            "All instances are busy, so requests wait.",
            "Cold starts after a quiet time."),
        List.of(
            ROLL_BACK,
            "If all instances are busy, raise the ceiling (Scaling).",
            "If the database is the cause, go to its entries below.",
            "Cloud Trace shows where one slow request spent its time: "
                + commands.console("traces/list")),
        "The first command prints less than "
            + Figures.plain(alert.threshold())
            + " "
            + alert.unit()
            + " (it prints milliseconds) for the length of the window.");
  }

  private Advice ceiling(Alert alert) {
    List<String> look = new ArrayList<>();
    workload(alert)
        .ifPresent(w -> {
          look.add(
              commands.metric(
                  "sum by (state) (run_googleapis_com:container_instance_count{"
                      + service(w)
                      + "})"));
          look.add(
              commands.metric(
                  "sum(rate(run_googleapis_com:request_count{" + service(w) + "}[5m]))"));
        });
    return new Advice(
        look,
        List.of(
            "More users than planned.",
            "Requests that take longer than usual, so that more of them overlap.",
            "Abuse from a few addresses."),
        List.of(
            "More requests than usual, from many users: raise the ceiling (Scaling), but first"
                + " check that the database has connections for more instances.",
            "The usual number of requests: treat it as slowness.",
            "A few addresses: let the firewall limit them."),
        "Fewer instances than the ceiling run for a quarter of an hour.");
  }

  private Advice job(Alert alert) {
    String job = commands.service(alert.target().name());
    return new Advice(
        List.of(
            commands.regional("run jobs executions list --job=" + job + " --limit=5"),
            commands.regional("run jobs logs read " + job + " --limit=100")),
        List.of(
            "The code failed: the log says at which line.",
            "It ran into its time limit.",
            "The database was away."),
        List.of(
            "Mend what the log says, then run it again by hand. Jobs are written to be run twice.",
            "Run it: gcloud run jobs execute "
                + job
                + " --wait --region="
                + commands.region()
                + " --project="
                + commands.project()),
        "The newest execution in the first list is complete, with 1 succeeded task.");
  }

  private Advice counted(Alert alert) {
    Optional<LogMetric> metric =
        alert
            .logMetric()
            .flatMap(name ->
                commands.blueprint().observability().logMetrics().stream()
                    .filter(m -> m.name().equals(name))
                    .findFirst());
    List<String> look = new ArrayList<>(errorLogs(alert));
    metric.ifPresent(m ->
        look.add(
            commands.metric("sum(rate(logging_googleapis_com:user_" + m.name() + "[10m])) * 600")));
    return new Advice(
        look,
        metric.map(m -> causes(m.signal())).orElse(List.of("The log says.")),
        metric.map(m -> acts(m.signal())).orElse(List.of(ROLL_BACK)),
        "The count is back to its usual figure for the length of the window.");
  }

  private static List<String> causes(LogSignal signal) {
    return switch (signal) {
      case ERRORS -> List.of("The newest release.", "Something outside that fails.");
      case SLOW_QUERIES ->
          List.of(
              "A statement without an index.",
              "A table that has grown.",
              "A lock that another transaction holds.");
      case AUTHENTICATION_FAILURES ->
          List.of(
              "Somebody tries passwords.",
              "A signing key that was rotated on one side only.",
              "Clocks that differ.");
      case RATE_LIMIT_HITS ->
          List.of(
              "One user or script that sends too much.", "A limit that is too low for real users.");
      case EXTERNAL_API_FAILURES ->
          List.of(
              "The other service is down.",
              "Our quota there is used up.",
              "Our key there was revoked.");
    };
  }

  private static List<String> acts(LogSignal signal) {
    return switch (signal) {
      case ERRORS -> List.of(ROLL_BACK);
      case SLOW_QUERIES ->
          List.of(
              "Find the statement in Query Insights, explain it, add the index by a migration.",
              ROLL_BACK);
      case AUTHENTICATION_FAILURES ->
          List.of(
              "Many accounts from few addresses: block these in the firewall and tell security.",
              "All users at once: look at the signing secret.");
      case RATE_LIMIT_HITS ->
          List.of(
              "Find the caller in the log; block it or talk to it.",
              "Real users: raise edge.rate-limit in slipway.yaml and design again.");
      case EXTERNAL_API_FAILURES ->
          List.of(
              "Read the other service's status page and our quota there.",
              "A revoked key: put a new one in place (Secrets).");
    };
  }

  private Advice unreachable(Alert alert) {
    String instance = commands.instance(alert.target().name());
    return new Advice(
        List.of(
            commands.gcloud(
                "sql instances describe "
                    + instance
                    + " \\\n  --format='value(state,settings.activationPolicy)'"),
            commands.gcloud("sql operations list --instance=" + instance + " --limit=5"),
            commands.logs(
                "resource.type=\"cloudsql_database\" AND resource.labels.database_id=\""
                    + commands.project()
                    + ":"
                    + instance
                    + "\" AND severity>=ERROR",
                "1h")),
        List.of(
            "Maintenance or a fail-over that runs right now.",
            "The disk is full.",
            "Somebody stopped or changed it.",
            "The identity that logs in lost its right to."),
        List.of(
            "An operation is running: wait for it, ten minutes at most.",
            "State RUNNABLE, but nothing answers: restart it: gcloud sql instances restart "
                + instance
                + " --project="
                + commands.project(),
            "State is not RUNNABLE and no operation runs: restore (Database)."),
        "The first command prints RUNNABLE and ALWAYS, and the services' errors stop.");
  }

  private Advice busyDatabase(Alert alert) {
    String figure =
        alert.signal().name().endsWith("CPU")
            ? "database_cpu_utilization"
            : "database_memory_utilization";
    return new Advice(
        List.of(commands.metric("cloudsql_googleapis_com:" + figure + "{" + database(alert) + "}")),
        List.of(
            "A statement that was not there before the last release.",
            "More users than planned.",
            "A job that reads whole tables."),
        List.of(
            "Find the statement in Query Insights: "
                + commands.console(
                    "sql/instances/" + commands.instance(alert.target().name()) + "/insights"),
            ROLL_BACK,
            "Nothing unusual, only more use: take the next tier (Scaling)."),
        "The command prints less than the threshold for the length of the window; 1 means all of"
            + " it.");
  }

  private Advice disk(Alert alert) {
    return new Advice(
        List.of(
            commands.metric(
                "cloudsql_googleapis_com:database_disk_utilization{" + database(alert) + "}"),
            commands.metric(
                "cloudsql_googleapis_com:database_disk_bytes_used_by_data_type{"
                    + database(alert)
                    + "}")),
        List.of(
            "Data that grows as it should.",
            "Write-ahead logs that a stuck replica or replication slot holds back.",
            "Temporary files of a huge statement."),
        List.of(
            "The disk grows by itself up to its limit: raise the limit in terraform/environments"
                + " before it is reached.",
            "Logs that pile up: remove the unused replication slot."),
        "The first command prints less than the threshold. It never shrinks by itself: the disk has"
            + " grown, or data was removed.");
  }

  private Advice connections(Alert alert) {
    boolean mysql =
        relational(alert)
            .filter(d -> d.engine() == dev.slipway.vocabulary.Engine.MYSQL)
            .isPresent();
    return new Advice(
        List.of(
            commands.metric(
                mysql
                    ? "cloudsql_googleapis_com:database_network_connections{"
                        + database(alert)
                        + "}"
                    : "sum(cloudsql_googleapis_com:database_postgresql_num_backends{"
                        + database(alert)
                        + "})")),
        List.of(
            "More instances than the connection budget allows for.",
            "A pool that was made larger.",
            "Transactions that nobody ends."),
        List.of(
            "Lower the ceiling of the service with the most instances (Scaling); requests then wait"
                + " instead of failing.",
            "End transactions that are idle for long (Database, Connect), with the statement"
                + " below.",
            mysql
                ? "SELECT id, user, time, info FROM information_schema.processlist ORDER BY time"
                    + " DESC;"
                : "SELECT pid, usename, state, now() - state_change AS since FROM pg_stat_activity"
                    + " WHERE state = 'idle in transaction' ORDER BY since DESC;"),
        "The command prints a number below the threshold for the length of the window.");
  }

  private Advice cache(Alert alert) {
    return new Advice(
        List.of(
            commands.regional(
                "redis instances describe "
                    + dev.slipway.cloud.gcp.GcpNames.cache(
                        commands.blueprint(), alert.target().name())
                    + " \\\n  --format='value(state,memorySizeGb,redisConfigs)'"),
            commands.metric("redis_googleapis_com:stats_memory_system_memory_usage_ratio")),
        List.of("Keys without an expiry.", "More users than planned."),
        List.of(
            "Give the keys an expiry, in the code.",
            "Until then, a larger cache (Scaling): it is reachable while it grows if it has a"
                + " replica."),
        "The second command prints less than the threshold; 1 means full.");
  }

  private Advice queue(Alert alert) {
    List<String> look = new ArrayList<>();
    List<String> act = new ArrayList<>();
    String name = alert.target().name();
    if (commands
        .blueprint()
        .datastore(name)
        .filter(Datastore.TaskQueue.class::isInstance)
        .isPresent()) {
      look.add(
          "gcloud tasks queues describe "
              + commands.resource(name)
              + " \\\n  --location="
              + commands.region()
              + " --project="
              + commands.project());
      act.add(
          "The queue is paused: gcloud tasks queues resume "
              + commands.resource(name)
              + " --location="
              + commands.region()
              + " --project="
              + commands.project());
    } else {
      look.add(
          commands.metric(
              "max by (subscription_id)"
                  + " (pubsub_googleapis_com:subscription_oldest_unacked_message_age)"));
      look.add(
          commands.gcloud(
              "pubsub subscriptions list \\\n"
                  + "  --format='table(name.basename(),state,ackDeadlineSeconds)'"));
    }
    consumers(name)
        .forEach(
            w -> look.add(commands.logs(commands.logFilter(w) + " AND severity>=ERROR", "1h")));
    act.add("The consumer fails: mend or roll back what it logs.");
    act.add("The consumer is well but too slow: more instances of it (Scaling).");
    return new Advice(
        look,
        List.of(
            "The consumer is down or fails.",
            "One message that fails again and again.",
            "More messages than planned."),
        act,
        "The age falls to a few seconds and stays there.");
  }

  private Advice deadLetters(Alert alert) {
    List<String> look = new ArrayList<>();
    String name = alert.target().name();
    look.add(
        commands.gcloud(
            "pubsub subscriptions list \\\n"
                + "  --filter='topic~dead-letter' --format='value(name.basename())'"));
    look.add(commands.gcloud("pubsub subscriptions pull DEAD_LETTER_SUBSCRIPTION --limit=5"));
    consumers(name)
        .forEach(
            w -> look.add(commands.logs(commands.logFilter(w) + " AND severity>=ERROR", "6h")));
    return new Advice(
        look,
        List.of(
            "A message of a shape that the consumer does not know.",
            "A bug that one kind of message meets."),
        List.of(
            "Put the name that the first command prints into the second; without --auto-ack it only"
                + " looks and removes nothing.",
            "Mend the consumer, release it, then publish the messages again.",
            "Messages are kept seven days at least: there is time until the morning."),
        "No further message arrives there for an hour.");
  }

  private Advice cost() {
    return new Advice(
        List.of(
            commands.regional("run services list"),
            commands.metric("sum by (service_name) (run_googleapis_com:container_instance_count)")),
        List.of(
            "Traffic, real or not.",
            "A loop: a job or message that runs again and again.",
            "A size that was raised and forgotten."),
        List.of("Follow Cost Spike below."),
        "A day's cost is back below the threshold; the figures of a day are complete a day later.");
  }

  private List<String> revisions(Alert alert) {
    return workload(alert)
        .filter(w -> w.kind() == WorkloadKind.SERVICE)
        .map(w ->
            List.of(
                commands.regional(
                    "run revisions list --service=" + commands.service(w.name()) + " --limit=5")))
        .orElse(List.of());
  }

  private List<String> errorLogs(Alert alert) {
    return workload(alert)
        .or(() -> metricWorkload(alert))
        .map(w -> List.of(commands.logs(commands.logFilter(w) + " AND severity>=ERROR", "1h")))
        .orElse(List.of(commands.logs("severity>=ERROR", "1h")));
  }

  private Optional<Workload> metricWorkload(Alert alert) {
    return alert
        .logMetric()
        .flatMap(name ->
            commands.blueprint().observability().logMetrics().stream()
                .filter(m -> m.name().equals(name))
                .findFirst())
        .flatMap(m -> commands.blueprint().workload(m.workload()));
  }

  private List<Workload> consumers(String datastore) {
    return commands.blueprint().workloads().stream()
        .filter(w -> w.connections().stream().anyMatch(c -> c.to().name().equals(datastore)))
        .filter(w ->
            w.connections().stream()
                .anyMatch(c ->
                    c.to().name().equals(datastore)
                        && (c.access() == dev.slipway.blueprint.Connection.Access.SUBSCRIBE
                            || c.access() == dev.slipway.blueprint.Connection.Access.ENQUEUE)))
        .toList();
  }

  private Optional<Workload> workload(Alert alert) {
    return commands
        .blueprint()
        .workload(alert.target().name())
        .filter(w -> alert.target().equals(w.element()));
  }

  private Optional<Datastore.Relational> relational(Alert alert) {
    return commands
        .blueprint()
        .datastore(alert.target().name())
        .filter(Datastore.Relational.class::isInstance)
        .map(Datastore.Relational.class::cast);
  }

  private String service(Workload w) {
    return "monitored_resource=\"cloud_run_revision\",service_name=\""
        + commands.service(w.name())
        + "\"";
  }

  private String database(Alert alert) {
    return "monitored_resource=\"cloudsql_database\",database_id=\""
        + commands.project()
        + ":"
        + commands.instance(alert.target().name())
        + "\"";
  }
}
