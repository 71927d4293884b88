package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.DeliveryStrategy;
import java.util.ArrayList;
import java.util.List;

/**
 * CodeDeploy: brings a new version beside the old one, moves the traffic over, and back when the
 * new one fails.
 */
final class DeploymentPass implements Pass {

  private static final ResourceAddress APPLICATION =
      ResourceAddress.managed("aws_codedeploy_app", "main");
  private static final ResourceAddress CANARY =
      ResourceAddress.managed("aws_codedeploy_deployment_config", "canary");
  private static final ResourceAddress ROLE = ResourceAddress.managed("aws_iam_role", "codedeploy");
  private static final ResourceAddress TRUST = Policies.document("codedeploy_trust");
  private static final String FILE = StackFiles.MAIN;
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.DELIVERY), "delivery.strategy");

  /** How long the first share of the traffic tries the new version. */
  private static final int CANARY_MINUTES = 5;

  /** How long the old version stays, so that going back takes seconds. */
  private static final int KEPT_MINUTES = 10;

  @Override
  public String name() {
    return "deployments";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    List<Workload> swapped =
        Runtime.tasks(blueprint).stream().filter(w -> Runtime.blueGreen(blueprint, w)).toList();
    if (swapped.isEmpty()) {
      return part.build();
    }
    role(blueprint, swapped, part);
    for (Place place : Place.of(blueprint)) {
      application(blueprint, place, part);
      swapped.forEach(workload -> group(blueprint, workload, place, part));
    }
    return part.build();
  }

  private static boolean canary(Blueprint blueprint) {
    return blueprint.delivery().strategy() == DeliveryStrategy.CANARY
        && !blueprint.delivery().canaryPercents().isEmpty();
  }

  private static void application(Blueprint blueprint, Place place, StackPart.Builder part) {
    part.resource(
        FILE,
        place.at(APPLICATION),
        "",
        place.meta(),
        Body.builder().set("name", blueprint.project().slug()).set("compute_platform", "ECS"),
        WHY);
    if (!canary(blueprint)) {
      return;
    }
    int percent = Math.clamp(blueprint.delivery().canaryPercents().getFirst(), 1, 99);
    part.resource(
        FILE,
        place.at(CANARY),
        "CodeDeploy knows one step before all of the traffic, not several.",
        place.meta(),
        Body.builder()
            .set("deployment_config_name", AwsNames.resource(blueprint, "canary"))
            .set("compute_platform", "ECS")
            .block(
                "traffic_routing_config",
                Body.builder()
                    .set("type", "TimeBasedCanary")
                    .block(
                        "time_based_canary",
                        Body.builder().set("interval", CANARY_MINUTES).set("percentage", percent))),
        WHY);
  }

  private static void role(Blueprint blueprint, List<Workload> swapped, StackPart.Builder part) {
    Policies.trust(part, FILE, TRUST, "codedeploy.amazonaws.com", WHY);
    part.resource(
        FILE,
        ROLE,
        "",
        Body.builder()
            .set("name", AwsNames.role(blueprint, "codedeploy"))
            .set("description", "What CodeDeploy may do to bring new versions.")
            .set("assume_role_policy", Policies.json(TRUST)),
        WHY);
    ResourceAddress rights = Policies.document("codedeploy");
    Policies.add(part, FILE, rights, statements(blueprint, swapped), WHY);
    part.resource(
        FILE,
        ResourceAddress.managed("aws_iam_role_policy", "codedeploy"),
        "",
        Body.builder()
            .set("name", "rights")
            .set("role", ROLE.reference().dot("id"))
            .set("policy", Policies.json(rights)),
        WHY);
  }

  private static List<PolicyStatement> statements(Blueprint blueprint, List<Workload> swapped) {
    List<Expression> services = new ArrayList<>();
    List<Expression> roles = new ArrayList<>();
    for (Workload workload : swapped) {
      String name =
          blueprint.project().slug() + "/" + AwsNames.resource(blueprint, workload.name());
      services.add(Policies.arn("ecs", "service/" + name));
      services.add(Policies.arn("ecs", "task-set/" + name + "/*"));
      roles.add(AwsAddresses.taskRole(workload.name()).reference().dot("arn"));
      roles.add(AwsAddresses.executionRole(workload.name()).reference().dot("arn"));
    }
    String balancer = AwsNames.loadBalancer(blueprint, "edge");
    return List.of(
        PolicyStatement.of(
            "ReplaceTasks",
            List.of(
                "ecs:CreateTaskSet",
                "ecs:DeleteTaskSet",
                "ecs:DescribeServices",
                "ecs:UpdateServicePrimaryTaskSet"),
            services,
            WHY),
        PolicyStatement.of(
                "LookAtLoadBalancers",
                List.of(
                    "elasticloadbalancing:DescribeListeners",
                    "elasticloadbalancing:DescribeRules",
                    "elasticloadbalancing:DescribeTargetGroups"),
                List.of(text("*")),
                WHY)
            .commented(Checkov.skip("CKV_AWS_356", "these actions know no resources")),
        PolicyStatement.of(
            "MoveTraffic",
            List.of("elasticloadbalancing:ModifyListener", "elasticloadbalancing:ModifyRule"),
            List.of(
                Policies.arn("elasticloadbalancing", "listener/app/" + balancer + "/*"),
                Policies.arn("elasticloadbalancing", "listener-rule/app/" + balancer + "/*")),
            WHY),
        PolicyStatement.of(
            "LookAtAlarms",
            List.of("cloudwatch:DescribeAlarms"),
            List.of(Policies.arn("cloudwatch", "alarm:*")),
            WHY),
        PolicyStatement.of("HandOnRoles", List.of("iam:PassRole"), roles, WHY)
            .when("StringEquals", "iam:PassedToService", text("ecs-tasks.amazonaws.com")));
  }

  private static void group(
      Blueprint blueprint, Workload workload, Place place, StackPart.Builder part) {
    Body.Builder body =
        Body.builder()
            .set("app_name", place.ref(APPLICATION).dot("name"))
            .set("deployment_group_name", AwsNames.resource(blueprint, workload.name()))
            .set("service_role_arn", ROLE.reference().dot("arn"))
            .set(
                "deployment_config_name",
                canary(blueprint)
                    ? place.ref(CANARY).dot("deployment_config_name")
                    : text("CodeDeployDefault.ECSAllAtOnce"))
            .block(
                "deployment_style",
                Body.builder()
                    .set("deployment_type", "BLUE_GREEN")
                    .set("deployment_option", "WITH_TRAFFIC_CONTROL"))
            .block(
                "ecs_service",
                Body.builder()
                    .set("cluster_name", place.ref(AwsAddresses.CLUSTER).dot("name"))
                    .set(
                        "service_name",
                        place.ref(AwsAddresses.service(workload.name())).dot("name")))
            .block("blue_green_deployment_config", swap())
            .block("load_balancer_info", balancer(blueprint, workload, place));
    rollback(blueprint, workload, body);
    part.resource(
        FILE,
        place.at(
            ResourceAddress.managed(
                "aws_codedeploy_deployment_group", ResourceAddress.id(workload.name()))),
        "",
        place.meta(
            Meta.NONE.withDependsOn(
                List.of(ResourceAddress.managed("aws_iam_role_policy", "codedeploy").reference()))),
        body,
        Provenance.of(workload.element(), "delivery.strategy"));
  }

  private static Body.Builder swap() {
    return Body.builder()
        .block(
            "deployment_ready_option",
            Body.builder().set("action_on_timeout", "CONTINUE_DEPLOYMENT"))
        .block(
            "terminate_blue_instances_on_deployment_success",
            Body.builder()
                .set("action", "TERMINATE")
                .set("termination_wait_time_in_minutes", KEPT_MINUTES));
  }

  private static Body.Builder balancer(Blueprint blueprint, Workload workload, Place place) {
    Body.Builder pair =
        Body.builder()
            .block(
                "prod_traffic_route",
                Body.builder()
                    .set("listener_arns", list(place.ref(BalancerPass.LISTENER).dot("arn"))));
    for (ResourceAddress group : TargetGroups.of(blueprint, workload)) {
      pair.block("target_group", Body.builder().set("name", place.ref(group).dot("name")));
    }
    return Body.builder().block("target_group_pair_info", pair);
  }

  private static void rollback(Blueprint blueprint, Workload workload, Body.Builder body) {
    List<Expression> alarms =
        RollbackAlarms.of(blueprint, workload).stream()
            .map(alarm -> (Expression) alarm.reference().dot("alarm_name"))
            .toList();
    body.block(
        "auto_rollback_configuration",
        Body.builder()
            .set("enabled", true)
            .set(
                "events",
                texts(
                    alarms.isEmpty()
                        ? List.of("DEPLOYMENT_FAILURE")
                        : List.of("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"))));
    if (!alarms.isEmpty()) {
      body.block(
          "alarm_configuration",
          Body.builder().set("enabled", bool(true)).set("alarms", list(alarms)));
    }
  }
}
