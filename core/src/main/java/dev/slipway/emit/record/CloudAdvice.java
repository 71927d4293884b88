package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.LogSignal;
import dev.slipway.blueprint.Workload;
import dev.slipway.vocabulary.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to do about an alert, whatever the cloud: what it usually is, what helps, when it is over.
 * Where to look first comes from the cloud's own commands.
 */
final class CloudAdvice {

  private static final String ROLL_BACK =
      "If it began within an hour of a release, roll back first (Emergency Rollback) and look for"
          + " the cause afterwards.";

  private final Blueprint blueprint;
  private final OperatorCommands commands;

  CloudAdvice(Blueprint blueprint, OperatorCommands commands) {
    this.blueprint = blueprint;
    this.commands = commands;
  }

  /**
   * @param look commands, first things first
   * @param over how one knows that it is over
   */
  record Advice(List<String> look, List<String> causes, List<String> act, String over) {}

  Advice of(Alert alert) {
    List<String> look = new ArrayList<>(commands.look(alert));
    workload(alert)
        .filter(w -> !alert.signal().name().startsWith("LATENCY"))
        .ifPresent(w -> look.add(commands.errors(w)));
    return new Advice(List.copyOf(look), causes(alert), acts(alert), over(alert));
  }

  private Optional<Workload> workload(Alert alert) {
    return blueprint
        .workload(alert.target().name())
        .filter(w -> w.element().equals(alert.target()));
  }

  private Optional<LogSignal> counted(Alert alert) {
    return alert
        .logMetric()
        .flatMap(name ->
            blueprint.observability().logMetrics().stream()
                .filter(m -> m.name().equals(name))
                .findFirst())
        .map(LogMetric::signal);
  }

  private List<String> causes(Alert alert) {
    return switch (alert.signal()) {
      case UPTIME ->
          List.of(
              "A release that does not start.",
              "A secret without a value, or one that was disabled.",
              "The database or cache behind it is away (look for its own alert).",
              "An expired certificate or a changed DNS record.");
      case ERROR_RATE, BURN_RATE_FAST, BURN_RATE_SLOW ->
          List.of(
              "The newest release.",
              "A service of somebody else's that fails or limits us: its host is in the messages.",
              "No free database connections, or a database that is away.",
              "A secret that was rotated on one side only.");
      case LATENCY_P95, LATENCY_P99 ->
          List.of(
              "A slow statement in the database (its CPU is high).",
              "An outside API that answers slowly.",
              "All instances are busy, so requests wait.");
      case INSTANCE_CEILING ->
          List.of(
              "More users than planned.",
              "Requests that take longer than usual, so that more of them overlap.",
              "Abuse from a few addresses.");
      case JOB_FAILURES ->
          List.of(
              "The code failed: the log says at which line.",
              "It ran into its time limit.",
              "The database was away.");
      case LOG_COUNT -> counted(alert).map(CloudAdvice::causes).orElse(List.of("The log says."));
      case DATABASE_UNREACHABLE ->
          List.of(
              "Maintenance or a fail-over that runs right now.",
              "The disk is full.",
              "Somebody stopped or changed it.");
      case DATABASE_CPU, DATABASE_MEMORY ->
          List.of(
              "A statement that was not there before the last release.",
              "More users than planned.",
              "A job that reads whole tables.");
      case DATABASE_DISK ->
          List.of(
              "Data that grows as it should.",
              "Logs that a stuck replica or replication slot holds back.",
              "Temporary files of a huge statement.");
      case DATABASE_CONNECTIONS ->
          List.of(
              "More instances than the connection budget allows for.",
              "A pool that was made larger.",
              "Transactions that nobody ends.");
      case CACHE_MEMORY -> List.of("Keys without an expiry.", "More users than planned.");
      case QUEUE_AGE ->
          List.of(
              "The workload that takes the messages is away or too slow.",
              "One message that fails again and again.",
              "More messages than planned.");
      case DEAD_LETTERS ->
          List.of(
              "Messages that the code cannot read, after a release of either side.",
              "Something behind the workload that failed for a while.");
      case DAILY_COST ->
          List.of("More users.", "A loop or a flood.", "A service that writes far more logs.");
    };
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

  private List<String> acts(Alert alert) {
    String insight = commands.insight(alert);
    return switch (alert.signal()) {
      case UPTIME ->
          List.of(
              ROLL_BACK,
              "If nothing new was released, read why instances do not start: the last lines of the"
                  + " log say.",
              "If the platform's own address answers and the domain does not, look at DNS and"
                  + " certificate (First Set-up).");
      case ERROR_RATE, BURN_RATE_FAST, BURN_RATE_SLOW ->
          List.of(
              ROLL_BACK,
              "If an outside service fails, read its status page; there is nothing to deploy.",
              "If connections are refused, go to the database's entries below.");
      case LATENCY_P95, LATENCY_P99 ->
          List.of(
              ROLL_BACK,
              "If all instances are busy, raise the ceiling (Scaling).",
              "If the database is the cause, go to its entries below.",
              insight);
      case INSTANCE_CEILING ->
          List.of(
              "More requests than usual, from many users: raise the ceiling (Scaling), but first"
                  + " check that the database has connections for more instances.",
              "The usual number of requests: treat it as slowness.",
              "A few addresses: let the firewall limit them.");
      case JOB_FAILURES ->
          List.of(
              "Mend what the log says, then run it again by hand. Jobs are written to be run"
                  + " twice.");
      case LOG_COUNT -> counted(alert).map(this::acts).orElse(List.of(ROLL_BACK));
      case DATABASE_UNREACHABLE ->
          List.of(
              "An operation is running: wait for it, ten minutes at most.",
              "It is there and does not answer: fail over, or restart it (Database below).",
              "It is gone: restore (Database below).");
      case DATABASE_CPU, DATABASE_MEMORY ->
          List.of(
              insight, ROLL_BACK, "Nothing unusual, only more use: take the next size (Scaling).");
      case DATABASE_DISK ->
          List.of(
              "The disk grows by itself up to its limit: raise the limit in terraform/environments"
                  + " before it is reached.",
              "Logs that pile up: remove the unused replication slot.");
      case DATABASE_CONNECTIONS -> connections(alert);
      case CACHE_MEMORY ->
          List.of("Give the keys an expiry, in the code.", "Until then, a larger cache (Scaling).");
      case QUEUE_AGE ->
          List.of(
              "The workload is away: look at its log, roll it back or start it again.",
              "It is there and too slow: more instances (Scaling).",
              "One message fails again and again: it becomes a dead letter by itself; look at it"
                  + " there.");
      case DEAD_LETTERS ->
          List.of(
              "Look at one message and at the log of the workload at that time.",
              "Mend the cause, then send the messages back (the store's entry below).");
      case DAILY_COST -> List.of("Go through Cost Spike (Cost Spike).");
    };
  }

  private List<String> connections(Alert alert) {
    boolean mysql =
        blueprint
            .datastore(alert.target().name())
            .map(Datastore::engine)
            .filter(e -> e == Engine.MYSQL)
            .isPresent();
    return List.of(
        "Lower the ceiling of the service with the most instances (Scaling); requests then wait"
            + " instead of failing.",
        "End transactions that are idle for long (Database below, Connect), with the statement"
            + " below.",
        mysql
            ? "SELECT id, user, time, info FROM information_schema.processlist ORDER BY time DESC;"
            : "SELECT pid, usename, state, now() - state_change AS since FROM pg_stat_activity"
                + " WHERE state = 'idle in transaction' ORDER BY since DESC;");
  }

  private List<String> acts(LogSignal signal) {
    return switch (signal) {
      case ERRORS -> List.of(ROLL_BACK);
      case SLOW_QUERIES ->
          List.of(
              "Find the statement in the log, explain it, add the index by a migration.",
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

  private static String over(Alert alert) {
    return switch (alert.signal()) {
      case UPTIME -> "the address answers three times in a row, a minute apart.";
      case JOB_FAILURES -> "the newest run has succeeded.";
      case DATABASE_UNREACHABLE -> "it answers, and the services' errors stop.";
      case DATABASE_DISK ->
          "the first command prints less than the threshold. The disk never shrinks by itself.";
      case DEAD_LETTERS -> "no message is among the dead letters.";
      case DAILY_COST -> "a day costs what days usually cost.";
      default ->
          "the first command prints less than the threshold for the length of the window, and the"
              + " alert closes by itself.";
    };
  }
}
