package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.template;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.ResourceAddress;
import java.util.Optional;

/** How many tasks a service has: by its processor and memory, a worker's by its queue too. */
final class ScalingPass implements Pass {

  private static final String FILE = StackFiles.MAIN;

  /** Room for what comes while the next tasks start. */
  private static final int CPU_PERCENT = 60;

  private static final int MEMORY_PERCENT = 75;

  /** Messages that wait for each task before there is one more. */
  private static final int BACKLOG = 10;

  /** Load goes for good more slowly than it comes. */
  private static final int SCALE_IN_SECONDS = 300;

  private static final int SCALE_OUT_SECONDS = 60;

  @Override
  public String name() {
    return "scaling";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Place place : Place.of(blueprint)) {
      for (Workload workload : Runtime.tasks(blueprint, place)) {
        if (Runtime.stays(workload)) {
          target(blueprint, workload, place, part);
          usage(workload, place, "cpu", "ECSServiceAverageCPUUtilization", CPU_PERCENT, part);
          usage(
              workload,
              place,
              "memory",
              "ECSServiceAverageMemoryUtilization",
              MEMORY_PERCENT,
              part);
          // Queues are in the first region, and metrics are where their queue is.
          if (place == Place.PRIMARY) {
            queue(blueprint, workload).ifPresent(queue -> backlog(workload, queue, place, part));
          }
        }
      }
    }
    return part.build();
  }

  private static Provenance why(Workload workload) {
    return Provenance.of(workload.element(), "workload." + workload.name() + ".scaling");
  }

  private static ResourceAddress target(Workload workload) {
    return ResourceAddress.managed(
        "aws_appautoscaling_target", ResourceAddress.id(workload.name()));
  }

  private static void target(
      Blueprint blueprint, Workload workload, Place place, StackPart.Builder part) {
    part.resource(
        FILE,
        place.at(target(workload)),
        "",
        place.meta(),
        Body.builder()
            .set("service_namespace", "ecs")
            .set("scalable_dimension", "ecs:service:DesiredCount")
            .set(
                "resource_id",
                template(
                    "service/",
                    place.ref(AwsAddresses.CLUSTER).dot("name"),
                    "/",
                    place.ref(AwsAddresses.service(workload.name())).dot("name")))
            .set("min_capacity", ServicePass.min(blueprint, workload, part))
            .set("max_capacity", ServicePass.max(blueprint, workload, part)),
        why(workload));
  }

  private static void usage(
      Workload workload,
      Place place,
      String name,
      String metric,
      int percent,
      StackPart.Builder part) {
    policy(
        workload,
        place,
        name,
        tracking(percent)
            .block(
                "predefined_metric_specification",
                Body.builder().set("predefined_metric_type", metric)),
        part);
  }

  private static Body.Builder tracking(int value) {
    return Body.builder()
        .set("target_value", value)
        .set("scale_in_cooldown", SCALE_IN_SECONDS)
        .set("scale_out_cooldown", SCALE_OUT_SECONDS);
  }

  private static void policy(
      Workload workload, Place place, String name, Body.Builder tracking, StackPart.Builder part) {
    Reference target = place.ref(target(workload));
    part.resource(
        FILE,
        place.at(
            ResourceAddress.managed(
                "aws_appautoscaling_policy", ResourceAddress.id(workload.name()) + "_" + name)),
        "",
        place.meta(),
        Body.builder()
            .set("name", name)
            .set("policy_type", "TargetTrackingScaling")
            .set("service_namespace", target.dot("service_namespace"))
            .set("scalable_dimension", target.dot("scalable_dimension"))
            .set("resource_id", target.dot("resource_id"))
            .block("target_tracking_scaling_policy_configuration", tracking),
        why(workload));
  }

  /** The queue that a worker empties. */
  static Optional<ResourceAddress> queue(Blueprint blueprint, Workload workload) {
    if (workload.kind() != WorkloadKind.WORKER) {
      return Optional.empty();
    }
    Optional<ResourceAddress> subscribed =
        blueprint.datastores(Datastore.Topic.class).stream()
            .flatMap(t -> t.subscriptions().stream())
            .filter(s -> s.workload().equals(workload.name()))
            .map(s -> AwsAddresses.subscription(s.name()))
            .findFirst();
    return subscribed.or(() ->
        blueprint.datastores(Datastore.TaskQueue.class).stream()
            .filter(q -> q.target().equals(workload.name()) || reads(workload, q))
            .map(q -> AwsAddresses.taskQueue(q.name()))
            .findFirst());
  }

  private static boolean reads(Workload workload, Datastore.TaskQueue queue) {
    return workload.connections().stream()
        .anyMatch(c -> c.to().equals(queue.element()) && c.access() == Connection.Access.SUBSCRIBE);
  }

  private static void backlog(
      Workload workload, ResourceAddress queue, Place place, StackPart.Builder part) {
    Body.Builder metrics =
        Body.builder()
            .block(
                "metrics",
                metric("waiting")
                    .block(
                        "metric_stat",
                        stat(
                            "AWS/SQS",
                            "ApproximateNumberOfMessagesVisible",
                            "Sum",
                            dimension("QueueName", place.ref(queue).dot("name")))))
            .block(
                "metrics",
                metric("tasks")
                    .block(
                        "metric_stat",
                        stat(
                            "ECS/ContainerInsights",
                            "RunningTaskCount",
                            "Average",
                            dimension("ClusterName", place.ref(AwsAddresses.CLUSTER).dot("name")),
                            dimension(
                                "ServiceName",
                                place.ref(AwsAddresses.service(workload.name())).dot("name")))))
            .block(
                "metrics",
                Body.builder()
                    .set("id", "backlog")
                    .set("label", "Messages that wait for each task")
                    .set("expression", "waiting / IF(tasks > 0, tasks, 1)")
                    .set("return_data", true));
    policy(
        workload,
        place,
        "backlog",
        tracking(BACKLOG).block("customized_metric_specification", metrics),
        part);
  }

  private static Body.Builder metric(String id) {
    return Body.builder().set("id", id).set("return_data", false);
  }

  private static Body.Builder stat(
      String namespace, String name, String statistic, Body.Builder... dimensions) {
    Body.Builder metric = Body.builder().set("namespace", namespace).set("metric_name", name);
    for (Body.Builder dimension : dimensions) {
      metric.block("dimensions", dimension);
    }
    return Body.builder().set("stat", statistic).block("metric", metric);
  }

  private static Body.Builder dimension(String name, Expression value) {
    return Body.builder().set("name", name).set("value", value);
  }
}
