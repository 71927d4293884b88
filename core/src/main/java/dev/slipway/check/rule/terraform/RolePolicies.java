package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.terraform.PolicyDocument.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a role of AWS may do, as far as the configuration says. */
final class RolePolicies {

  private static final List<String> READERS =
      List.of("AdministratorAccess", "PowerUserAccess", "SecretsManagerReadWrite");

  private RolePolicies() {}

  /** Whether one of its policies allows something, or cannot be seen. */
  static boolean mayAllow(ResourceView role, Predicate<Statement> what) {
    if (!role.lacks("inline_policy")
        || !role.lacks("managed_policy_arns")
        || !role.referrers("aws_iam_policy_attachment").isEmpty()
        || !role.referrers("aws_iam_role_policies_exclusive").isEmpty()) {
      return true;
    }
    for (ResourceView policy : role.referrers("aws_iam_role_policy")) {
      if (allows(policy, what)) {
        return true;
      }
    }
    for (ResourceView attachment : role.referrers("aws_iam_role_policy_attachment")) {
      if (attaches(attachment, what)) {
        return true;
      }
    }
    return false;
  }

  private static boolean allows(ResourceView policy, Predicate<Statement> what) {
    List<Statement> statements = PolicyReader.read(policy, "policy").statements();
    return statements.isEmpty()
        || statements.stream().anyMatch(s -> s.allows() && (what.test(s) || s.actions().isEmpty()));
  }

  private static boolean attaches(ResourceView attachment, Predicate<Statement> what) {
    Setting arn = attachment.at("policy_arn");
    if (arn.text().isPresent()) {
      return READERS.stream().anyMatch(name -> arn.text().get().endsWith("/" + name))
          || !arn.text().get().startsWith("arn:aws:iam::aws:");
    }
    List<ResourceView> policies = new ArrayList<>(attachment.targets("policy_arn"));
    policies.removeIf(policy -> !policy.type().equals("aws_iam_policy") || policy.isData());
    return policies.isEmpty() || policies.stream().anyMatch(policy -> allows(policy, what));
  }
}
