package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.terraform.PolicyDocument.Statement;
import dev.slipway.facts.Runtimes;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Clusters, tasks and images of AWS. */
final class AwsContainerRules {

  private static final String CLUSTER = "aws_eks_cluster";
  private static final String NODES = "aws_eks_node_group";
  private static final String IMAGES = "aws_ecr_repository";
  private static final String TASK = "aws_ecs_task_definition";

  private AwsContainerRules() {}

  static void register(RuleSet.Builder<ResourceView> rules) {
    rules
        .add("SLIP-AWS-EKS-PUBLIC-ENDPOINT", AwsContainerRules::endpoint, CLUSTER)
        .add("SLIP-AWS-EKS-SECRETS-UNENCRYPTED", AwsContainerRules::plainSecrets, CLUSTER)
        .add("SLIP-AWS-EKS-LOGS", AwsContainerRules::clusterLogs, CLUSTER)
        .add("SLIP-AWS-EKS-VERSION", AwsContainerRules::version, CLUSTER)
        .add("SLIP-AWS-EKS-NODE-ADMIN", AwsContainerRules::nodeAdministrator, NODES)
        .add("SLIP-AWS-EKS-NODE-SSH", AwsContainerRules::nodeLogin, NODES)
        .add("SLIP-AWS-ECR-SCAN", AwsContainerRules::scan, IMAGES)
        .add(
            "SLIP-AWS-ECR-MUTABLE",
            Expect.oneOf("image_tag_mutability", "IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"),
            IMAGES)
        .add("SLIP-AWS-ECR-LIFECYCLE", AwsContainerRules::lifecycle, IMAGES)
        .add(
            "SLIP-AWS-ECR-PUBLIC-POLICY",
            AwsServiceRules::publicPolicy,
            "aws_ecr_repository_policy")
        .add("SLIP-AWS-ECS-PRIVILEGED", AwsContainerRules::privileged, TASK)
        .add("SLIP-AWS-ECS-SECRET-ENV", AwsContainerRules::secretEnvironment, TASK)
        .add("SLIP-AWS-ECS-INSIGHTS", AwsContainerRules::insights, "aws_ecs_cluster")
        .add(
            "SLIP-AWS-ECS-PUBLIC-IP",
            Expect.notOn("network_configuration.assign_public_ip"),
            "aws_ecs_service")
        .add("SLIP-AWS-SECRET-UNREADABLE", AwsContainerRules::unreadableSecret, TASK);
  }

  static void endpoint(ResourceView cluster, Report report) {
    if (cluster.at("vpc_config.endpoint_public_access").isFalse()
        || cluster.at("vpc_config.endpoint_public_access").isUnknown()) {
      return;
    }
    String path = "vpc_config.public_access_cidrs";
    Setting ranges = cluster.at(path);
    if (ranges.isEmpty() || Ports.isWorld(ranges.texts())) {
      cluster.fault(
          report,
          path,
          ranges.isEmpty()
              ? "`public_access_cidrs` is not set, and means every address then."
              : "`public_access_cidrs` has every address.");
    }
  }

  static void plainSecrets(ResourceView cluster, Report report) {
    BlockView.Blocks keys = cluster.blocks("encryption_config");
    boolean secrets =
        keys.more()
            || keys.known().stream()
                .map(key -> key.at("resources"))
                .anyMatch(r -> r.isUnknown() || r.texts().contains("secrets"));
    if (!secrets) {
      cluster.fault(report, "`encryption_config` is not set for `secrets`.");
    }
  }

  static void clusterLogs(ResourceView cluster, Report report) {
    Setting types = cluster.at("enabled_cluster_log_types");
    List<String> missing =
        new ArrayList<>(List.of("api", "audit", "authenticator", "controllerManager", "scheduler"));
    missing.removeAll(types.texts());
    if (!types.isUnknown() && types.value().isWhollyKnown() && !missing.isEmpty()) {
      cluster.fault(
          report, "enabled_cluster_log_types", "Missing: `" + String.join("`, `", missing) + "`.");
    }
  }

  static void version(ResourceView cluster, Report report) {
    cluster
        .at("version")
        .text()
        .flatMap(version -> Runtimes.find("amazon-eks", version))
        .filter(cycle -> cluster.stack().isOver(cycle))
        .ifPresent(
            cycle -> cluster.fault(report, "version", "Version " + cycle.name() + " has ended."));
  }

  static void nodeAdministrator(ResourceView nodes, Report report) {
    for (ResourceView role : nodes.targets("node_role_arn")) {
      if (role.type().equals("aws_iam_role") && AwsIamRules.isAdministrator(role)) {
        nodes.fault(report, "node_role_arn", role.address() + " may do everything.");
      }
    }
  }

  static void nodeLogin(ResourceView nodes, Report report) {
    Setting key = nodes.at("remote_access.ec2_ssh_key");
    boolean set = !key.isAbsent() && !nodes.blocks("remote_access").known().isEmpty();
    if (set && nodes.at("remote_access.source_security_group_ids").isEmpty()) {
      nodes.fault(
          report,
          "remote_access.ec2_ssh_key",
          "`remote_access` has a key and no `source_security_group_ids`.");
    }
  }

  static void scan(ResourceView images, Report report) {
    if (images.stack().ofType("aws_ecr_registry_scanning_configuration").isEmpty()) {
      Expect.on("image_scanning_configuration.scan_on_push").check(images, report);
    }
  }

  static void lifecycle(ResourceView images, Report report) {
    if (images.referrers("aws_ecr_lifecycle_policy").isEmpty() && images.stack().isComplete()) {
      images.fault(report, "No `aws_ecr_lifecycle_policy` is for this repository.");
    }
  }

  private static List<Value> containers(ResourceView task) {
    Value definitions = PolicyReader.json(task, "container_definitions");
    return definitions.hasElements()
        ? definitions.elements().stream().filter(Value::hasFields).toList()
        : List.of();
  }

  static void privileged(ResourceView task, Report report) {
    for (Value container : containers(task)) {
      if (new ValueBlock(container, task.place()).at("privileged").isTrue()) {
        task.fault(report, "container_definitions", "`privileged` is true.");
      }
    }
  }

  static void secretEnvironment(ResourceView task, Report report) {
    for (Value container : containers(task)) {
      ValueBlock block = new ValueBlock(container, task.at("container_definitions").place());
      for (BlockView variable : block.blocks("environment").known()) {
        String name = variable.at("name").text().orElse("");
        Environment.fault(task, name, variable.at("value"), report);
      }
    }
  }

  static void insights(ResourceView cluster, Report report) {
    BlockView.Blocks settings = cluster.blocks("setting");
    boolean on =
        settings.more()
            || settings.known().stream()
                .filter(s -> !s.at("name").text().orElse("containerInsights").isEmpty())
                .anyMatch(s -> !s.at("value").is("disabled"));
    if (!on) {
      cluster.fault(report, "No `setting` switches `containerInsights` on.");
    }
  }

  static void unreadableSecret(ResourceView task, Report report) {
    List<ResourceView> roles = task.targets("execution_role_arn");
    boolean mounts =
        containers(task).stream()
            .map(container -> new ValueBlock(container, task.place()).blocks("secrets"))
            .anyMatch(secrets -> secrets.more() || !secrets.known().isEmpty());
    if (roles.size() != 1
        || roles.getFirst().isData()
        || !mounts
        || !task.stack().isComplete()
        || RolePolicies.mayAllow(roles.getFirst(), AwsContainerRules::reads)) {
      return;
    }
    for (ResourceView secret : task.targets("container_definitions")) {
      if (secret.type().equals("aws_secretsmanager_secret")) {
        task.fault(
            report,
            "container_definitions",
            roles.getFirst().address() + " may not read " + secret.address() + ".");
      }
    }
  }

  private static boolean reads(Statement statement) {
    return statement.actions().stream()
        .anyMatch(action -> action.equals("*") || action.startsWith("secretsmanager:"));
  }
}
