package dev.slipway.emit.record;

import java.util.List;

/** The monitoring section of an {@link InfrastructureRecord}. */
public final class Watch {

  private Watch() {}

  /** What is watched and who is told. */
  public record Monitoring(
      List<ChartEntry> charts,
      List<LogEntry> logs,
      List<AlertEntry> critical,
      List<AlertEntry> warnings) {}

  /** A chart of the dashboard; {@code about} is empty for the whole system. */
  public record ChartEntry(String title, String shows, String about) {}

  /** Log lines worth watching, counted by a metric. */
  public record LogEntry(String metric, String workload, String description) {}

  /**
   * An alert.
   *
   * @param name also the anchor of its runbook entry, after {@code alert-}
   * @param about the part of the blueprint
   * @param condition in words, with its figure
   */
  public record AlertEntry(
      String name, String title, String about, String condition, String meaning) {}
}
