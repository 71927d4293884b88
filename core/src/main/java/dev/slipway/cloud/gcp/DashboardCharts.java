package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.Chart;
import dev.slipway.blueprint.Observability.ChartKind;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.LogSignal;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.gcp.PromQl.Series;
import dev.slipway.stack.Expression;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What each chart shows, as queries. */
final class DashboardCharts {

  /** Range of the rates; Cloud Run reports once a minute. */
  private static final String RANGE = "5m";

  private DashboardCharts() {}

  /** One line of a chart. */
  record Line(String legend, Expression query) {
    static Line of(String legend, String query) {
      return new Line(legend, text(query));
    }
  }

  /** A horizontal line that shows what was promised. */
  record Target(String label, BigDecimal value) {}

  static String title(Chart chart) {
    return switch (chart.kind()) {
      case COST_PER_DAY, COST_PER_REQUEST -> chart.title() + " (estimate from list prices)";
      case REQUEST_RATE,
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
          LOG_ERRORS ->
          chart.title();
    };
  }

  static String unit(ChartKind kind) {
    return switch (kind) {
      case REQUEST_RATE -> "requests per second";
      case LATENCY_PERCENTILES -> "milliseconds";
      case ERROR_RATE -> "share of requests";
      case INSTANCE_COUNT -> "instances";
      case CPU_AND_MEMORY, DATABASE_CPU_AND_DISK, CACHE_MEMORY -> "share in use";
      case DATABASE_CONNECTIONS -> "connections";
      case CACHE_HIT_RATE -> "share of look-ups";
      case QUEUE_DEPTH -> "waiting";
      case EXTERNAL_API_FAILURES, LOG_ERRORS -> "entries per minute";
      case COST_PER_DAY -> "USD, last 24 hours";
      case COST_PER_REQUEST -> "USD a request";
    };
  }

  /** The unit in the code that Cloud Monitoring uses. */
  static String unitCode(ChartKind kind) {
    return switch (kind) {
      case LATENCY_PERCENTILES -> "ms";
      case ERROR_RATE, CPU_AND_MEMORY, DATABASE_CPU_AND_DISK, CACHE_MEMORY, CACHE_HIT_RATE ->
          "10^2.%";
      case REQUEST_RATE -> "1/s";
      case INSTANCE_COUNT,
          DATABASE_CONNECTIONS,
          QUEUE_DEPTH,
          EXTERNAL_API_FAILURES,
          LOG_ERRORS,
          COST_PER_DAY,
          COST_PER_REQUEST ->
          "1";
    };
  }

  /** The lines of a chart; none where nothing measures them. */
  static List<Line> lines(Blueprint blueprint, Chart chart) {
    return Requirement.kubernetes(blueprint) && ofCloudRun(chart.kind())
        ? List.of()
        : measured(blueprint, chart);
  }

  private static boolean ofCloudRun(ChartKind kind) {
    return switch (kind) {
      case REQUEST_RATE,
          LATENCY_PERCENTILES,
          ERROR_RATE,
          INSTANCE_COUNT,
          CPU_AND_MEMORY,
          COST_PER_DAY,
          COST_PER_REQUEST ->
          true;
      case DATABASE_CONNECTIONS,
          DATABASE_CPU_AND_DISK,
          CACHE_HIT_RATE,
          CACHE_MEMORY,
          QUEUE_DEPTH,
          EXTERNAL_API_FAILURES,
          LOG_ERRORS ->
          false;
    };
  }

  private static List<Line> measured(Blueprint blueprint, Chart chart) {
    return switch (chart.kind()) {
      case REQUEST_RATE ->
          each(
              answering(blueprint, chart),
              w -> Line.of(w.name(), PromQl.rate(RunMetrics.requests(blueprint, w), RANGE)));
      case LATENCY_PERCENTILES -> latencies(blueprint, chart);
      case ERROR_RATE -> each(answering(blueprint, chart), w -> errorRate(blueprint, w));
      case INSTANCE_COUNT ->
          each(
              running(blueprint, chart),
              w ->
                  Line.of(
                      w.name(),
                      "sum("
                          + RunMetrics.series(blueprint, w, "container/instance_count").query()
                          + ")"));
      case CPU_AND_MEMORY -> utilizations(blueprint, chart);
      case DATABASE_CONNECTIONS, DATABASE_CPU_AND_DISK, CACHE_HIT_RATE, CACHE_MEMORY, QUEUE_DEPTH ->
          DatastoreCharts.lines(blueprint, chart);
      case EXTERNAL_API_FAILURES ->
          counts(blueprint, chart, List.of(LogSignal.EXTERNAL_API_FAILURES));
      case LOG_ERRORS ->
          counts(
              blueprint,
              chart,
              List.of(
                  LogSignal.ERRORS,
                  LogSignal.SLOW_QUERIES,
                  LogSignal.AUTHENTICATION_FAILURES,
                  LogSignal.RATE_LIMIT_HITS));
      case COST_PER_DAY -> List.of(new Line("estimate", CostEstimate.perDay()));
      case COST_PER_REQUEST -> List.of(costPerRequest());
    };
  }

  /** The promises that belong into a chart. */
  static List<Target> targets(Blueprint blueprint, Chart chart) {
    return switch (chart.kind()) {
      case LATENCY_PERCENTILES ->
          List.of(
              new Target("p95 objective", millis(blueprint.objectives().latencyP95())),
              new Target("p99 objective", millis(blueprint.objectives().latencyP99())));
      case ERROR_RATE ->
          List.of(new Target("objective", blueprint.objectives().errorRate().movePointLeft(2)));
      case COST_PER_DAY ->
          blueprint.budget().dailyAlert().map(d -> new Target("alert", d)).stream().toList();
      case REQUEST_RATE,
          INSTANCE_COUNT,
          CPU_AND_MEMORY,
          DATABASE_CONNECTIONS,
          DATABASE_CPU_AND_DISK,
          CACHE_HIT_RATE,
          CACHE_MEMORY,
          QUEUE_DEPTH,
          EXTERNAL_API_FAILURES,
          LOG_ERRORS,
          COST_PER_REQUEST ->
          List.of();
    };
  }

  private static BigDecimal millis(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis());
  }

  private static List<Line> each(List<Workload> workloads, Function<Workload, Line> line) {
    return workloads.stream().map(line).toList();
  }

  private static boolean about(Chart chart, Element element) {
    return chart.target().filter(t -> isPart(t) && !t.equals(element)).isEmpty();
  }

  private static boolean isPart(Element target) {
    return target.kind() == Element.Kind.WORKLOAD || target.kind() == Element.Kind.DATASTORE;
  }

  static <T extends Datastore> List<T> chosen(Blueprint blueprint, Chart chart, Class<T> kind) {
    return blueprint.datastores(kind).stream().filter(d -> about(chart, d.element())).toList();
  }

  private static List<Workload> answering(Blueprint blueprint, Chart chart) {
    return blueprint.workloads().stream()
        .filter(w -> about(chart, w.element()))
        .filter(w ->
            switch (w.kind()) {
              case SERVICE, FUNCTION, STATIC_SITE -> true;
              case WORKER, JOB, SCHEDULED_JOB -> false;
            })
        .toList();
  }

  private static List<Workload> running(Blueprint blueprint, Chart chart) {
    return blueprint.workloads().stream()
        .filter(w -> about(chart, w.element()))
        .filter(w ->
            switch (w.kind()) {
              case SERVICE, FUNCTION, STATIC_SITE, WORKER -> true;
              case JOB, SCHEDULED_JOB -> false;
            })
        .toList();
  }

  private static Line errorRate(Blueprint blueprint, Workload workload) {
    String all = PromQl.rate(RunMetrics.requests(blueprint, workload), RANGE);
    String failed = PromQl.rate(RunMetrics.failedRequests(blueprint, workload), RANGE);
    return Line.of(workload.name(), "(" + failed + " or " + all + " * 0) / " + all);
  }

  private static List<Line> latencies(Blueprint blueprint, Chart chart) {
    List<Line> lines = new ArrayList<>();
    for (Workload workload : answering(blueprint, chart)) {
      for (String percent : List.of("50", "95", "99")) {
        lines.add(
            Line.of(
                workload.name() + " p" + percent,
                PromQl.quantile("0." + percent, RunMetrics.latencies(blueprint, workload), RANGE)));
      }
    }
    return lines;
  }

  private static List<Line> utilizations(Blueprint blueprint, Chart chart) {
    List<Line> lines = new ArrayList<>();
    for (Workload workload : running(blueprint, chart)) {
      for (String what : List.of("cpu", "memory")) {
        Series series =
            RunMetrics.series(blueprint, workload, "container/" + what + "/utilizations");
        lines.add(
            Line.of(workload.name() + " " + what + " p95", PromQl.quantile("0.95", series, RANGE)));
      }
    }
    return lines;
  }

  private static List<Line> counts(Blueprint blueprint, Chart chart, List<LogSignal> signals) {
    List<Line> lines = new ArrayList<>();
    for (LogMetric metric : blueprint.observability().logMetrics()) {
      boolean wanted = signals.contains(metric.signal());
      if (wanted && about(chart, Element.workload(metric.workload()))) {
        String query = LogSeries.sum("rate", LogSeries.of(blueprint, metric), RANGE) + " * 60";
        lines.add(Line.of(metric.detail().isEmpty() ? metric.name() : metric.detail(), query));
      }
    }
    return lines;
  }

  private static Line costPerRequest() {
    Series all = Series.of("run.googleapis.com/request_count", "cloud_run_revision");
    return new Line(
        "estimate",
        template("(", CostEstimate.perDay(), ") / (" + PromQl.increase(all, "1d") + " > 0)"));
  }
}
