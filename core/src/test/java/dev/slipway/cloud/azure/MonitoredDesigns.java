package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.Chart;
import dev.slipway.blueprint.Observability.ChartKind;
import dev.slipway.blueprint.Observability.LogMetric;
import dev.slipway.blueprint.Observability.LogSignal;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.blueprint.Observability.Signal;
import dev.slipway.vocabulary.Compliance;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/** Designs with every signal, every log signal and every kind of chart. */
final class MonitoredDesigns {

  private MonitoredDesigns() {}

  /** The common designs, each with everything that can be watched. */
  static SequencedMap<String, Blueprint> all() {
    SequencedMap<String, Blueprint> designs = new LinkedHashMap<>();
    DataDesigns.all().forEach((name, design) -> designs.put(name, design));
    for (String name :
        List.of(
            "chat",
            "regions",
            "mysql",
            "pushed",
            "kubernetes",
            "foreign-zone",
            "plain-edge",
            "no-domain",
            "long-names")) {
      designs.put(name + "-watched", everything(Objects.requireNonNull(designs.get(name))));
    }
    designs.put("direct-watched", everything(direct()));
    designs.put("functions-watched", functions());
    designs.put("audited", everything(Designs.chat().with(Compliance.PCI_DSS).build()));
    return designs;
  }

  /** Nothing stands in front of the services. */
  private static Blueprint direct() {
    return Designs.chat()
        .with(
            new Edge(
                false,
                "1.2",
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(new Edge.Route("/api", "api"), new Edge.Route("/", "web"))))
        .build();
  }

  /** Every signal that can be about a function is about one. */
  private static Blueprint functions() {
    Blueprint watched = everything(Designs.functions());
    Observability all = watched.observability();
    return with(
        watched,
        all.logMetrics().stream()
            .map(m -> new LogMetric(m.name(), m.signal(), "resize", m.detail(), m.description()))
            .toList(),
        all.alerts().stream()
            .map(a -> a.target().equals(Element.workload("api")) ? about(a, "resize") : a)
            .toList(),
        all.charts());
  }

  private static Alert about(Alert alert, String workload) {
    return new Alert(
        alert.name(),
        alert.title(),
        alert.severity(),
        alert.signal(),
        Element.workload(workload),
        alert.logMetric(),
        alert.threshold(),
        alert.unit(),
        alert.window(),
        alert.meaning());
  }

  static Blueprint everything(Blueprint blueprint) {
    List<LogMetric> metrics = new ArrayList<>();
    for (LogSignal signal : LogSignal.values()) {
      String detail = signal == LogSignal.EXTERNAL_API_FAILURES ? "api.anthropic.com" : "";
      metrics.add(
          new LogMetric("api_" + word(signal), signal, "api", detail, "Counts " + word(signal)));
    }
    List<Alert> alerts = new ArrayList<>();
    for (Signal signal : Signal.values()) {
      alerts.add(alert(signal));
    }
    List<Chart> charts = new ArrayList<>();
    for (ChartKind kind : ChartKind.values()) {
      charts.add(new Chart("Chart " + word(kind), kind, Optional.empty()));
    }
    return with(blueprint, metrics, alerts, charts);
  }

  static Blueprint with(
      Blueprint blueprint, List<LogMetric> metrics, List<Alert> alerts, List<Chart> charts) {
    return new Blueprint(
        blueprint.version(),
        blueprint.project(),
        blueprint.environments(),
        blueprint.workloads(),
        blueprint.datastores(),
        blueprint.secrets(),
        blueprint.edge(),
        blueprint.network(),
        blueprint.objectives(),
        blueprint.delivery(),
        new Observability("ops@example.com", 90, 400, metrics, alerts, charts),
        blueprint.recovery(),
        blueprint.budget(),
        blueprint.compliance(),
        blueprint.controls(),
        blueprint.decisions(),
        blueprint.questions());
  }

  static Alert alert(Signal signal) {
    Element target =
        switch (signal) {
          case UPTIME,
              ERROR_RATE,
              LATENCY_P95,
              LATENCY_P99,
              BURN_RATE_FAST,
              BURN_RATE_SLOW,
              INSTANCE_CEILING,
              LOG_COUNT ->
              Element.workload("api");
          case JOB_FAILURES -> Element.workload("cleanup");
          case DATABASE_UNREACHABLE,
              DATABASE_CPU,
              DATABASE_MEMORY,
              DATABASE_DISK,
              DATABASE_CONNECTIONS ->
              Element.datastore("main");
          case CACHE_MEMORY -> Element.datastore("sessions");
          case QUEUE_AGE, DEAD_LETTERS -> Element.datastore("events");
          case DAILY_COST -> Element.of(Element.Kind.BUDGET);
        };
    return new Alert(
        word(signal).replace('_', '-'),
        "Something about " + word(signal),
        signal.ordinal() % 2 == 0 ? Severity.CRITICAL : Severity.WARNING,
        signal,
        target,
        signal == Signal.LOG_COUNT ? Optional.of("api_rate_limit_hits") : Optional.empty(),
        threshold(signal),
        unit(signal),
        Duration.ofMinutes(5),
        "What it means for users.");
  }

  private static BigDecimal threshold(Signal signal) {
    return switch (signal) {
      case UPTIME, DATABASE_UNREACHABLE, JOB_FAILURES, DEAD_LETTERS -> BigDecimal.ONE;
      case ERROR_RATE, LATENCY_P99, LOG_COUNT -> BigDecimal.TEN;
      case LATENCY_P95 -> BigDecimal.valueOf(5);
      case BURN_RATE_FAST -> BigDecimal.TWO;
      case BURN_RATE_SLOW -> BigDecimal.valueOf(5);
      case INSTANCE_CEILING,
          DATABASE_CPU,
          DATABASE_MEMORY,
          DATABASE_DISK,
          DATABASE_CONNECTIONS,
          CACHE_MEMORY ->
          BigDecimal.valueOf(80);
      case QUEUE_AGE -> BigDecimal.valueOf(300);
      case DAILY_COST -> BigDecimal.valueOf(50);
    };
  }

  private static String unit(Signal signal) {
    return switch (signal) {
      case UPTIME, DATABASE_UNREACHABLE, JOB_FAILURES, DEAD_LETTERS -> "";
      case ERROR_RATE,
          BURN_RATE_FAST,
          BURN_RATE_SLOW,
          INSTANCE_CEILING,
          DATABASE_CPU,
          DATABASE_MEMORY,
          DATABASE_DISK,
          DATABASE_CONNECTIONS,
          CACHE_MEMORY ->
          "%";
      case LATENCY_P95, LATENCY_P99, QUEUE_AGE -> "s";
      case LOG_COUNT -> "per minute";
      case DAILY_COST -> "USD";
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
