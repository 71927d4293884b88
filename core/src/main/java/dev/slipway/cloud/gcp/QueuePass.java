package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.ResourceAddress;

/** Cloud Tasks queues that call a workload as an identity of their own. */
final class QueuePass implements Pass {

  private static final String FILE = StackFiles.MESSAGING;

  @Override
  public String name() {
    return "queues";
  }

  /** The service account that a queue's calls are made as. */
  static ResourceAddress caller(Datastore.TaskQueue queue) {
    return ResourceAddress.managed(
        "google_service_account", ResourceAddress.id(queue.name()) + "_caller");
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Datastore.TaskQueue queue : blueprint.datastores(Datastore.TaskQueue.class)) {
      part.service("cloudtasks.googleapis.com");
      Provenance why = Provenance.of(queue.element(), "queue." + queue.name());
      part.resource(
          FILE,
          caller(queue),
          "",
          Body.builder()
              .set("account_id", GcpNames.account(blueprint, queue.name() + "-tasks"))
              .set("display_name", blueprint.project().slug() + " " + queue.name() + " tasks"),
          why);
      part.resource(FILE, GcpAddresses.taskQueue(queue.name()), "", queue(blueprint, queue), why);
      blueprint
          .workload(queue.target())
          .ifPresent(target -> allow(blueprint, part, queue, target, why));
    }
    return part.build();
  }

  private static Body.Builder queue(Blueprint blueprint, Datastore.TaskQueue queue) {
    return Body.builder()
        .set("name", GcpNames.resource(blueprint, queue.name()))
        .set("location", var("region"))
        .block(
            "http_target",
            Body.builder()
                .block(
                    "uri_override",
                    Body.builder()
                        .set("scheme", "HTTPS")
                        .set("host", Invocation.host(blueprint, queue.target(), var("region")))
                        .set("uri_override_enforce_mode", "ALWAYS"),
                    "Tasks choose the path; where it leads and as whom is settled here.")
                .block(
                    "oidc_token",
                    Body.builder()
                        .set("service_account_email", caller(queue).reference().dot("email"))
                        .set("audience", Invocation.url(blueprint, queue.target(), var("region")))))
        .block(
            "rate_limits",
            Body.builder()
                .set("max_dispatches_per_second", queue.maxPerSecond())
                .set("max_concurrent_dispatches", queue.maxConcurrent()))
        .block(
            "retry_config",
            Body.builder()
                .set("max_attempts", queue.maxAttempts())
                .set("min_backoff", "1s")
                .set("max_backoff", "300s")
                .set("max_doublings", 8))
        .block("stackdriver_logging_config", Body.builder().set("sampling_ratio", 1));
  }

  private static void allow(
      Blueprint blueprint,
      StackPart.Builder part,
      Datastore.TaskQueue queue,
      Workload target,
      Provenance why) {
    if (!Requirement.kubernetes(blueprint) && target.exposure() != Workload.Exposure.PUBLIC) {
      Invocation.allow(
          blueprint,
          part,
          FILE,
          ResourceAddress.id(queue.name()) + "_tasks",
          target,
          false,
          caller(queue).reference().dot("member"),
          why);
    }
  }
}
