package dev.slipway.cloud.gcp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Queries in PromQL over Google Cloud's metrics. Cloud Monitoring's names become PromQL names by a
 * rule: the first slash turns into a colon, every other character that PromQL does not know into an
 * underscore.
 */
final class PromQl {

  private PromQl() {}

  /** A metric of one kind of monitored resource, narrowed by labels. */
  record Series(String metric, Map<String, String> labels) {

    static Series of(String type, String resource) {
      Map<String, String> labels = new LinkedHashMap<>();
      labels.put("monitored_resource=", resource);
      return new Series(metricName(type), labels);
    }

    Series where(String label, String value) {
      return with(label + "=", value);
    }

    /**
     * Narrowed to labels that end so; Cloud SQL and Memorystore put the project's id in front of
     * their names.
     */
    Series whereEndsWith(String label, String end) {
      return with(label + "=~", ".+" + end.replace(".", "\\."));
    }

    private Series with(String matcher, String value) {
      Map<String, String> more = new LinkedHashMap<>(labels);
      more.put(matcher, value);
      return new Series(metric, more);
    }

    /**
     * The series of a distribution that holds its buckets, {@code _bucket}, or its count, {@code
     * _count}.
     */
    Series part(String suffix) {
      return new Series(metric + suffix, labels);
    }

    String query() {
      return metric
          + labels.entrySet().stream()
              .map(e -> e.getKey() + quoted(e.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
    }

    String over(String range) {
      return query() + "[" + range + "]";
    }
  }

  static String metricName(String type) {
    int slash = type.indexOf('/');
    String domain = slash < 0 ? type : type.substring(0, slash);
    String path = slash < 0 ? "" : ":" + legal(type.substring(slash + 1));
    return legal(domain) + path;
  }

  static String rate(Series series, String range) {
    return "sum(rate(" + series.over(range) + "))";
  }

  static String increase(Series series, String range) {
    return "sum(increase(" + series.over(range) + "))";
  }

  /** The quantile of a distribution over a range, in the distribution's unit. */
  static String quantile(String quantile, Series distribution, String range) {
    return "histogram_quantile("
        + quantile
        + ", sum by (le) (rate("
        + distribution.part("_bucket").over(range)
        + ")))";
  }

  /** A range as PromQL writes it. */
  static String range(Duration duration) {
    long seconds = Math.max(60, duration.toSeconds());
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String legal(String text) {
    StringBuilder legal = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean known = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      legal.append(known ? c : '_');
    }
    return legal.toString();
  }
}
