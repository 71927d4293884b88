package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * AWS Backup, for what the services do not back up themselves as long as the design asks: it has
 * nothing to do where their own backups suffice.
 */
final class BackupPass implements Pass {

  private static final String FILE = StackFiles.DATABASE;
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.RECOVERY), "objectives.recovery", "recovery.topology");
  static final ResourceAddress VAULT = ResourceAddress.managed("aws_backup_vault", "main");
  private static final ResourceAddress ROLE = ResourceAddress.managed("aws_iam_role", "backup");

  /** RDS keeps its own backups this long at most, in days. */
  private static final int RDS_KEEPS = 35;

  @Override
  public String name() {
    return "backup";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    Map<Integer, List<Expression>> kept = kept(blueprint);
    if (kept.isEmpty()) {
      return part.build();
    }
    vault(blueprint, part);
    role(blueprint, part);
    kept.forEach((days, resources) -> plan(blueprint, days, resources, part));
    return part.build();
  }

  /** What is backed up, by the days that its backups are kept. */
  private static Map<Integer, List<Expression>> kept(Blueprint blueprint) {
    Map<Integer, List<Expression>> kept = new TreeMap<>();
    for (Datastore store : blueprint.datastores()) {
      switch (store) {
        case Datastore.Document document when document.backupRetentionDays() > 0 ->
            add(kept, document.backupRetentionDays(), AwsAddresses.document(document.name()));
        case Datastore.Relational relational -> {
          int days = longest(relational);
          if (days > RDS_KEEPS) {
            add(kept, days, Aurora.address(relational));
          }
        }
        case Datastore.Document _,
            Datastore.Cache _,
            Datastore.Bucket _,
            Datastore.Topic _,
            Datastore.TaskQueue _,
            Datastore.External _ -> {}
      }
    }
    return kept;
  }

  private static int longest(Datastore.Relational store) {
    return store.sizes().stream()
        .mapToInt(Datastore.RelationalSize::backupsRetained)
        .max()
        .orElse(0);
  }

  private static void add(Map<Integer, List<Expression>> kept, int days, ResourceAddress address) {
    kept.computeIfAbsent(days, _ -> new ArrayList<>()).add(address.reference().dot("arn"));
  }

  private static void vault(Blueprint blueprint, StackPart.Builder part) {
    Body.Builder body = Body.builder();
    String name = AwsNames.resource(blueprint, "main");
    if (Requirement.customerManagedKeys(blueprint)) {
      body.set("name", name).set("kms_key_arn", Encryption.key());
    } else {
      body.set(
          "name",
          text(name),
          Checkov.skip(
              "CKV_AWS_166",
              "the account's own key encrypts it; nothing asks for keys held by the company"));
    }
    body.set("force_destroy", new Expression.Unary("!", var("deletion_protection")));
    part.resource(FILE, VAULT, "A vault with backups in it cannot be deleted.", body, WHY);
  }

  private static void role(Blueprint blueprint, StackPart.Builder part) {
    ResourceAddress trust = ResourceAddress.data("aws_iam_policy_document", "backup_trust");
    Policies.trust(part, FILE, trust, "backup.amazonaws.com", WHY);
    part.resource(
        FILE,
        ROLE,
        "",
        Body.builder()
            .set("name", AwsNames.role(blueprint, "backup"))
            .set("assume_role_policy", trust.reference().dot("json")),
        WHY);
    for (String task : List.of("Backup", "Restores")) {
      part.resource(
          FILE,
          ResourceAddress.managed(
              "aws_iam_role_policy_attachment", task.equals("Backup") ? "backup" : "restore"),
          "",
          Body.builder()
              .set("role", ROLE.reference().dot("name"))
              .set(
                  "policy_arn",
                  "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyFor" + task),
          WHY);
    }
  }

  private static void plan(
      Blueprint blueprint, int days, List<Expression> resources, StackPart.Builder part) {
    String name = "daily-" + days + "-days";
    ResourceAddress plan = ResourceAddress.managed("aws_backup_plan", ResourceAddress.id(name));
    part.resource(
        FILE,
        plan,
        "",
        Body.builder()
            .set("name", AwsNames.resource(blueprint, name))
            .block(
                "rule",
                Body.builder()
                    .set("rule_name", "daily")
                    .set("target_vault_name", VAULT.reference().dot("name"))
                    .set("schedule", "cron(0 4 * * ? *)")
                    .set("start_window", 60)
                    .set("completion_window", 480)
                    .block("lifecycle", Body.builder().set("delete_after", number(days)))),
        WHY);
    part.resource(
        FILE,
        ResourceAddress.managed("aws_backup_selection", ResourceAddress.id(name)),
        "",
        Body.builder()
            .set("name", AwsNames.resource(blueprint, name))
            .set("plan_id", plan.reference().dot("id"))
            .set("iam_role_arn", ROLE.reference().dot("arn"))
            .set("resources", list(resources)),
        WHY);
  }
}
