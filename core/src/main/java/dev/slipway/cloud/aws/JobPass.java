package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Jobs: task definitions that the pipeline or a person starts, and the schedules that start the
 * others. They run in the primary region only: twice at once is once too often.
 */
final class JobPass implements Pass {

  private static final String FILE = StackFiles.MAIN;
  private static final ResourceAddress TRUST = Policies.document("scheduler_trust");

  @Override
  public String name() {
    return "jobs";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Workload workload : Runtime.tasks(blueprint)) {
      if (Runtime.runsToItsEnd(workload)) {
        new TaskDefinitions(blueprint, workload, Place.PRIMARY).add(part);
        network(blueprint, workload, part);
        workload.schedule().ifPresent(s -> schedules(blueprint, workload, s, part));
      }
    }
    return part.build();
  }

  private static Provenance why(Workload workload) {
    String base = "workload." + workload.name() + ".";
    return Provenance.of(workload.element(), base + "kind", base + "schedule", "platform");
  }

  private static boolean addressed(Blueprint blueprint) {
    return Egress.of(blueprint) == Egress.PUBLIC_ADDRESS;
  }

  private static Expression subnets(Blueprint blueprint) {
    return addressed(blueprint)
        ? Subnets.publicIds(Place.PRIMARY)
        : Subnets.privateIds(Place.PRIMARY);
  }

  private static Expression groups(Workload workload) {
    return list(AwsAddresses.workloadGroup(workload.name()).reference().dot("id"));
  }

  private static void network(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    SequencedMap<String, Expression> placed = new LinkedHashMap<>();
    placed.put("subnets", subnets(blueprint));
    placed.put("securityGroups", groups(workload));
    placed.put("assignPublicIp", text(addressed(blueprint) ? "ENABLED" : "DISABLED"));
    SequencedMap<String, Expression> network = new LinkedHashMap<>();
    network.put("awsvpcConfiguration", object(placed));
    part.output(
        StackFiles.OUTPUTS,
        ResourceAddress.id(workload.name()) + "_network",
        call("jsonencode", object(network)),
        "Where the tasks of " + workload.name() + " run, as aws ecs run-task takes it.",
        why(workload));
  }

  private static void schedules(
      Blueprint blueprint, Workload workload, Workload.Schedule schedule, StackPart.Builder part) {
    Policies.trust(part, FILE, TRUST, "scheduler.amazonaws.com", why(workload));
    role(blueprint, workload, part);
    List<String> expressions = Cron.expressions(schedule.cron());
    for (int i = 0; i < expressions.size(); i++) {
      String suffix = i == 0 ? "" : "-" + (i + 1);
      part.resource(
          FILE,
          i == 0
              ? AwsAddresses.schedule(workload.name())
              : AwsAddresses.schedule(workload.name() + suffix),
          i == 0 ? workload.description() : "",
          Body.builder()
              .set("name", AwsNames.resource(blueprint, workload.name() + suffix))
              .set(
                  "schedule_expression",
                  text(expressions.get(i)),
                  Checkov.skip("CKV_AWS_297", "a schedule keeps nothing that is worth a key"))
              .set("schedule_expression_timezone", schedule.timeZone())
              .block("flexible_time_window", Body.builder().set("mode", "OFF"))
              .block("target", target(blueprint, workload)),
          why(workload));
    }
  }

  private static ResourceAddress starter(Workload workload) {
    return ResourceAddress.managed(
        "aws_iam_role", ResourceAddress.id(workload.name()) + "_schedule");
  }

  private static void role(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    ResourceAddress role = starter(workload);
    ResourceAddress rights = Policies.document(role.name());
    part.resource(
        FILE,
        role,
        "",
        Body.builder()
            .set("name", AwsNames.role(blueprint, workload.name() + "-schedule"))
            .set("description", "Starts " + workload.name() + ".")
            .set("assume_role_policy", Policies.json(TRUST)),
        why(workload));
    Reference definition = AwsAddresses.taskDefinition(workload.name()).reference();
    Policies.add(
        part,
        FILE,
        rights,
        List.of(
            PolicyStatement.of(
                    "StartTask",
                    List.of("ecs:RunTask"),
                    List.of(
                        definition.dot("arn_without_revision"),
                        dev.slipway.stack.Expressions.template(
                            definition.dot("arn_without_revision"), ":*")),
                    why(workload))
                .when("ArnEquals", "ecs:cluster", AwsAddresses.CLUSTER.reference().dot("arn")),
            PolicyStatement.of(
                    "HandOnRoles",
                    List.of("iam:PassRole"),
                    List.of(
                        AwsAddresses.taskRole(workload.name()).reference().dot("arn"),
                        AwsAddresses.executionRole(workload.name()).reference().dot("arn")),
                    why(workload))
                .when("StringEquals", "iam:PassedToService", text("ecs-tasks.amazonaws.com"))),
        why(workload));
    part.resource(
        FILE,
        ResourceAddress.managed("aws_iam_role_policy", role.name()),
        "",
        Body.builder()
            .set("name", "rights")
            .set("role", role.reference().dot("id"))
            .set("policy", Policies.json(rights)),
        why(workload));
  }

  private static Body.Builder target(Blueprint blueprint, Workload workload) {
    return Body.builder()
        .set("arn", AwsAddresses.CLUSTER.reference().dot("arn"))
        .set("role_arn", starter(workload).reference().dot("arn"))
        .block(
            "ecs_parameters",
            Body.builder()
                .set(
                    "task_definition_arn",
                    AwsAddresses.taskDefinition(workload.name())
                        .reference()
                        .dot("arn_without_revision"),
                    "Whichever revision is the newest: the pipeline makes one for each image.")
                .set("launch_type", "FARGATE")
                .set("propagate_tags", "TASK_DEFINITION")
                .block(
                    "network_configuration",
                    Body.builder()
                        .set("subnets", subnets(blueprint))
                        .set("security_groups", groups(workload))
                        .set("assign_public_ip", bool(addressed(blueprint)))))
        .block(
            "retry_policy",
            Body.builder()
                .set("maximum_retry_attempts", 3)
                .set("maximum_event_age_in_seconds", 3600));
  }
}
