package dev.slipway.check.policy;

import dev.slipway.blueprint.Workload;
import dev.slipway.check.policy.AwsPolicies.Statement;
import dev.slipway.check.policy.Finding.Gap;
import dev.slipway.cloud.aws.AwsAddresses;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Measures on AWS roles and their rights. */
final class AwsIdentityMeasures {

  /** AWS's own policies that reach everything, or everything of one service. */
  private static final List<String> BROAD =
      List.of(
          "AdministratorAccess", "PowerUserAccess", "FullAccess", "IAMFullAccess", "job-function/");

  /** What AWS lets nobody narrow by a resource; docs.aws.amazon.com/service-authorization, 2026. */
  private static final List<String> WITHOUT_RESOURCE =
      List.of(
          "cloudwatch:Describe*",
          "cloudwatch:PutMetricData",
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:Describe*",
          "ec2:UnassignPrivateIpAddresses",
          "ecr:GetAuthorizationToken",
          "ecs:DescribeTaskDefinition",
          "ecs:RegisterTaskDefinition",
          "elasticloadbalancing:Describe*",
          "ssmmessages:*",
          "sts:GetCallerIdentity",
          "xray:Get*",
          "xray:Put*");

  private AwsIdentityMeasures() {}

  static Finding leastPrivilege(Output output) {
    Finding.Builder found = Finding.builder();
    found.gaps(broadRoles(output)).gaps(publicGrants(output)).gaps(keys(output));
    for (Workload workload : output.blueprint().workloads()) {
      for (Resource runner : AwsRunners.running(output, workload)) {
        String argument = AwsRunners.isTask(runner) ? "task_role_arn" : "role";
        found.check(
            Output.at(runner, argument)
                .filter(r -> References.in(r).to(AwsAddresses.taskRole(workload.name())))
                .isPresent(),
            Output.name(runner),
            "runs as " + AwsAddresses.taskRole(workload.name()),
            Output.name(runner) + " does not run as a role of its own.");
      }
    }
    podRoles(output, found);
    return found.build("The output has no workload that runs as a role of its own.");
  }

  private static void podRoles(Output output, Finding.Builder found) {
    for (Resource association : output.of("aws_eks_pod_identity_association")) {
      List<String> roles = References.in(association).names("aws_iam_role");
      found.check(
          roles.size() == 1,
          Output.name(association),
          "runs as aws_iam_role." + String.join(", ", roles),
          Output.name(association) + " names no role of its own.");
    }
  }

  /** Policies that reach everything: of AWS's own, and of the project's. */
  static List<Gap> broadRoles(Output output) {
    Set<Gap> broad = new LinkedHashSet<>();
    for (Resource resource : output.all()) {
      String type = resource.address().type();
      boolean attaches =
          type.startsWith("aws_iam_") && (type.contains("attachment") || type.endsWith("_role"));
      if (attaches && BROAD.stream().anyMatch(p -> attached(resource, p))) {
        broad.add(gap(resource, " has a policy of AWS's that reaches everything."));
      }
    }
    for (Stack stack : List.of(output.main(), output.bootstrap())) {
      for (Statement statement : AwsPolicies.statements(output, stack)) {
        if (statement.allows() && granted(stack, statement)) {
          tooMuch(statement, stack == output.main())
              .forEach(words -> broad.add(gap(statement.document(), words)));
        }
      }
    }
    return List.copyOf(broad);
  }

  private static boolean attached(Resource resource, String policy) {
    return References.in(resource).texts().stream()
        .filter(t -> t.contains(":policy/") || t.startsWith("arn:"))
        .anyMatch(t -> t.contains(policy));
  }

  // A policy that no role has, such as a boundary, grants nothing: it says how far what is granted
  // elsewhere can reach.
  private static boolean granted(Stack stack, Statement statement) {
    String name = statement.document().address().name();
    List<String> shared = new ArrayList<>();
    for (Resource policy : stack.ofType("aws_iam_policy")) {
      if (References.in(policy).dataNames(AwsPolicies.DOCUMENT).contains(name)) {
        shared.add(policy.address().name());
      }
    }
    return stack.ofType("aws_iam_role_policy").stream()
            .anyMatch(p -> References.in(p).dataNames(AwsPolicies.DOCUMENT).contains(name))
        || stack.ofType("aws_iam_role_policy_attachment").stream()
            .anyMatch(
                a -> References.in(a).names("aws_iam_policy").stream().anyMatch(shared::contains));
  }

  private static List<String> tooMuch(Statement statement, boolean workloads) {
    List<String> words = new ArrayList<>();
    if (statement.body().argument("not_actions").isPresent()
        || statement.body().argument("not_resources").isPresent()) {
      words.add(" allows everything but something, which is no list of what is needed.");
    }
    for (String action : statement.actions()) {
      boolean whole = action.equals("*") || action.equals("*:*");
      boolean service = action.endsWith(":*");
      boolean known = WITHOUT_RESOURCE.stream().anyMatch(p -> AwsPolicies.matches(p, action));
      if (whole || (service && workloads && !known)) {
        words.add(" allows every action of " + (whole ? "AWS" : action.replace(":*", "")) + ".");
      } else if (statement.reachesEverything() && !known && everywhere(action, workloads)) {
        words.add(" allows " + action + " on everything.");
      }
    }
    return words;
  }

  // The pipeline makes what it manages, which mostly has no name before; what it may not do
  // anywhere is to hand out rights.
  private static boolean everywhere(String action, boolean workloads) {
    boolean rights =
        action.equals("iam:*")
            || action.equals("iam:PassRole")
            || action.startsWith("iam:Put")
            || action.startsWith("iam:Attach")
            || action.equals("iam:CreateRole")
            || action.equals("iam:CreateAccessKey")
            || action.equals("iam:CreateUser");
    return workloads || rights;
  }

  static List<Gap> publicGrants(Output output) {
    Set<Gap> open = new LinkedHashSet<>();
    for (Stack stack : List.of(output.main(), output.bootstrap())) {
      for (Statement statement : AwsPolicies.statements(output, stack)) {
        boolean everybody =
            statement.body().blocks("principals").stream()
                .flatMap(p -> p.argument("identifiers").stream())
                .anyMatch(i -> References.in(i).texts().contains("*"));
        if (everybody && statement.allows() && !statement.isConditional()) {
          open.add(gap(statement.document(), " lets everybody in."));
        }
      }
    }
    for (Resource rule : output.of(AwsNetworks.INGRESS)) {
      boolean everybody =
          List.of("cidr_ipv4", "cidr_ipv6").stream()
              .flatMap(a -> output.text(rule, a).stream())
              .anyMatch(range -> range.endsWith("/0"));
      boolean door =
          Output.at(rule, "security_group_id")
              .filter(g -> AwsEdgeMeasures.isBalancerGroup(output, g))
              .isPresent();
      if (everybody && !door) {
        open.add(gap(rule, " lets the whole internet in."));
      }
    }
    functions(output, open);
    return List.copyOf(open);
  }

  // Whoever is public by design may be called by everybody.
  private static void functions(Output output, Set<Gap> open) {
    List<Resource> doors = new ArrayList<>(output.of("aws_lambda_permission"));
    doors.addAll(output.of("aws_lambda_function_url"));
    for (Resource door : doors) {
      boolean everybody =
          Output.at(door, "principal").filter(new Expression.Text("*")::equals).isPresent()
              || output.text(door, "authorization_type").filter("NONE"::equals).isPresent();
      boolean meant =
          output.blueprint().workloads().stream()
              .filter(w -> w.exposure() == Workload.Exposure.PUBLIC)
              .anyMatch(w ->
                  References.in(door).to(AwsAddresses.function(w.name()))
                      || References.in(door)
                          .to(AwsRunners.secondary(AwsAddresses.function(w.name()))));
      if (everybody && !meant) {
        open.add(gap(door, " lets everybody call what is not public."));
      }
    }
  }

  static List<Gap> keys(Output output) {
    List<Gap> keys = new ArrayList<>();
    for (String type : List.of("aws_iam_access_key", "aws_iam_user_login_profile")) {
      output
          .everywhere(type)
          .forEach(r -> keys.add(gap(r, " makes a key that never expires and is in the state.")));
    }
    return List.copyOf(keys);
  }

  private static Gap gap(Resource resource, String words) {
    return new Gap(Output.name(resource), Output.name(resource) + words);
  }
}
