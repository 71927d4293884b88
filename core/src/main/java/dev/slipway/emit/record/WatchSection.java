package dev.slipway.emit.record;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.emit.record.Watch.AlertEntry;
import dev.slipway.emit.record.Watch.ChartEntry;
import dev.slipway.emit.record.Watch.LogEntry;
import dev.slipway.emit.record.Watch.Monitoring;
import java.util.List;

/** Charts, logs and alerts as entries of the record. */
final class WatchSection {

  private WatchSection() {}

  static Monitoring of(Observability observability) {
    return new Monitoring(
        observability.charts().stream()
            .map(c ->
                new ChartEntry(
                    c.title(), Words.of(c.kind()), c.target().map(Element::toString).orElse("")))
            .toList(),
        observability.logMetrics().stream()
            .map(m -> new LogEntry(m.name(), m.workload(), m.description()))
            .toList(),
        alerts(observability, Severity.CRITICAL),
        alerts(observability, Severity.WARNING));
  }

  private static List<AlertEntry> alerts(Observability observability, Severity severity) {
    return observability.alerts().stream()
        .filter(a -> a.severity() == severity)
        .map(a ->
            new AlertEntry(a.name(), a.title(), a.target().toString(), condition(a), a.meaning()))
        .toList();
  }

  /** What has to happen before somebody is called. */
  static String condition(Alert a) {
    String figure = Figures.plain(a.threshold()) + (a.unit().isEmpty() ? "" : " " + a.unit());
    String window = " for " + Words.duration(a.window());
    return switch (a.signal()) {
      case UPTIME -> "does not answer" + window;
      case DATABASE_UNREACHABLE -> "does not answer" + window;
      case ERROR_RATE -> "more than " + figure + " of the requests fail" + window;
      case LATENCY_P95 -> "p95 above " + figure + window;
      case LATENCY_P99 -> "p99 above " + figure + window;
      case BURN_RATE_FAST, BURN_RATE_SLOW ->
          "the error budget is spent " + Figures.plain(a.threshold()) + " times too fast" + window;
      case INSTANCE_CEILING -> "more than " + figure + " of the allowed instances run" + window;
      case JOB_FAILURES -> "an execution fails";
      case LOG_COUNT -> "its count of log lines is above " + figure + window;
      case DATABASE_CPU -> "CPU above " + figure + window;
      case DATABASE_MEMORY, CACHE_MEMORY -> "memory above " + figure + window;
      case DATABASE_DISK -> "disk above " + figure + window;
      case DATABASE_CONNECTIONS -> "connections above " + figure + window;
      case QUEUE_AGE -> "the oldest message waits longer than " + figure + window;
      case DEAD_LETTERS ->
          "more than " + figure + " undeliverable messages in " + Words.duration(a.window());
      case DAILY_COST -> "more than " + figure + " a day";
    };
  }
}
