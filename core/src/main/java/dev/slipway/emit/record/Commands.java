package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.gcp.GcpNames;
import java.util.List;

/** Commands with the real names of one environment on Google Cloud. */
final class Commands {

  private final Blueprint blueprint;
  private final Environment environment;

  Commands(Blueprint blueprint, Environment environment) {
    this.blueprint = blueprint;
    this.environment = environment;
  }

  Blueprint blueprint() {
    return blueprint;
  }

  String project() {
    return Shell.word(environment.accountId());
  }

  String region() {
    return Shell.word(blueprint.project().primaryRegion());
  }

  /** A gcloud command in this environment's project. */
  String gcloud(String arguments) {
    return "gcloud " + arguments + " \\\n  --project=" + project();
  }

  /** The same for what lives in a region. */
  String regional(String arguments) {
    return "gcloud " + arguments + " \\\n  --region=" + region() + " --project=" + project();
  }

  /** The same in each region of this environment; one command a region. */
  String everywhere(String arguments) {
    List<String> regions =
        environment.equals(blueprint.production())
            ? blueprint.project().regions()
            : List.of(blueprint.project().primaryRegion());
    return String.join(
        "\n",
        regions.stream()
            .map(r ->
                "gcloud "
                    + arguments
                    + " \\\n  --region="
                    + Shell.word(r)
                    + " --project="
                    + project())
            .toList());
  }

  String service(String workload) {
    return GcpNames.service(blueprint, workload);
  }

  String instance(String datastore) {
    return GcpNames.instance(blueprint, datastore);
  }

  String resource(String part) {
    return GcpNames.resource(blueprint, part);
  }

  /** Finds a workload's log entries. */
  String logFilter(Workload workload) {
    String name = "=\"" + service(workload.name()) + "\"";
    return switch (workload.kind()) {
      case SERVICE, FUNCTION, STATIC_SITE ->
          "resource.type=\"cloud_run_revision\" AND resource.labels.service_name" + name;
      case WORKER ->
          "resource.type=\"cloud_run_worker_pool\" AND resource.labels.worker_pool_name" + name;
      case JOB, SCHEDULED_JOB ->
          "resource.type=\"cloud_run_job\" AND resource.labels.job_name" + name;
    };
  }

  /** The newest entries that a filter finds. */
  String logs(String filter, String freshness) {
    return gcloud(
        "logging read '"
            + filter
            + "' \\\n  --freshness="
            + freshness
            + " --limit=30 --format='value(timestamp,severity,textPayload,jsonPayload.message)'");
  }

  /** Asks Cloud Monitoring for a figure, in PromQL. */
  String metric(String query) {
    return "curl -sG -H \"Authorization: Bearer $(gcloud auth print-access-token)\" \\\n"
        + "  --data-urlencode 'query="
        + query.replace("'", "")
        + "' \\\n"
        + "  https://monitoring.googleapis.com/v1/projects/"
        + project()
        + "/location/global/prometheus/api/v1/query";
  }

  String console(String page) {
    return "https://console.cloud.google.com/" + page + "?project=" + project();
  }

  /** {@code project:region:instance}, as the Cloud SQL Auth Proxy takes it. */
  String connectionName(String datastore) {
    return project() + ":" + region() + ":" + instance(datastore);
  }
}
