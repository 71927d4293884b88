package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Body.Argument;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.List;
import java.util.Optional;

/**
 * The record of who changed what in the subscription: searchable always, and where a control or a
 * standard asks for it kept in a storage account in which nobody can change it.
 */
final class AuditPass implements Pass {

  static final ResourceAddress ACCOUNT =
      ResourceAddress.managed("azurerm_storage_account", "audit_log");
  private static final String FILE = StackFiles.LOGGING;
  private static final String LOCK = "audit_lock";
  private static final int LONGEST_POLICY = 146_000;
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.PROJECT), "compliance", "observability.logs");

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    boolean kept = Requirement.auditLogs(blueprint);
    Body.Builder body =
        DiagnosticsPass.body(
            subscription(),
            List.of("Administrative", "Alert", "Policy", "Security", "ServiceHealth"));
    if (kept) {
      body.set("storage_account_id", ACCOUNT.reference().dot("id"));
    }
    part.resource(
        FILE,
        AzureAddresses.diagnostics("platform_activity"),
        "Defender for Cloud's free part looks at the subscription's settings. Its paid plans cost"
            + " by the server, account\nand core, more than most of what they would watch here;"
            + " who wants them turns them on for all subscriptions at once.",
        body,
        WHY);
    if (kept) {
      account(blueprint, part);
    }
    alerts(blueprint, part, kept);
    return part.build();
  }

  private static Expression subscription() {
    return template("/subscriptions/", var("subscription_id"));
  }

  private static void account(Blueprint blueprint, StackPart.Builder part) {
    int days = Math.clamp(blueprint.observability().auditLogDays(), 1, LONGEST_POLICY);
    Expression lock =
        new EnvironmentInputs(blueprint, part, WHY)
            .choice(
                LOCK,
                "Unlocked: whoever owns the subscription can shorten how long the audit log is"
                    + " kept. Locked: nobody can, not even to remove the account, and there is no"
                    + " way back.",
                List.of("Unlocked", "Locked"),
                e -> "Unlocked");
    part.resource(
        FILE,
        ACCOUNT,
        "",
        Body.builder()
            .add(
                new Argument(
                    "name", AzureNames.storage(blueprint, "auditlog"), skips(), Optional.empty()))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("location", var("location"))
            .set("account_kind", "StorageV2")
            .set("account_tier", "Standard")
            .set("account_replication_type", Place.primary(blueprint).zones() ? "ZRS" : "GRS")
            .set("access_tier", "Cool")
            .set("min_tls_version", "TLS1_2")
            .set("shared_access_key_enabled", false)
            .set("default_to_oauth_authentication", true)
            .set("allow_nested_items_to_be_public", false)
            .set("cross_tenant_replication_enabled", false)
            .set("local_user_enabled", false)
            .set("public_network_access_enabled", true)
            .set("tags", local("tags"))
            .block(
                "network_rules",
                Body.builder()
                    .set("default_action", "Deny")
                    .set(
                        "bypass",
                        list(text("AzureServices")),
                        "Azure Monitor writes; nobody else comes in."))
            .block("blob_properties", Body.builder().set("versioning_enabled", true))
            .block(
                "immutability_policy",
                Body.builder()
                    .set("allow_protected_append_writes", bool(true))
                    .set("period_since_creation_in_days", number(days))
                    .set("state", lock),
                "Logs are appended to, and otherwise stay as they are written."),
        WHY);
    Locks.add(part, FILE, "audit-log", ACCOUNT.reference().dot("id"), WHY);
    expiry(days, part);
  }

  private static String skips() {
    return String.join(
        "\n",
        Checkov.skip("CKV_AZURE_33", "no queues are kept here"),
        Checkov.skip("CKV_AZURE_59", "see network_rules"),
        Checkov.skip("CKV_AZURE_206", "the workspace has a second copy of the newest part"),
        Checkov.skip("CKV2_AZURE_1", "logs hold no customer data"),
        Checkov.skip("CKV2_AZURE_33", "Azure Monitor does not write by private endpoints"),
        Checkov.skip("CKV2_AZURE_38", "immutable blobs cannot be deleted in the first place"));
  }

  private static void expiry(int days, StackPart.Builder part) {
    part.resource(
        FILE,
        ResourceAddress.managed("azurerm_storage_management_policy", "audit_log"),
        "",
        Body.builder()
            .set("storage_account_id", ACCOUNT.reference().dot("id"))
            .block(
                "rule",
                Body.builder()
                    .set("name", "expired")
                    .set("enabled", true)
                    .block("filters", Body.builder().set("blob_types", list(text("appendBlob"))))
                    .block(
                        "actions",
                        Body.builder()
                            .block(
                                "base_blob",
                                Body.builder()
                                    .set(
                                        "delete_after_days_since_creation_greater_than",
                                        number(Math.min(days + 1, 99_999)))))),
        WHY);
  }

  private static void alerts(Blueprint blueprint, StackPart.Builder part, boolean audited) {
    part.resource(
        Monitoring.FILE,
        AzureAddresses.healthAlert("platform_service_health"),
        "",
        alert(blueprint, "service-health", "Azure has trouble or plans to, in our regions.")
            .block(
                "criteria",
                Body.builder()
                    .set("category", "ServiceHealth")
                    .block(
                        "service_health",
                        Body.builder()
                            .set("locations", texts(blueprint.project().regions()))
                            .set(
                                "events",
                                texts(List.of("ActionRequired", "Incident", "Security"))))),
        Monitoring.WHY);
    if (audited) {
      part.resource(
          Monitoring.FILE,
          AzureAddresses.healthAlert("platform_lock_lifted"),
          "",
          alert(blueprint, "lock-lifted", "Somebody lifted a lock that keeps data.")
              .block(
                  "criteria",
                  Body.builder()
                      .set("category", "Administrative")
                      .set("operation_name", "Microsoft.Authorization/locks/delete")),
          WHY);
    }
  }

  private static Body.Builder alert(Blueprint blueprint, String name, String description) {
    return Body.builder()
        .set("name", AzureNames.resource(blueprint, name))
        .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
        .set("location", "global")
        .set(
            "description",
            description + " Runbook: docs/infrastructure/RUNBOOK.md#platform-notices")
        .set("scopes", list(subscription()))
        .set("tags", local("tags"))
        .block(
            "action",
            Body.builder()
                .set("action_group_id", AzureAddresses.WARNING_GROUP.reference().dot("id")));
  }
}
