package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ECS services on Fargate: services, workers, and static sites, which are web servers with the
 * files in their images: that way they are built, approved, deployed and rolled back like
 * everything else.
 */
final class ServicePass implements Pass {

  private static final String FILE = StackFiles.MAIN;

  @Override
  public String name() {
    return "services";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Place place : Place.of(blueprint)) {
      for (Workload workload : Runtime.tasks(blueprint, place)) {
        if (Runtime.stays(workload)) {
          new TaskDefinitions(blueprint, workload, place).add(part);
          if (Runtime.named(blueprint, workload)) {
            registration(workload, place, part);
          }
          service(blueprint, workload, place, part);
        }
      }
    }
    return part.build();
  }

  static Provenance why(Workload workload, String aspect) {
    String base = "workload." + workload.name() + ".";
    return Provenance.of(
        workload.element(),
        base + aspect,
        base + "resources",
        base + "scaling",
        base + "exposure",
        "platform");
  }

  /**
   * Tasks that are always there. A service cannot start with the first request, so one at least.
   */
  static Reference min(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    return new EnvironmentInputs(blueprint, part, why(workload, "scaling"))
        .number(
            ResourceAddress.id(workload.name()) + "_min_tasks",
            "Tasks of "
                + workload.name()
                + " that are always there. ECS does not start one for a request, so one at least.",
            1,
            1000,
            e -> Math.max(1, workload.scaling(e.name()).min()));
  }

  static Reference max(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    return new EnvironmentInputs(blueprint, part, why(workload, "scaling"))
        .number(
            ResourceAddress.id(workload.name()) + "_max_tasks",
            "Tasks of " + workload.name() + " at most, which also bounds its cost.",
            1,
            1000,
            e -> Math.max(1, workload.scaling(e.name()).max()));
  }

  private static ResourceAddress registered(Workload workload) {
    return ResourceAddress.managed(
        "aws_service_discovery_service", ResourceAddress.id(workload.name()));
  }

  private static void registration(Workload workload, Place place, StackPart.Builder part) {
    part.resource(
        StackFiles.NETWORK,
        place.at(registered(workload)),
        "",
        place.meta(),
        Body.builder()
            .set("name", workload.name())
            .block(
                "dns_config",
                Body.builder()
                    .set("namespace_id", place.ref(ClusterPass.NAMES).dot("id"))
                    .set("routing_policy", "MULTIVALUE")
                    .block("dns_records", Body.builder().set("type", "A").set("ttl", 10))),
        why(workload, "exposure"));
  }

  private static void service(
      Blueprint blueprint, Workload workload, Place place, StackPart.Builder part) {
    boolean blueGreen = Runtime.blueGreen(blueprint, workload);
    Body.Builder body =
        Body.builder()
            .set("name", AwsNames.resource(blueprint, workload.name()))
            .set("cluster", place.ref(AwsAddresses.CLUSTER).dot("arn"))
            .set(
                "task_definition",
                place.ref(AwsAddresses.taskDefinition(workload.name())).dot("arn"))
            .set("desired_count", min(blueprint, workload, part))
            .set("launch_type", "FARGATE")
            .set("propagate_tags", "SERVICE")
            .set("enable_ecs_managed_tags", true);
    if (!blueGreen) {
      body.set("availability_zone_rebalancing", "ENABLED");
      rolling(body);
    } else {
      body.block("deployment_controller", Body.builder().set("type", "CODE_DEPLOY"));
    }
    network(blueprint, workload, place, body);
    if (Doors.routed(blueprint, workload)) {
      body.set("health_check_grace_period_seconds", 60);
      target(blueprint, workload, place, body);
    }
    if (Runtime.named(blueprint, workload)) {
      body.block(
          "service_registries",
          Body.builder().set("registry_arn", place.ref(registered(workload)).dot("arn")));
    }
    part.resource(
        FILE,
        place.at(AwsAddresses.service(workload.name())),
        workload.description(),
        place.meta(meta(blueprint, workload, place)),
        body,
        why(workload, "kind"));
  }

  private static void rolling(Body.Builder body) {
    body.set("deployment_minimum_healthy_percent", 100)
        .set("deployment_maximum_percent", 200)
        .block(
            "deployment_circuit_breaker", Body.builder().set("enable", true).set("rollback", true));
  }

  private static void target(
      Blueprint blueprint, Workload workload, Place place, Body.Builder service) {
    Body.Builder target = target(workload, place);
    if (!workload.has(Trait.GRPC)) {
      service.block("load_balancer", target);
      return;
    }
    Body content =
        Body.builder()
            .set("for_each", when(EdgePass.named(blueprint), list(text("certificate")), list()))
            .block("content", target)
            .build();
    service.add(
        new Body.Block(
            "dynamic",
            List.of("load_balancer"),
            content,
            "Nothing leads to it before there is a certificate.",
            Optional.empty()));
  }

  private static Body.Builder target(Workload workload, Place place) {
    return Body.builder()
        .set("target_group_arn", place.ref(AwsAddresses.targetGroup(workload.name())).dot("arn"))
        .set("container_name", workload.name())
        .set("container_port", Runtime.port(workload));
  }

  static void network(Blueprint blueprint, Workload workload, Place place, Body.Builder body) {
    boolean addressed = Egress.of(blueprint) == Egress.PUBLIC_ADDRESS;
    Body.Builder network =
        Body.builder()
            .set("subnets", addressed ? Subnets.publicIds(place) : Subnets.privateIds(place))
            .set(
                "security_groups",
                list(place.ref(AwsAddresses.workloadGroup(workload.name())).dot("id")));
    if (addressed) {
      network.set(
          "assign_public_ip",
          bool(true),
          Checkov.skip(
              "CKV_AWS_333",
              "a way out for 4 USD a month where a NAT gateway costs 33; its security group lets"
                  + " nothing in from outside"));
    } else {
      network.set("assign_public_ip", false);
    }
    body.block("network_configuration", network);
  }

  private static Meta meta(Blueprint blueprint, Workload workload, Place place) {
    Meta meta =
        Meta.NONE.withLifecycle(
            Body.builder()
                .set(
                    "ignore_changes",
                    list(ignored(blueprint, workload)),
                    "The pipeline owns what runs, and the load decides how many.")
                .build());
    List<Reference> after =
        new ArrayList<>(
            List.of(
                ResourceAddress.managed(
                        "aws_iam_role_policy", AwsAddresses.executionRole(workload.name()).name())
                    .reference()));
    if (Doors.routed(blueprint, workload)) {
      after.add(place.each(BalancerPass.LISTENER));
      BalancerPass.rules(blueprint, workload).forEach(rule -> after.add(place.each(rule)));
    }
    return meta.withDependsOn(after);
  }

  private static List<Expression> ignored(Blueprint blueprint, Workload workload) {
    return Runtime.blueGreen(blueprint, workload)
        ? List.of(ref("task_definition"), ref("desired_count"), ref("load_balancer"))
        : List.of(ref("task_definition"), ref("desired_count"));
  }
}
