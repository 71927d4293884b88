package dev.slipway.blueprint;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is watched.
 *
 * @param alertEmail where warnings go
 * @param logRetentionDays how long logs are kept
 * @param auditLogDays how long the record of who read and changed what is kept, where it is kept
 * @param logMetrics counts made from logs, sorted by name
 * @param alerts critical ones first, then by name
 * @param charts the dashboard, in reading order
 */
public record Observability(
    String alertEmail,
    int logRetentionDays,
    int auditLogDays,
    List<LogMetric> logMetrics,
    List<Alert> alerts,
    List<Chart> charts) {

  /**
   * A count made from logs.
   *
   * @param name unique, lower-case letters, digits and underscores
   * @param workload whose logs
   * @param detail for failed calls the external host; otherwise empty
   */
  public record LogMetric(
      String name, LogSignal signal, String workload, String detail, String description) {}

  /** What is counted in logs. */
  public enum LogSignal {
    ERRORS,
    SLOW_QUERIES,
    AUTHENTICATION_FAILURES,
    RATE_LIMIT_HITS,
    EXTERNAL_API_FAILURES
  }

  /**
   * A condition that calls somebody.
   *
   * @param name unique, lower-case letters, digits and hyphens; also the anchor of its runbook
   *     entry
   * @param title as the person who is called reads it
   * @param target the workload or datastore it is about
   * @param logMetric the log metric it watches, for signals made from logs
   * @param threshold in {@code unit}
   * @param unit such as {@code %}, {@code s}, {@code per minute}, {@code USD}
   * @param window how long the condition has to last
   * @param meaning what it means for users, one or two sentences
   */
  public record Alert(
      String name,
      String title,
      Severity severity,
      Signal signal,
      Element target,
      Optional<String> logMetric,
      BigDecimal threshold,
      String unit,
      Duration window,
      String meaning) {}

  /** How an alert reaches people. */
  public enum Severity {
    /** Wakes somebody. */
    CRITICAL,
    /** Mails. */
    WARNING
  }

  /** What an alert watches. */
  public enum Signal {
    UPTIME,
    ERROR_RATE,
    LATENCY_P95,
    LATENCY_P99,
    /** Share of the month's error budget, spent fast. */
    BURN_RATE_FAST,
    /** Share of the month's error budget, spent slowly. */
    BURN_RATE_SLOW,
    INSTANCE_CEILING,
    JOB_FAILURES,
    LOG_COUNT,
    DATABASE_UNREACHABLE,
    DATABASE_CPU,
    DATABASE_MEMORY,
    DATABASE_DISK,
    DATABASE_CONNECTIONS,
    CACHE_MEMORY,
    QUEUE_AGE,
    DEAD_LETTERS,
    DAILY_COST
  }

  /** A chart of the dashboard. */
  public record Chart(String title, ChartKind kind, Optional<Element> target) {}

  /** What a chart shows. */
  public enum ChartKind {
    REQUEST_RATE,
    LATENCY_PERCENTILES,
    ERROR_RATE,
    INSTANCE_COUNT,
    CPU_AND_MEMORY,
    DATABASE_CONNECTIONS,
    DATABASE_CPU_AND_DISK,
    CACHE_HIT_RATE,
    CACHE_MEMORY,
    QUEUE_DEPTH,
    EXTERNAL_API_FAILURES,
    LOG_ERRORS,
    COST_PER_DAY,
    COST_PER_REQUEST
  }
}
