package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.Rule;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.terraform.PolicyDocument.Statement;
import java.util.List;
import java.util.function.Predicate;

/** Who may do what on AWS. */
final class AwsIamRules {

  private static final String ADMINISTRATOR = "policy/AdministratorAccess";
  private static final String ROLE = "aws_iam_role";
  private static final String[] POLICIES = {
    "aws_iam_policy",
    "aws_iam_role_policy",
    "aws_iam_user_policy",
    "aws_iam_group_policy",
    "data.aws_iam_policy_document"
  };

  /** Services in which every action on everything is far more than any workload needs. */
  private static final List<String> POWERFUL =
      List.of(
          "iam:*",
          "s3:*",
          "kms:*",
          "sts:*",
          "ec2:*",
          "rds:*",
          "lambda:*",
          "dynamodb:*",
          "secretsmanager:*",
          "ssm:*",
          "organizations:*");

  private AwsIamRules() {}

  static void register(RuleSet.Builder<ResourceView> rules) {
    rules
        .add(
            "SLIP-AWS-IAM-ADMIN-POLICY",
            statement(Statement::allowsEverything, "A statement allows `*` on `*`."),
            POLICIES)
        .add(
            "SLIP-AWS-IAM-ALL-ACTIONS",
            statement(
                s -> s.allows() && s.actions().contains("*") && !s.resources().contains("*"),
                "A statement allows the action `*`."),
            POLICIES)
        .add("SLIP-AWS-IAM-SERVICE-WILDCARD", AwsIamRules::wholeService, POLICIES)
        .add(
            "SLIP-AWS-IAM-PASS-ANY-ROLE",
            statement(AwsIamRules::passesAnyRole, "A statement allows `iam:PassRole` on `*`."),
            POLICIES)
        .add(
            "SLIP-AWS-IAM-ADMIN-ATTACHED",
            AwsIamRules::administrator,
            "aws_iam_role_policy_attachment",
            "aws_iam_user_policy_attachment",
            "aws_iam_group_policy_attachment",
            "aws_iam_policy_attachment",
            ROLE)
        .add("SLIP-AWS-IAM-ASSUME-ANYONE", AwsIamRules::assumeAnyone, ROLE)
        .add("SLIP-AWS-IAM-GITHUB-OPEN", AwsIamRules::openToGithub, ROLE)
        .add(
            "SLIP-AWS-IAM-ACCESS-KEY",
            (key, report) -> key.fault(report, "A key is made for a user."),
            "aws_iam_access_key")
        .add(
            "SLIP-AWS-IAM-USER-POLICY",
            (policy, report) -> policy.fault(report, "The policy is for one user."),
            "aws_iam_user_policy",
            "aws_iam_user_policy_attachment")
        .add(
            "SLIP-AWS-IAM-PASSWORD-POLICY",
            Expect.atLeast("minimum_password_length", 14, 6),
            "aws_iam_account_password_policy");
  }

  /** The statements that stand in the policy itself; those of a data source are its own. */
  private static List<Statement> statements(ResourceView policy) {
    return policy.isData()
        ? PolicyReader.ofData(policy).statements()
        : PolicyReader.written(policy, "policy").statements();
  }

  private static Rule.Test<ResourceView> statement(Predicate<Statement> bad, String particulars) {
    return (policy, report) -> {
      // a statement with principals is part of a resource's policy, where `*` is the resource
      if (statements(policy).stream().anyMatch(s -> s.principals().isEmpty() && bad.test(s))) {
        policy.fault(report, "policy", particulars);
      }
    };
  }

  static void wholeService(ResourceView policy, Report report) {
    for (Statement statement : statements(policy)) {
      boolean open =
          statement.allows()
              && statement.resources().contains("*")
              && statement.principals().isEmpty()
              && statement.conditions().isEmpty();
      statement.actions().stream()
          .filter(action -> open && POWERFUL.contains(action))
          .findFirst()
          .ifPresent(action ->
              policy.fault(report, "policy", "A statement allows `" + action + "` on `*`."));
    }
  }

  private static boolean passesAnyRole(Statement statement) {
    return statement.allows()
        && statement.anyAction("iam:PassRole", "iam:Pass*")
        && statement.resources().contains("*")
        && statement.conditions().isEmpty();
  }

  static void administrator(ResourceView attachment, Report report) {
    for (String name : List.of("policy_arn", "managed_policy_arns")) {
      if (attachment.at(name).texts().stream().anyMatch(arn -> arn.endsWith(ADMINISTRATOR))) {
        attachment.fault(report, name, "The policy is AdministratorAccess.");
      }
    }
  }

  /** Whether a role is an administrator of its account. */
  static boolean isAdministrator(ResourceView role) {
    return role.at("managed_policy_arns").texts().stream()
            .anyMatch(arn -> arn.endsWith(ADMINISTRATOR))
        || role.referrers("aws_iam_role_policy_attachment").stream()
            .anyMatch(a -> a.at("policy_arn").text().orElse("").endsWith(ADMINISTRATOR))
        || role.referrers("aws_iam_role_policy").stream()
            .flatMap(p -> PolicyReader.read(p, "policy").statements().stream())
            .anyMatch(Statement::allowsEverything);
  }

  static void assumeAnyone(ResourceView role, Report report) {
    if (PolicyReader.read(role, "assume_role_policy").statements().stream()
        .anyMatch(Statement::allowsAnyone)) {
      role.fault(
          report, "assume_role_policy", "A statement allows every principal without a condition.");
    }
  }

  static void openToGithub(ResourceView role, Report report) {
    String github = "token.actions.githubusercontent.com";
    for (Statement statement : PolicyReader.read(role, "assume_role_policy").statements()) {
      boolean trusts =
          statement.allows()
              && (statement.principals().stream()
                      .anyMatch(p -> p.startsWith("Federated:") && p.contains(github))
                  || statement.conditions().contains(github + ":aud"));
      boolean narrowed =
          statement.conditions().stream()
              .anyMatch(key -> key.equals("?") || key.startsWith(github) && !key.endsWith(":aud"));
      if (trusts && !narrowed) {
        role.fault(report, "assume_role_policy", "No condition is on `" + github + ":sub`.");
      }
    }
  }
}
