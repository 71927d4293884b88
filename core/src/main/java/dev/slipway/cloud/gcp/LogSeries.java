package dev.slipway.cloud.gcp;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.gcp.PromQl.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Log metrics as PromQL sees them: one series for each kind of resource that the entries come from.
 */
final class LogSeries {

  private LogSeries() {}

  static List<Series> of(Blueprint blueprint, String name) {
    LogMetric metric =
        blueprint.observability().logMetrics().stream()
            .filter(m -> m.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no such log metric: " + name));
    return of(blueprint, metric);
  }

  static List<Series> of(Blueprint blueprint, LogMetric metric) {
    Workload workload = blueprint.workload(metric.workload()).orElseThrow();
    List<String> resources = new ArrayList<>();
    switch (metric.signal()) {
      case SLOW_QUERIES -> resources.add("cloudsql_database");
      case RATE_LIMIT_HITS -> {
        resources.add(RunMetrics.resource(blueprint, workload));
        if (blueprint.edge().loadBalancer() && blueprint.edge().rateLimitPerMinute().isPresent()) {
          resources.add("http_load_balancer");
        }
      }
      case ERRORS, AUTHENTICATION_FAILURES, EXTERNAL_API_FAILURES ->
          resources.add(RunMetrics.resource(blueprint, workload));
    }
    return series(resources, metric.name());
  }

  static List<Series> series(List<String> resources, String name) {
    return resources.stream()
        .map(resource -> Series.of("logging.googleapis.com/user/" + name, resource))
        .toList();
  }

  /**
   * {@code sum(f(a[range]) or f(b[range]))}: the union, since each resource's series have labels of
   * their own.
   */
  static String sum(String function, List<Series> series, String range) {
    return series.stream()
        .map(s -> function + "(" + s.over(range) + ")")
        .collect(Collectors.joining(" or ", "sum(", ")"));
  }
}
