package dev.slipway.design;

import dev.slipway.blueprint.Budget;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Objectives;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.blueprint.Observability.Signal;
import dev.slipway.blueprint.Workload;
import dev.slipway.vocabulary.Trait;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What calls somebody, and what it means for users. */
final class AlertDesign {

  private static final BigDecimal TEN = BigDecimal.TEN;
  private static final BigDecimal FIVE = new BigDecimal("5");
  private static final BigDecimal EIGHTY = new BigDecimal("80");
  private static final BigDecimal NINETY = new BigDecimal("90");

  /** At this speed a month's error budget lasts two days: two percent of it in an hour. */
  private static final BigDecimal FAST = new BigDecimal("14.4");

  /** At this speed it lasts five days: five percent of it in six hours. */
  private static final BigDecimal SLOW = new BigDecimal("6");

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  /** Slowest answers that anybody waits for; beyond it somebody is woken. */
  private static final Duration UNBEARABLE = Duration.ofSeconds(10);

  private static final Duration SLOW_ANSWER = Duration.ofSeconds(5);

  private final Objectives objectives;
  private final List<Alert> alerts = new ArrayList<>();

  private AlertDesign(Objectives objectives) {
    this.objectives = objectives;
  }

  static List<Alert> design(
      Objectives objectives,
      List<Workload> workloads,
      List<Datastore> datastores,
      List<LogMetric> metrics,
      Budget budget) {
    AlertDesign design = new AlertDesign(objectives);
    workloads.forEach(design::workload);
    datastores.forEach(design::datastore);
    metrics.forEach(design::logs);
    budget.dailyAlert().ifPresent(design::cost);
    return design.alerts.stream()
        .sorted(Comparator.comparing(Alert::severity).thenComparing(Alert::name))
        .toList();
  }

  private void workload(Workload workload) {
    switch (workload.kind()) {
      case SERVICE, FUNCTION -> served(workload);
      case STATIC_SITE ->
          critical(
              workload,
              "down",
              "is down",
              Signal.UPTIME,
              BigDecimal.ONE,
              "failed checks",
              FIVE_MINUTES,
              "Nobody can open the site.");
      case WORKER ->
          warning(
              workload,
              "ceiling",
              "is at its ceiling of instances",
              Signal.INSTANCE_CEILING,
              NINETY,
              "%",
              TEN_MINUTES,
              "Work comes in faster than it is done, and the backlog grows.");
      case JOB, SCHEDULED_JOB ->
          add(
              workload.name() + "-failed",
              "Job " + workload.name() + " failed",
              workload.migration().isPresent() ? Severity.CRITICAL : Severity.WARNING,
              Signal.JOB_FAILURES,
              workload.element(),
              BigDecimal.ONE,
              "failures",
              MINUTE,
              workload.migration().isPresent()
                  ? "The release stopped before traffic moved; users still have the version before."
                  : "What the job was to do is not done until it is run again.");
    }
  }

  private void served(Workload workload) {
    if (workload.exposure() == Workload.Exposure.PUBLIC) {
      critical(
          workload,
          "down",
          "is down",
          Signal.UPTIME,
          BigDecimal.ONE,
          "failed checks",
          FIVE_MINUTES,
          "Nobody outside gets an answer.");
    }
    critical(
        workload,
        "errors-critical",
        "fails every tenth request",
        Signal.ERROR_RATE,
        TEN,
        "%",
        FIVE_MINUTES,
        "At least one request in ten fails; most users notice.");
    warning(
        workload,
        "errors-warning",
        "fails too often",
        Signal.ERROR_RATE,
        FIVE,
        "%",
        TEN_MINUTES,
        "One request in twenty fails; some users notice, and the error budget of the month"
            + " shrinks.");
    if (!workload.has(Trait.STREAMING) && !workload.has(Trait.WEBSOCKETS)) {
      // The platform measures to the last byte, so a long answer would look like a slow one.
      latency(workload);
    }
    burn(workload);
    warning(
        workload,
        "ceiling",
        "is at its ceiling of instances",
        Signal.INSTANCE_CEILING,
        NINETY,
        "%",
        FIVE_MINUTES,
        "Soon no instance can be added; then requests wait and are turned away.");
  }

  private void latency(Workload workload) {
    Duration worst = longer(UNBEARABLE, objectives.latencyP99());
    Duration slow = longer(objectives.latencyP95(), Duration.ZERO);
    Duration warning =
        slow.compareTo(SLOW_ANSWER) > 0 ? slow : shorter(SLOW_ANSWER, slow.multipliedBy(2));
    critical(
        workload,
        "latency-critical",
        "answers far too slowly",
        Signal.LATENCY_P99,
        seconds(worst),
        "s",
        FIVE_MINUTES,
        "One answer in a hundred takes longer than "
            + Figures.text(worst)
            + "; people give up or try again, which adds load.");
    warning(
        workload,
        "latency-warning",
        "answers slowly",
        Signal.LATENCY_P95,
        seconds(warning),
        "s",
        TEN_MINUTES,
        "Five answers in a hundred take longer than "
            + Figures.text(warning)
            + "; the target is "
            + Figures.text(objectives.latencyP95())
            + ".");
  }

  private void burn(Workload workload) {
    BigDecimal budget = new BigDecimal("100").subtract(objectives.availability());
    critical(
        workload,
        "burn-fast",
        "spends its error budget fast",
        Signal.BURN_RATE_FAST,
        FAST,
        "x",
        Duration.ofHours(1),
        "At this speed the month's "
            + Figures.text(budget)
            + " % of failures are spent within two days.");
    warning(
        workload,
        "burn-slow",
        "spends its error budget steadily",
        Signal.BURN_RATE_SLOW,
        SLOW,
        "x",
        Duration.ofHours(6),
        "At this speed the month's "
            + Figures.text(budget)
            + " % of failures are spent within five days.");
  }

  private void datastore(Datastore store) {
    switch (store) {
      case Datastore.Relational database -> database(database);
      case Datastore.Cache cache ->
          warning(
              cache,
              "memory",
              "is nearly full",
              Signal.CACHE_MEMORY,
              EIGHTY,
              "%",
              TEN_MINUTES,
              "Its instance runs short of memory for itself; soon writes are refused or it starts"
                  + " again, empty.");
      case Datastore.Topic topic -> topic(topic);
      case Datastore.TaskQueue queue ->
          warning(
              queue,
              "age",
              "falls behind",
              Signal.QUEUE_AGE,
              new BigDecimal("300"),
              "s",
              TEN_MINUTES,
              "Tasks wait for more than five minutes before they are done.");
      case Datastore.Document d -> {}
      case Datastore.Bucket b -> {}
      case Datastore.External e -> {}
    }
  }

  private void database(Datastore.Relational database) {
    critical(
        database,
        "unreachable",
        "cannot be reached",
        Signal.DATABASE_UNREACHABLE,
        BigDecimal.ONE,
        "failures",
        MINUTE,
        "Whatever needs the database fails.");
    warning(
        database,
        "disk",
        "is running out of disk",
        Signal.DATABASE_DISK,
        EIGHTY,
        "%",
        TEN_MINUTES,
        "The disk grows by itself up to its limit; there, writes fail.");
    warning(
        database,
        "cpu",
        "works at its limit",
        Signal.DATABASE_CPU,
        EIGHTY,
        "%",
        Duration.ofMinutes(15),
        "Statements wait for the processor, and answers become slow.");
    warning(
        database,
        "memory",
        "is running out of memory",
        Signal.DATABASE_MEMORY,
        NINETY,
        "%",
        Duration.ofMinutes(15),
        "Beyond it the engine is stopped and starts again, which takes a minute.");
    warning(
        database,
        "connections",
        "is running out of connections",
        Signal.DATABASE_CONNECTIONS,
        EIGHTY,
        "%",
        FIVE_MINUTES,
        "At the limit new connections are refused, and requests fail.");
  }

  private void topic(Datastore.Topic topic) {
    if (topic.subscriptions().isEmpty()) {
      return;
    }
    warning(
        topic,
        "age",
        "falls behind",
        Signal.QUEUE_AGE,
        new BigDecimal("300"),
        "s",
        TEN_MINUTES,
        "The oldest message has waited for more than five minutes; what it should cause is late.");
    warning(
        topic,
        "dead-letters",
        "has messages that nobody can handle",
        Signal.DEAD_LETTERS,
        BigDecimal.ONE,
        "messages",
        FIVE_MINUTES,
        "They failed every attempt and wait in the dead-letter topic to be looked at.");
  }

  private void logs(LogMetric metric) {
    Optional<LogAlert> alert = LogAlert.of(metric);
    alert.ifPresent(a ->
        alerts.add(
            new Alert(
                metric.name().replace('_', '-'),
                a.title(),
                Severity.WARNING,
                Signal.LOG_COUNT,
                Element.workload(metric.workload()),
                Optional.of(metric.name()),
                a.perMinute(),
                "per minute",
                TEN_MINUTES,
                a.meaning())));
  }

  /** What a count of log lines is worth being called for. */
  private record LogAlert(String title, BigDecimal perMinute, String meaning) {

    static Optional<LogAlert> of(LogMetric metric) {
      String name = metric.workload();
      return switch (metric.signal()) {
        case ERRORS -> Optional.empty();
        case SLOW_QUERIES ->
            Optional.of(
                new LogAlert(
                    name + " waits for slow statements",
                    TEN,
                    "Statements take longer than a second; a missing index or a lock is likely."));
        case AUTHENTICATION_FAILURES ->
            Optional.of(
                new LogAlert(
                    name + " turns away many sign-ins",
                    new BigDecimal("20"),
                    "Somebody may be guessing passwords or tokens, or sign-in is broken for"
                        + " everybody."));
        case RATE_LIMIT_HITS ->
            Optional.of(
                new LogAlert(
                    name + " limits many requests",
                    new BigDecimal("60"),
                    "Somebody sends far too much, or the limit is too low for honest use."));
        case EXTERNAL_API_FAILURES ->
            Optional.of(
                new LogAlert(
                    "Calls of " + name + " to " + metric.detail() + " fail",
                    FIVE,
                    "What depends on "
                        + metric.detail()
                        + " does not work; the cause is likely there or in the key."));
      };
    }
  }

  private void cost(BigDecimal daily) {
    add(
        "daily-cost",
        "A day costs more than usual",
        Severity.WARNING,
        Signal.DAILY_COST,
        Element.of(Element.Kind.BUDGET),
        daily.setScale(0, RoundingMode.HALF_UP),
        "USD",
        Duration.ofDays(1),
        "At this pace the month costs more than its budget; traffic, a loop or abuse may be behind"
            + " it.");
  }

  private void critical(
      Workload workload,
      String ending,
      String what,
      Signal signal,
      BigDecimal threshold,
      String unit,
      Duration window,
      String meaning) {
    add(
        workload.name() + "-" + ending,
        workload.name() + " " + what,
        Severity.CRITICAL,
        signal,
        workload.element(),
        threshold,
        unit,
        window,
        meaning);
  }

  private void warning(
      Workload workload,
      String ending,
      String what,
      Signal signal,
      BigDecimal threshold,
      String unit,
      Duration window,
      String meaning) {
    add(
        workload.name() + "-" + ending,
        workload.name() + " " + what,
        Severity.WARNING,
        signal,
        workload.element(),
        threshold,
        unit,
        window,
        meaning);
  }

  private void critical(
      Datastore store,
      String ending,
      String what,
      Signal signal,
      BigDecimal threshold,
      String unit,
      Duration window,
      String meaning) {
    store(Severity.CRITICAL, store, ending, what, signal, threshold, unit, window, meaning);
  }

  private void warning(
      Datastore store,
      String ending,
      String what,
      Signal signal,
      BigDecimal threshold,
      String unit,
      Duration window,
      String meaning) {
    store(Severity.WARNING, store, ending, what, signal, threshold, unit, window, meaning);
  }

  /** Datastores and workloads may share a name, so the alert's name says which it is. */
  private void store(
      Severity severity,
      Datastore store,
      String ending,
      String what,
      Signal signal,
      BigDecimal threshold,
      String unit,
      Duration window,
      String meaning) {
    String kind =
        switch (store) {
          case Datastore.Relational r -> "database";
          case Datastore.Cache c -> "cache";
          case Datastore.Document d -> "documents";
          case Datastore.Bucket b -> "bucket";
          case Datastore.Topic t -> "topic";
          case Datastore.TaskQueue q -> "queue";
          case Datastore.External e -> "external";
        };
    String name = store.name().equals(kind) ? kind : kind + "-" + store.name();
    add(
        name + "-" + ending,
        "The " + kind + " " + store.name() + " " + what,
        severity,
        signal,
        store.element(),
        threshold,
        unit,
        window,
        meaning);
  }

  private void add(
      String name,
      String title,
      Severity severity,
      Signal signal,
      Element target,
      BigDecimal threshold,
      String unit,
      Duration window,
      String meaning) {
    String capital = title.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + title.substring(1);
    alerts.add(
        new Alert(
            name,
            capital,
            severity,
            signal,
            target,
            Optional.empty(),
            threshold,
            unit,
            window,
            meaning));
  }

  private static BigDecimal seconds(Duration duration) {
    BigDecimal seconds = new BigDecimal(duration.toMillis()).movePointLeft(3).stripTrailingZeros();
    return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
