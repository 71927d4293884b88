package dev.slipway.cloud.gcp;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.gcp.PromQl.Series;

/**
 * What Cloud Run measures of a workload, and what its log entries are found by. In a cluster only
 * the log entries are there: requests are counted by whatever gateway the cluster has.
 */
final class RunMetrics {

  private RunMetrics() {}

  /** The monitored resource that a workload reports as. */
  static String resource(Blueprint blueprint, Workload workload) {
    if (Requirement.kubernetes(blueprint)) {
      return "k8s_container";
    }
    return switch (workload.kind()) {
      case SERVICE, FUNCTION, STATIC_SITE -> "cloud_run_revision";
      case WORKER -> "cloud_run_worker_pool";
      case JOB, SCHEDULED_JOB -> "cloud_run_job";
    };
  }

  /** The resource label that bears its name. */
  static String label(Blueprint blueprint, Workload workload) {
    if (Requirement.kubernetes(blueprint)) {
      return "container_name";
    }
    return switch (workload.kind()) {
      case SERVICE, FUNCTION, STATIC_SITE -> "service_name";
      case WORKER -> "worker_pool_name";
      case JOB, SCHEDULED_JOB -> "job_name";
    };
  }

  static Series series(Blueprint blueprint, Workload workload, String metric) {
    return Series.of("run.googleapis.com/" + metric, resource(blueprint, workload))
        .where(label(blueprint, workload), GcpNames.service(blueprint, workload.name()));
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

  /**
   * A filter in the language of Cloud Monitoring and Cloud Logging that finds only this workload.
   */
  static String filter(Blueprint blueprint, Workload workload) {
    return "resource.type=\""
        + resource(blueprint, workload)
        + "\" AND resource.labels."
        + label(blueprint, workload)
        + "=\""
        + GcpNames.service(blueprint, workload.name())
        + "\"";
  }

  static String metricFilter(Blueprint blueprint, Workload workload, String metric) {
    return filter(blueprint, workload) + " AND metric.type=\"run.googleapis.com/" + metric + "\"";
  }
}
