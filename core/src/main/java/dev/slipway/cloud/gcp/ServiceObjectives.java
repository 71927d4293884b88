package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.number;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.Signal;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Trait;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * The promises about availability and latency, as Cloud Monitoring keeps account of them over 30
 * days.
 */
final class ServiceObjectives {

  private static final int DAYS = 30;

  private ServiceObjectives() {}

  static ResourceAddress service(String workload) {
    return ResourceAddress.managed(
        "google_monitoring_custom_service", ResourceAddress.id(workload));
  }

  static ResourceAddress availability(String workload) {
    return ResourceAddress.managed(
        "google_monitoring_slo", ResourceAddress.id(workload) + "_availability");
  }

  /** The workloads that answer users, and those whose error budget an alert watches. */
  static List<Workload> measured(Blueprint blueprint) {
    if (Requirement.kubernetes(blueprint)) {
      return List.of();
    }
    List<String> burning =
        blueprint.observability().alerts().stream()
            .filter(a -> a.signal() == Signal.BURN_RATE_FAST || a.signal() == Signal.BURN_RATE_SLOW)
            .map(Alert::target)
            .map(Element::name)
            .toList();
    return blueprint.workloads().stream()
        .filter(ServiceObjectives::answersRequests)
        .filter(w -> w.exposure() == Workload.Exposure.PUBLIC || burning.contains(w.name()))
        .toList();
  }

  private static boolean answersRequests(Workload workload) {
    return switch (workload.kind()) {
      case SERVICE, FUNCTION, STATIC_SITE -> true;
      case WORKER, JOB, SCHEDULED_JOB -> false;
    };
  }

  static void add(Blueprint blueprint, StackPart.Builder part) {
    for (Workload workload : measured(blueprint)) {
      Provenance why = Provenance.of(workload.element(), "observability.slo");
      part.resource(
          MonitoringPass.FILE,
          service(workload.name()),
          "",
          Body.builder()
              .set("service_id", GcpNames.service(blueprint, workload.name()))
              .set("display_name", blueprint.project().name() + ": " + workload.name()),
          why);
      availability(blueprint, workload, part);
      latency(blueprint, workload, 95, blueprint.objectives().latencyP95(), part);
      latency(blueprint, workload, 99, blueprint.objectives().latencyP99(), part);
    }
  }

  private static void availability(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    BigDecimal percent = blueprint.objectives().availability();
    String total = RunMetrics.metricFilter(blueprint, workload, "request_count");
    part.resource(
        MonitoringPass.FILE,
        availability(workload.name()),
        "An answer is good unless it is a server error: what a client did wrong does not spend the"
            + " budget.",
        objective(
                workload,
                "availability",
                percent,
                percent.toPlainString() + " % of the requests are answered")
            .block(
                "request_based_sli",
                Body.builder()
                    .block(
                        "good_total_ratio",
                        Body.builder()
                            .set(
                                "good_service_filter",
                                total + " AND metric.labels.response_code_class!=\"5xx\"")
                            .set("total_service_filter", total))),
        Provenance.of(workload.element(), "observability.slo", "objectives.availability"));
  }

  private static void latency(
      Blueprint blueprint, Workload workload, int percent, Duration limit, StackPart.Builder part) {
    part.resource(
        MonitoringPass.FILE,
        ResourceAddress.managed(
            "google_monitoring_slo", ResourceAddress.id(workload.name()) + "_latency_p" + percent),
        workload.has(Trait.STREAMING) ? "A streamed answer counts until its last byte." : "",
        objective(
                workload,
                "latency-p" + percent,
                BigDecimal.valueOf(percent),
                percent + " % of the requests take less than " + limit.toMillis() + " ms")
            .block(
                "request_based_sli",
                Body.builder()
                    .block(
                        "distribution_cut",
                        Body.builder()
                            .set(
                                "distribution_filter",
                                RunMetrics.metricFilter(blueprint, workload, "request_latencies"))
                            .block("range", Body.builder().set("max", limit.toMillis())))),
        Provenance.of(workload.element(), "observability.slo", "objectives.latency"));
  }

  private static Body.Builder objective(
      Workload workload, String id, BigDecimal percent, String title) {
    return Body.builder()
        .set("service", service(workload.name()).reference().dot("service_id"))
        .set("slo_id", id)
        .set("display_name", title)
        .set("goal", number(percent.movePointLeft(2)))
        .set("rolling_period_days", DAYS);
  }
}
