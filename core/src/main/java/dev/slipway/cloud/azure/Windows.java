package dev.slipway.cloud.azure;

import java.time.Duration;
import java.util.List;

/** The lengths of time that rules can look back over: the shortest that is long enough. */
final class Windows {

  private static final List<Integer> METRIC = List.of(1, 5, 15, 30, 60, 360, 720, 1440);

  /** Entries reach the workspace minutes late, so that a shorter look would miss some. */
  private static final List<Integer> QUERY =
      List.of(10, 15, 30, 45, 60, 120, 180, 240, 300, 360, 1440, 2880);

  private static final List<Integer> FREQUENCY = List.of(5, 10, 15);

  private Windows() {}

  /** Of a rule on a metric. */
  static Duration metric(Duration wanted) {
    return shortest(METRIC, wanted);
  }

  /** Of a rule that asks the logs. */
  static Duration query(Duration wanted) {
    return shortest(QUERY, wanted);
  }

  /**
   * How often the logs are asked: without gaps, and not more often than that, because each answer
   * is paid for.
   */
  static Duration frequency(Duration window, boolean urgent) {
    if (urgent) {
      return Duration.ofMinutes(FREQUENCY.getFirst());
    }
    return FREQUENCY.reversed().stream()
        .map(Duration::ofMinutes)
        .filter(f -> f.compareTo(window) <= 0)
        .findFirst()
        .orElse(Duration.ofMinutes(FREQUENCY.getFirst()));
  }

  private static Duration shortest(List<Integer> minutes, Duration wanted) {
    return minutes.stream()
        .map(Duration::ofMinutes)
        .filter(d -> d.compareTo(wanted) >= 0)
        .findFirst()
        .orElseGet(() -> Duration.ofMinutes(minutes.getLast()));
  }

  /** As Azure writes it, such as {@code PT5M}, {@code PT1H}, {@code P1D}. */
  static String iso(Duration duration) {
    long minutes = duration.toMinutes();
    if (minutes % 1440 == 0) {
      return "P" + minutes / 1440 + "D";
    }
    return minutes % 60 == 0 ? "PT" + minutes / 60 + "H" : "PT" + minutes + "M";
  }

  /** As the query language writes it, such as {@code 5m}. */
  static String kql(Duration duration) {
    long minutes = duration.toMinutes();
    return minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
  }
}
