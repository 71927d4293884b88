package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Trait;
import java.util.List;

/** What the load balancer leads to: one group a workload, two where CodeDeploy swaps them. */
final class TargetGroups {

  private static final int LONGEST_DRAIN_SECONDS = 3600;
  private static final int SHORTEST_DRAIN_SECONDS = 30;

  private TargetGroups() {}

  /** The group that the new version is put into, beside the one in use. */
  static ResourceAddress green(Workload workload) {
    return ResourceAddress.managed(
        "aws_lb_target_group", ResourceAddress.id(workload.name()) + "_green");
  }

  /** The groups of a workload, the one that Terraform points the listener to first. */
  static List<ResourceAddress> of(Blueprint blueprint, Workload workload) {
    ResourceAddress first = AwsAddresses.targetGroup(workload.name());
    return Runtime.blueGreen(blueprint, workload)
        ? List.of(first, green(workload))
        : List.of(first);
  }

  static void add(Blueprint blueprint, Workload workload, Place place, StackPart.Builder part) {
    Provenance why =
        Provenance.of(
            workload.element(), "edge.entry", "workload." + workload.name() + ".exposure");
    for (ResourceAddress group : of(blueprint, workload)) {
      boolean green = group.equals(green(workload));
      String name = green ? workload.name() + "-green" : workload.name();
      part.resource(
          StackFiles.EDGE,
          place.at(group),
          "",
          place.meta(),
          Runtime.function(workload)
              ? function(blueprint, name)
              : service(blueprint, workload, name, place),
          why);
    }
    if (Runtime.function(workload)) {
      calls(workload, place, part, why);
    }
  }

  private static void calls(
      Workload function, Place place, StackPart.Builder part, Provenance why) {
    ResourceAddress group = AwsAddresses.targetGroup(function.name());
    ResourceAddress permission =
        ResourceAddress.managed(
            "aws_lambda_permission", ResourceAddress.id(function.name()) + "_edge");
    Expression target = place.ref(AwsAddresses.function(function.name())).dot("arn");
    part.resource(
        StackFiles.EDGE,
        place.at(permission),
        "",
        place.meta(),
        Body.builder()
            .set("statement_id", "edge")
            .set("action", "lambda:InvokeFunction")
            .set("function_name", target)
            .set("principal", "elasticloadbalancing.amazonaws.com")
            .set("source_arn", place.ref(group).dot("arn")),
        why);
    part.resource(
        StackFiles.EDGE,
        place.at(ResourceAddress.managed("aws_lb_target_group_attachment", group.name())),
        "",
        place.meta(Meta.NONE.withDependsOn(List.of(place.each(permission)))),
        Body.builder()
            .set("target_group_arn", place.ref(group).dot("arn"))
            .set("target_id", target),
        why);
  }

  private static Body.Builder function(Blueprint blueprint, String name) {
    return Body.builder()
        .set("name", AwsNames.loadBalancer(blueprint, name))
        .set("target_type", "lambda");
  }

  private static Body.Builder service(
      Blueprint blueprint, Workload workload, String name, Place place) {
    Body.Builder body =
        Body.builder()
            .set("name", AwsNames.loadBalancer(blueprint, name))
            .set("vpc_id", NetworkPass.vpc(place))
            .set("target_type", "ip")
            .set("port", Runtime.port(workload))
            .set(
                "protocol",
                new Expression.Text("HTTP"),
                "Inside the network; AWS encrypts what its machines send each other.\n"
                    + Checkov.skip("CKV_AWS_378", "TLS ends at the load balancer"))
            .set("protocol_version", workload.has(Trait.GRPC) ? "GRPC" : "HTTP1");
    if (!workload.has(Trait.GRPC)) {
      // Long requests pile up on one task when each gets the next in turn.
      body.set("load_balancing_algorithm_type", "least_outstanding_requests");
    }
    body.set("deregistration_delay", drainSeconds(workload));
    if (workload.has(Trait.WEBSOCKETS)) {
      body.block(
          "stickiness",
          Body.builder()
              .set("enabled", bool(true), "A reconnecting client finds the task that knows it.")
              .set("type", "lb_cookie")
              .set("cookie_duration", 86_400));
    }
    return body.block("health_check", health(workload));
  }

  /** How long requests under way may take to end before a task is stopped. */
  static int drainSeconds(Workload workload) {
    long longest =
        workload.has(Trait.STREAMING) || workload.has(Trait.WEBSOCKETS)
            ? LONGEST_DRAIN_SECONDS
            : TaskDefinitions.stopSeconds(workload);
    return (int)
        Math.clamp(workload.compute().timeout().toSeconds(), SHORTEST_DRAIN_SECONDS, longest);
  }

  private static Body.Builder health(Workload workload) {
    Body.Builder health = Body.builder();
    if (workload.has(Trait.GRPC)) {
      return health
          .set("path", "/grpc.health.v1.Health/Check")
          .set(
              "matcher",
              new Expression.Text("0-99"),
              "Any gRPC answer: a program without the health service says that it has none.")
          .set("interval", 15)
          .set("timeout", 5);
    }
    workload
        .health()
        .readiness()
        .or(() -> workload.health().liveness())
        .ifPresentOrElse(
            path -> health.set("path", path).set("matcher", "200-399"),
            () ->
                health
                    .set("path", "/")
                    .set(
                        "matcher",
                        new Expression.Text("200-499"),
                        "Nobody said where the program tells how it is, so any answer of its own"
                            + " counts."));
    return health
        .set("interval", 15)
        .set("timeout", 5)
        .set("healthy_threshold", 2)
        .set("unhealthy_threshold", 3);
  }
}
