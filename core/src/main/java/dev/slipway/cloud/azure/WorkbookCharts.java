package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.Chart;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.LogSignal;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Requirement;
import dev.slipway.stack.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What each chart shows: the platform's metrics where there are any, otherwise the logs. */
final class WorkbookCharts {

  private static final String BINS = "by bin(TimeGenerated, 5m)";

  private WorkbookCharts() {}

  /** How values within a time step become one, by the number that workbooks use. */
  enum Aggregation {
    TOTAL(1),
    MAXIMUM(3),
    AVERAGE(4);

    private final int code;

    Aggregation(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /** One metric of a panel. */
  record Series(String metric, Aggregation aggregation, Optional<String> splitBy) {

    static Series of(String metric, Aggregation aggregation) {
      return new Series(metric, aggregation, Optional.empty());
    }

    Series by(String dimension) {
      return new Series(metric, aggregation, Optional.of(dimension));
    }
  }

  /** One part of the workbook. */
  sealed interface Panel {

    String title();

    /**
     * Metrics of resources of one type.
     *
     * @param namespace the type, in small letters
     * @param resources ids
     */
    record Metrics(String title, String namespace, List<Expression> resources, List<Series> series)
        implements Panel {}

    /** A query whose rows have a time and numbers. */
    record Logs(String title, List<Expression> lines) implements Panel {}

    /** Text. */
    record Note(String title, String markdown) implements Panel {}
  }

  static List<Panel> panels(Blueprint blueprint, Chart chart) {
    return switch (chart.kind()) {
      case REQUEST_RATE ->
          served(
              blueprint,
              chart,
              "| summarize requests = count() " + BINS,
              Series.of("Requests", Aggregation.TOTAL));
      case LATENCY_PERCENTILES ->
          served(
              blueprint,
              chart,
              "| summarize p50 = percentile(seconds, 50), p95 = percentile(seconds, 95), p99 ="
                  + " percentile(seconds, 99) "
                  + BINS,
              Series.of("ResponseTime", Aggregation.AVERAGE));
      case ERROR_RATE ->
          served(
              blueprint,
              chart,
              "| summarize failed_percent = 100.0 * countif(status >= 500) / count() " + BINS,
              Series.of("Requests", Aggregation.TOTAL).by("statusCodeCategory"));
      case INSTANCE_COUNT -> apps(blueprint, chart, Series.of("Replicas", Aggregation.MAXIMUM));
      case CPU_AND_MEMORY ->
          apps(
              blueprint,
              chart,
              Series.of("CpuPercentage", Aggregation.MAXIMUM),
              Series.of("MemoryPercentage", Aggregation.MAXIMUM));
      case DATABASE_CONNECTIONS ->
          databases(blueprint, chart, Series.of("active_connections", Aggregation.MAXIMUM));
      case DATABASE_CPU_AND_DISK ->
          databases(
              blueprint,
              chart,
              Series.of("cpu_percent", Aggregation.AVERAGE),
              Series.of("memory_percent", Aggregation.AVERAGE),
              Series.of("storage_percent", Aggregation.AVERAGE));
      case CACHE_HIT_RATE ->
          caches(
              blueprint,
              chart,
              Series.of("cachehits", Aggregation.TOTAL),
              Series.of("cachemisses", Aggregation.TOTAL));
      case CACHE_MEMORY ->
          caches(blueprint, chart, Series.of("usedmemorypercentage", Aggregation.MAXIMUM));
      case QUEUE_DEPTH -> queues(blueprint, chart);
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
      case COST_PER_DAY, COST_PER_REQUEST -> List.of(cost(chart));
    };
  }

  private static Panel cost(Chart chart) {
    return new Panel.Note(
        chart.title(),
        "### "
            + chart.title()
            + "\n"
            + "Workbooks cannot read costs: [Cost"
            + " analysis](https://portal.azure.com/#view/Microsoft_Azure_CostManagement/Menu/~/costanalysis)"
            + " shows them by day and service, a day late.");
  }

  private static boolean about(Chart chart, Element element) {
    return chart
        .target()
        .filter(t -> t.kind() == Element.Kind.WORKLOAD || t.kind() == Element.Kind.DATASTORE)
        .filter(t -> !t.equals(element))
        .isEmpty();
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

  /** From the log of requests where there is one, from the app's own metrics elsewhere. */
  private static List<Panel> served(
      Blueprint blueprint, Chart chart, String summary, Series series) {
    if (Requirement.kubernetes(blueprint)) {
      return List.of();
    }
    List<Panel> panels = new ArrayList<>();
    List<Expression> counted = new ArrayList<>();
    for (Workload workload : answering(blueprint, chart)) {
      Optional<List<Expression>> requests = RequestLog.of(blueprint, workload);
      if (requests.isPresent()) {
        panels.add(
            new Panel.Logs(chart.title() + ": " + workload.name(), plus(requests.get(), summary)));
      } else {
        counted.add(AppMetrics.id(Place.primary(blueprint), workload.name()));
      }
    }
    if (!counted.isEmpty()) {
      panels.add(metrics(chart.title(), AppMetrics.NAMESPACE, counted, List.of(series)));
    }
    return panels;
  }

  private static List<Panel> apps(Blueprint blueprint, Chart chart, Series... series) {
    if (Requirement.kubernetes(blueprint)) {
      return List.of();
    }
    List<Expression> apps =
        blueprint.workloads().stream()
            .filter(w -> about(chart, w.element()))
            .filter(w -> ServicePass.serves(w) || w.kind() == WorkloadKind.WORKER)
            .map(w -> (Expression) AppMetrics.id(Place.primary(blueprint), w.name()))
            .toList();
    return apps.isEmpty()
        ? List.of()
        : List.of(metrics(chart.title(), AppMetrics.NAMESPACE, apps, List.of(series)));
  }

  private static List<Panel> databases(Blueprint blueprint, Chart chart, Series... series) {
    List<Panel> panels = new ArrayList<>();
    for (String namespace : List.of(DatastoreConditions.POSTGRESQL, DatastoreConditions.MYSQL)) {
      List<Expression> servers =
          blueprint.datastores(Datastore.Relational.class).stream()
              .filter(d -> about(chart, d.element()))
              .filter(d -> DatastoreConditions.namespace(d).equals(namespace))
              .map(d -> (Expression) DatastoreConditions.server(d))
              .toList();
      if (!servers.isEmpty()) {
        panels.add(metrics(chart.title(), namespace, servers, List.of(series)));
      }
    }
    return panels;
  }

  private static List<Panel> caches(Blueprint blueprint, Chart chart, Series... series) {
    List<Expression> caches =
        blueprint.datastores(Datastore.Cache.class).stream()
            .filter(c -> about(chart, c.element()))
            .map(c -> (Expression) AzureAddresses.cache(c.name()).reference().dot("id"))
            .toList();
    return caches.isEmpty()
        ? List.of()
        : List.of(metrics(chart.title(), DatastoreConditions.REDIS, caches, List.of(series)));
  }

  private static List<Panel> queues(Blueprint blueprint, Chart chart) {
    if (!MessagingPass.needed(blueprint)) {
      return List.of();
    }
    return List.of(
        metrics(
            chart.title(),
            DatastoreConditions.SERVICE_BUS,
            List.of(AzureAddresses.NAMESPACE.reference().dot("id")),
            List.of(
                Series.of("ActiveMessages", Aggregation.MAXIMUM).by("EntityName"),
                Series.of("DeadletteredMessages", Aggregation.MAXIMUM).by("EntityName"))));
  }

  private static Panel metrics(
      String title, String namespace, List<Expression> resources, List<Series> series) {
    return new Panel.Metrics(title, namespace.toLowerCase(Locale.ROOT), resources, series);
  }

  private static List<Panel> counts(Blueprint blueprint, Chart chart, List<LogSignal> signals) {
    List<Expression> queries = new ArrayList<>();
    for (LogMetric metric : blueprint.observability().logMetrics()) {
      if (signals.contains(metric.signal()) && about(chart, Element.workload(metric.workload()))) {
        LogQueries.of(blueprint, metric).ifPresent(lines -> queries.add(counted(metric, lines)));
      }
    }
    if (queries.isEmpty()) {
      return List.of();
    }
    List<Expression> lines = new ArrayList<>();
    lines.add(text("union isfuzzy=true"));
    lines.add(call("join", text(",\n"), list(queries)));
    lines.add(text("| summarize entries = count() by bin(TimeGenerated, 5m), what"));
    return List.of(new Panel.Logs(chart.title(), List.copyOf(lines)));
  }

  private static Expression counted(LogMetric metric, List<Expression> lines) {
    String what = metric.detail().isEmpty() ? metric.name() : metric.detail();
    List<Expression> all = new ArrayList<>();
    all.add(text("("));
    all.addAll(lines);
    all.add(
        text(
            "| project TimeGenerated, what = \"" + what.replaceAll("[^A-Za-z0-9._-]", "") + "\")"));
    return call("join", text("\n"), list(all));
  }

  private static List<Expression> plus(List<Expression> lines, String line) {
    List<Expression> longer = new ArrayList<>(lines);
    longer.add(text(line));
    return List.copyOf(longer);
  }
}
