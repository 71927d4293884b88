package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Two roles a task: what its code may do, and what ECS may do to start it. A function has the one
 * only, because Lambda starts it by itself.
 */
final class IdentityPass implements Pass {

  private static final ResourceAddress TASK_TRUST = Policies.document("task_trust");
  private static final ResourceAddress FUNCTION_TRUST = Policies.document("function_trust");
  private static final String FILE = StackFiles.IDENTITY;

  @Override
  public String name() {
    return "identity";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!Runtime.tasks(blueprint).isEmpty()) {
      trust(TASK_TRUST, "ecs-tasks.amazonaws.com", part);
      Runtime.tasks(blueprint).forEach(workload -> task(blueprint, workload, part));
    }
    if (!Runtime.functions(blueprint).isEmpty()) {
      trust(FUNCTION_TRUST, "lambda.amazonaws.com", part);
      Runtime.functions(blueprint).forEach(workload -> function(blueprint, workload, part));
    }
    return part.build();
  }

  private static Provenance why(Workload workload) {
    return Provenance.of(workload.element(), "identity", "workload." + workload.name() + ".kind");
  }

  private static void trust(ResourceAddress document, String service, StackPart.Builder part) {
    Policies.trust(
        part,
        FILE,
        document,
        service,
        Provenance.of(Element.of(Element.Kind.PROJECT), "identity", "platform"));
  }

  private static void task(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    role(
        blueprint,
        AwsAddresses.taskRole(workload.name()),
        workload.name() + "-task",
        "What the code of " + workload.name() + " may do.",
        TASK_TRUST,
        workload,
        part);
    policy(AwsAddresses.taskRole(workload.name()), rights(blueprint, workload), workload, part);
    role(
        blueprint,
        AwsAddresses.executionRole(workload.name()),
        workload.name() + "-execution",
        "What ECS may do to start " + workload.name() + ".",
        TASK_TRUST,
        workload,
        part);
    policy(
        AwsAddresses.executionRole(workload.name()), starting(blueprint, workload), workload, part);
  }

  private static void function(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    role(
        blueprint,
        AwsAddresses.taskRole(workload.name()),
        workload.name() + "-task",
        "What the code of " + workload.name() + " may do, and Lambda to run it.",
        FUNCTION_TRUST,
        workload,
        part);
    List<PolicyStatement> statements = new ArrayList<>(rights(blueprint, workload));
    statements.add(writeLog(blueprint, workload));
    statements.addAll(ConnectionRights.execution(blueprint, workload));
    if (WorkloadGroupPass.inNetwork(blueprint, workload)) {
      statements.add(
          PolicyStatement.of(
              "EnterNetwork",
              List.of(
                  "ec2:CreateNetworkInterface",
                  "ec2:DescribeNetworkInterfaces",
                  "ec2:DescribeSubnets",
                  "ec2:DeleteNetworkInterface",
                  "ec2:AssignPrivateIpAddresses",
                  "ec2:UnassignPrivateIpAddresses"),
              List.of(text("*")),
              why(workload)));
    }
    policy(AwsAddresses.taskRole(workload.name()), statements, workload, part);
  }

  private static void role(
      Blueprint blueprint,
      ResourceAddress address,
      String name,
      String description,
      ResourceAddress trust,
      Workload workload,
      StackPart.Builder part) {
    part.resource(
        FILE,
        address,
        "",
        Body.builder()
            .set("name", AwsNames.role(blueprint, name))
            .set("description", description)
            .set("assume_role_policy", Policies.json(trust)),
        why(workload));
  }

  static void policy(
      ResourceAddress role,
      List<PolicyStatement> statements,
      Workload workload,
      StackPart.Builder part) {
    if (statements.isEmpty()) {
      return;
    }
    ResourceAddress document = Policies.document(role.name());
    Policies.add(part, FILE, document, statements, why(workload));
    part.resource(
        FILE,
        ResourceAddress.managed("aws_iam_role_policy", role.name()),
        "",
        Body.builder()
            .set("name", "rights")
            .set("role", role.reference().dot("id"))
            .set("policy", Policies.json(document)),
        why(workload));
  }

  /** What its connections ask for, and nothing else. */
  private static List<PolicyStatement> rights(Blueprint blueprint, Workload workload) {
    List<PolicyStatement> statements = new ArrayList<>(ConnectionRights.task(blueprint, workload));
    List<Expression> functions = new ArrayList<>();
    for (Workload called : WorkloadGroupPass.called(blueprint, workload).toList()) {
      if (Runtime.function(called)) {
        functions.add(
            Policies.arn("lambda", "function:" + AwsNames.resource(blueprint, called.name())));
      }
    }
    if (!functions.isEmpty()) {
      statements.add(
          PolicyStatement.of(
              "CallFunctions",
              List.of("lambda:InvokeFunction", "lambda:InvokeFunctionUrl"),
              functions,
              why(workload)));
    }
    return statements;
  }

  /** What a pod may do: its connections, and to read its own secrets, which nobody does for it. */
  static List<PolicyStatement> pod(Blueprint blueprint, Workload workload) {
    List<PolicyStatement> statements = new ArrayList<>(rights(blueprint, workload));
    statements.addAll(ConnectionRights.execution(blueprint, workload));
    return statements;
  }

  private static List<PolicyStatement> starting(Blueprint blueprint, Workload workload) {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        PolicyStatement.of(
            "LogInToRegistries",
            List.of("ecr:GetAuthorizationToken"),
            List.of(text("*")),
            why(workload)));
    statements.add(
        PolicyStatement.of(
            "PullImage",
            List.of(
                "ecr:BatchCheckLayerAvailability",
                "ecr:BatchGetImage",
                "ecr:GetDownloadUrlForLayer"),
            List.of(text("arn:aws:ecr:*:*:repository/" + AwsNames.repository(blueprint, workload))),
            why(workload)));
    statements.add(writeLog(blueprint, workload));
    statements.addAll(ConnectionRights.execution(blueprint, workload));
    return statements;
  }

  private static PolicyStatement writeLog(Blueprint blueprint, Workload workload) {
    return PolicyStatement.of(
        "WriteLog",
        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
        List.of(Policies.arn("logs", "log-group:" + AwsNames.logGroup(blueprint, workload) + ":*")),
        why(workload));
  }
}
