package dev.slipway.design;

import dev.slipway.blueprint.Budget;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Objectives;
import dev.slipway.blueprint.Observability;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.Chart;
import dev.slipway.blueprint.Observability.ChartKind;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.LogSignal;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Resolved;
import dev.slipway.vocabulary.ExternalApi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is watched: logs, alerts and charts. */
final class ObservabilityDesign {

  private static final Element OBSERVABILITY = Element.of(Element.Kind.OBSERVABILITY);
  private static final int LOG_DAYS = 30;
  private static final int MAX_LOG_DAYS = 3650;
  private static final int METRIC_NAME_LIMIT = 80;

  private final Draft draft;
  private final Objectives objectives;
  private final List<Workload> workloads;
  private final List<Datastore> datastores;

  private ObservabilityDesign(
      Draft draft, Objectives objectives, List<Workload> workloads, List<Datastore> datastores) {
    this.draft = draft;
    this.objectives = objectives;
    this.workloads = workloads;
    this.datastores = datastores;
  }

  static Observability design(
      Draft draft,
      Objectives objectives,
      List<Workload> workloads,
      List<Datastore> datastores,
      Budget budget) {
    return new ObservabilityDesign(draft, objectives, workloads, datastores).design(budget);
  }

  private Observability design(Budget budget) {
    List<LogMetric> metrics = metrics();
    List<Alert> alerts = AlertDesign.design(objectives, workloads, datastores, metrics, budget);
    Located<Integer> days =
        draft.settle(
            Subjects.LOG_RETENTION_DAYS,
            LOG_DAYS,
            "nobody says; 30 days are the service's default and cost nothing extra");
    int kept = Math.min(MAX_LOG_DAYS, Math.max(1, days.value()));
    decide(alerts, kept, days.evidence());
    return new Observability(
        draft.find(Subjects.ALERT_EMAIL).map(Resolved::value).orElse(""),
        kept,
        Math.max(kept, ControlDesign.auditDays(draft)),
        metrics,
        alerts,
        charts());
  }

  private List<LogMetric> metrics() {
    List<LogMetric> metrics = new ArrayList<>();
    for (Workload workload : workloads) {
      String id = workload.name().replace('-', '_');
      if (workload.kind() == WorkloadKind.STATIC_SITE) {
        continue;
      }
      metrics.add(
          new LogMetric(
              id + "_errors",
              LogSignal.ERRORS,
              workload.name(),
              "",
              "Log lines of " + workload.name() + " at ERROR and above."));
      if (workload.migration().isEmpty() && usesDatabase(workload)) {
        metrics.add(
            new LogMetric(
                id + "_slow_queries",
                LogSignal.SLOW_QUERIES,
                workload.name(),
                "",
                "Statements of more than one second."));
      }
      if (workload.exposure() == Workload.Exposure.PUBLIC) {
        metrics.add(
            new LogMetric(
                id + "_authentication_failures",
                LogSignal.AUTHENTICATION_FAILURES,
                workload.name(),
                "",
                "Requests turned away because of who sends them."));
        metrics.add(
            new LogMetric(
                id + "_rate_limit_hits",
                LogSignal.RATE_LIMIT_HITS,
                workload.name(),
                "",
                "Requests turned away because there were too many."));
      }
      for (ExternalApi api : workload.externalApis()) {
        String name =
            id + "_" + ResourceNames.of(api.name(), 40, "api").replace('-', '_') + "_failures";
        metrics.add(
            new LogMetric(
                name.length() > METRIC_NAME_LIMIT ? name.substring(0, METRIC_NAME_LIMIT) : name,
                LogSignal.EXTERNAL_API_FAILURES,
                workload.name(),
                api.host(),
                "Failed calls to " + api.host() + "."));
      }
    }
    List<LogMetric> unique = new ArrayList<>();
    metrics.stream()
        .sorted(Comparator.comparing(LogMetric::name))
        .filter(m -> unique.isEmpty() || !unique.getLast().name().equals(m.name()))
        .forEach(unique::add);
    return List.copyOf(unique);
  }

  private boolean usesDatabase(Workload workload) {
    return workload.connections().stream()
        .anyMatch(c ->
            datastores.stream()
                .anyMatch(d -> d instanceof Datastore.Relational && d.element().equals(c.to())));
  }

  private List<Chart> charts() {
    List<Chart> charts = new ArrayList<>();
    List<Workload> served = workloads.stream().filter(Scale::answersRequests).toList();
    for (Workload workload : served) {
      Optional<Element> target = Optional.of(workload.element());
      charts.add(new Chart("Requests of " + workload.name(), ChartKind.REQUEST_RATE, target));
      charts.add(
          new Chart(
              "Response time of " + workload.name() + ": p50, p95, p99",
              ChartKind.LATENCY_PERCENTILES,
              target));
      charts.add(new Chart("Failed requests of " + workload.name(), ChartKind.ERROR_RATE, target));
    }
    for (Workload workload : workloads) {
      if (Scale.answersRequests(workload) || workload.kind() == WorkloadKind.WORKER) {
        charts.add(
            new Chart(
                "Instances of " + workload.name(),
                ChartKind.INSTANCE_COUNT,
                Optional.of(workload.element())));
        charts.add(
            new Chart(
                "CPU and memory of " + workload.name(),
                ChartKind.CPU_AND_MEMORY,
                Optional.of(workload.element())));
      }
    }
    for (Datastore store : datastores) {
      storeCharts(store, charts);
    }
    for (Workload workload : workloads) {
      if (!workload.externalApis().isEmpty()) {
        charts.add(
            new Chart(
                "Failed calls of " + workload.name() + " to others",
                ChartKind.EXTERNAL_API_FAILURES,
                Optional.of(workload.element())));
      }
    }
    charts.add(new Chart("Errors in the logs", ChartKind.LOG_ERRORS, Optional.empty()));
    charts.add(new Chart("Cost per day", ChartKind.COST_PER_DAY, Optional.empty()));
    if (!served.isEmpty()) {
      charts.add(new Chart("Cost per request", ChartKind.COST_PER_REQUEST, Optional.empty()));
    }
    return List.copyOf(charts);
  }

  private static void storeCharts(Datastore store, List<Chart> charts) {
    Optional<Element> target = Optional.of(store.element());
    switch (store) {
      case Datastore.Relational r -> {
        charts.add(new Chart("Connections of " + r.name(), ChartKind.DATABASE_CONNECTIONS, target));
        charts.add(
            new Chart("CPU and disk of " + r.name(), ChartKind.DATABASE_CPU_AND_DISK, target));
      }
      case Datastore.Cache c -> {
        charts.add(new Chart("Hit rate of " + c.name(), ChartKind.CACHE_HIT_RATE, target));
        charts.add(new Chart("Memory of " + c.name(), ChartKind.CACHE_MEMORY, target));
      }
      case Datastore.Topic t ->
          charts.add(new Chart("Backlog of " + t.name(), ChartKind.QUEUE_DEPTH, target));
      case Datastore.TaskQueue q ->
          charts.add(new Chart("Backlog of " + q.name(), ChartKind.QUEUE_DEPTH, target));
      case Datastore.Document d -> {}
      case Datastore.Bucket b -> {}
      case Datastore.External e -> {}
    }
  }

  private void decide(List<Alert> alerts, int days, Evidence retention) {
    long critical =
        alerts.stream().filter(a -> a.severity() == Observability.Severity.CRITICAL).count();
    List<Evidence> needs =
        draft.requirements().monitoringNeeds().stream().limit(5).map(Located::evidence).toList();
    draft
        .decide(
            "observability.alerts",
            OBSERVABILITY,
            "Alerts",
            critical + " that wake somebody, " + (alerts.size() - critical) + " that send mail")
        .because(
            "Somebody is woken for what users feel now; what will hurt later sends mail. Each has"
                + " an entry in the runbook.")
        .over("an alert on every metric", "Whoever is woken for nothing stops looking.")
        .on(
            needs.isEmpty()
                ? List.of(
                    Evidence.assumed("the common signals of requests, databases, queues and cost"))
                : needs)
        .reconsiderWhen("An alert fired without anything to do, or users noticed first.");
    draft
        .decide(
            "observability.slo",
            OBSERVABILITY,
            "Service level",
            Figures.text(objectives.availability()) + " % of the requests of 30 days")
        .because(
            "The error budget is 100 % − "
                + Figures.text(objectives.availability())
                + " %; spending it 14.4 times too fast for an hour wakes somebody, 6 times for six"
                + " hours sends mail.")
        .over("a fixed error rate only", "It is silent about failures that are few and never stop.")
        .on(
            draft
                .find(Subjects.AVAILABILITY)
                .map(Resolved::evidence)
                .orElseGet(() -> Evidence.assumed("the default target of the objectives")))
        .reconsiderWhen("The target changes.");
    draft
        .decide("observability.logs", OBSERVABILITY, "Logs", "kept for " + days + " days")
        .because(
            "Long enough to look into last month's release; "
                + (days > LOG_DAYS
                    ? "beyond 30 days they are paid for."
                    : "they cost nothing extra."))
        .over("for ever", "They hold personal data and cost more each month.")
        .on(retention)
        .reconsiderWhen("A regulation or an investigation asks for more.");
  }
}
