package dev.slipway.cloud.gcp;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.gcp.PromQl.Series;

/** What Cloud Run measures of a workload, and what its log entries are found by. */
final class RunMetrics {

  private RunMetrics() {}

  /** The monitored resource that a workload reports as. */
  static String resource(Workload workload) {
    return switch (workload.kind()) {
      case SERVICE, FUNCTION, STATIC_SITE -> "cloud_run_revision";
      case WORKER -> "cloud_run_worker_pool";
      case JOB, SCHEDULED_JOB -> "cloud_run_job";
    };
  }

  /** The resource label that bears its name. */
  static String label(Workload workload) {
    return switch (workload.kind()) {
      case SERVICE, FUNCTION, STATIC_SITE -> "service_name";
      case WORKER -> "worker_pool_name";
      case JOB, SCHEDULED_JOB -> "job_name";
    };
  }

  static Series series(Blueprint blueprint, Workload workload, String metric) {
    return Series.of("run.googleapis.com/" + metric, resource(workload))
        .where(label(workload), GcpNames.service(blueprint, workload.name()));
  }

  static Series requests(Blueprint blueprint, Workload workload) {
    return series(blueprint, workload, "request_count");
  }

  static Series failedRequests(Blueprint blueprint, Workload workload) {
    return requests(blueprint, workload).where("response_code_class", "5xx");
  }

  /** In milliseconds. */
  static Series latencies(Blueprint blueprint, Workload workload) {
    return series(blueprint, workload, "request_latencies");
  }

  /** A filter in the language of Cloud Monitoring and Cloud Logging that finds only this workload. */
  static String filter(Blueprint blueprint, Workload workload) {
    return "resource.type=\""
        + resource(workload)
        + "\" AND resource.labels."
        + label(workload)
        + "=\""
        + GcpNames.service(blueprint, workload.name())
        + "\"";
  }

  static String metricFilter(Blueprint blueprint, Workload workload, String metric) {
    return filter(blueprint, workload) + " AND metric.type=\"run.googleapis.com/" + metric + "\"";
  }
}
