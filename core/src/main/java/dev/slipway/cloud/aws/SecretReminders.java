package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Secret;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Reminds people to renew secrets. Secrets Manager can renew only what a function knows how to
 * issue, and these are issued by others: a schedule mails when the day has come.
 */
final class SecretReminders {

  private static final String FILE = StackFiles.SECRETS;
  private static final String NAME = "secret_reminders";
  private static final ResourceAddress ROLE = ResourceAddress.managed("aws_iam_role", NAME);
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.PROJECT), "secrets", "observability.alerts");

  private SecretReminders() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    List<Secret> renewed =
        blueprint.secrets().stream().filter(s -> s.rotationDays().isPresent()).toList();
    if (renewed.isEmpty()) {
      return;
    }
    role(blueprint, part);
    for (Secret secret : renewed) {
      schedule(blueprint, secret, secret.rotationDays().orElseThrow(), part);
    }
  }

  private static void role(Blueprint blueprint, StackPart.Builder part) {
    ResourceAddress trust = ResourceAddress.data("aws_iam_policy_document", NAME + "_trust");
    Policies.trust(part, FILE, trust, "scheduler.amazonaws.com", WHY);
    part.resource(
        FILE,
        ROLE,
        "",
        Body.builder()
            .set("name", AwsNames.role(blueprint, "secret-reminders"))
            .set("assume_role_policy", trust.reference().dot("json")),
        WHY);
    ResourceAddress policy = ResourceAddress.data("aws_iam_policy_document", NAME);
    Body.Builder document = Body.builder();
    rights(blueprint).forEach(right -> document.add(right.block()));
    part.resource(FILE, policy, "", document, WHY);
    part.resource(
        FILE,
        ResourceAddress.managed("aws_iam_role_policy", NAME),
        "",
        Body.builder()
            .set("name", "publish")
            .set("role", ROLE.reference().dot("id"))
            .set("policy", policy.reference().dot("json")),
        WHY);
  }

  private static List<PolicyStatement> rights(Blueprint blueprint) {
    List<PolicyStatement> rights = new ArrayList<>();
    rights.add(
        PolicyStatement.of(
            "Publish",
            List.of("sns:Publish"),
            List.of(AwsAddresses.WARNING_TOPIC.reference().dot("arn")),
            WHY));
    if (Requirement.customerManagedKeys(blueprint)) {
      rights.add(
          PolicyStatement.of(
              "UseKey",
              List.of("kms:Decrypt", "kms:GenerateDataKey"),
              List.of(Encryption.key()),
              WHY));
    }
    return rights;
  }

  private static void schedule(
      Blueprint blueprint, Secret secret, int days, StackPart.Builder part) {
    String name = AwsNames.resource(blueprint, secret.name() + "-renewal");
    part.resource(
        FILE,
        ResourceAddress.managed(
            "aws_scheduler_schedule", ResourceAddress.id(secret.name()) + "_renewal"),
        "",
        Body.builder()
            .set(
                "name",
                text(name),
                dev.slipway.cloud.Checkov.skip(
                    "CKV_AWS_297", "it holds the name of a secret and nothing of its value"))
            .set("schedule_expression", "rate(" + days + (days == 1 ? " day)" : " days)"))
            .block("flexible_time_window", Body.builder().set("mode", "OFF"))
            .block(
                "target",
                Body.builder()
                    .set("arn", AwsAddresses.WARNING_TOPIC.reference().dot("arn"))
                    .set("role_arn", ROLE.reference().dot("arn"))
                    .set(
                        "input",
                        template(
                            blueprint.project().name() + " ",
                            var("environment"),
                            ": the secret "
                                + AwsNames.resource(blueprint, secret.name())
                                + " is to be renewed. It is as old as it may become; nothing is"
                                + " broken. Runbook: docs/infrastructure/RUNBOOK.md#secrets"))),
        Provenance.of(secret.element(), "secrets"));
  }
}
