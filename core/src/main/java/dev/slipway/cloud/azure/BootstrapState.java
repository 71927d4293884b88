package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Body.Argument;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.Optional;

/** The storage account that holds the Terraform state, in a resource group of its own. */
final class BootstrapState {

  static final ResourceAddress GROUP = ResourceAddress.managed("azurerm_resource_group", "state");
  static final ResourceAddress ACCOUNT =
      ResourceAddress.managed("azurerm_storage_account", "state");
  static final ResourceAddress CONTAINER =
      ResourceAddress.managed("azurerm_storage_container", "main");
  private static final String FILE = "main.tf";
  private static final int KEPT_DAYS = 90;
  private static final int UNDELETE_DAYS = 30;

  private BootstrapState() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        FILE,
        GROUP,
        "",
        Body.builder()
            .set("name", AzureNames.stateGroup(blueprint))
            .set("location", var("location"))
            .set("tags", local("tags")),
        BootstrapStack.WHY);
    part.resource(
        FILE,
        ACCOUNT,
        "Whoever reads the state knows everything about the environment.",
        Meta.NONE.withLifecycle(Body.builder().set("prevent_destroy", true).build()),
        account(blueprint),
        BootstrapStack.WHY);
    container(part, CONTAINER, "tfstate", "");
    container(
        part,
        ResourceAddress.managed("azurerm_storage_container", "bootstrap"),
        "bootstrap",
        "The pipeline is let into the other one only: it could widen its own rights here.");
    versions(part);
    part.resource(
        FILE,
        ResourceAddress.managed("azurerm_management_lock", "state"),
        "Holds for owners too; the pipeline cannot lift it.",
        Body.builder()
            .set("name", "keeps-state")
            .set("scope", ACCOUNT.reference().dot("id"))
            .set("lock_level", "CanNotDelete")
            .set("notes", "Holds the Terraform state."),
        BootstrapStack.WHY);
    part.output(
        "outputs.tf",
        "state_account",
        ACCOUNT.reference().dot("name"),
        "Storage account of the Terraform state, as in environments/*.azurerm.tfbackend.",
        BootstrapStack.WHY);
    part.output(
        "outputs.tf",
        "state_account_id",
        ACCOUNT.reference().dot("id"),
        "The same as an id, to let a person in.",
        BootstrapStack.WHY);
  }

  private static Body.Builder account(Blueprint blueprint) {
    boolean zones = Place.primary(blueprint).zones();
    return Body.builder()
        .add(
            new Argument(
                "name", AzureNames.storage(blueprint, "tfstate"), skips(zones), Optional.empty()))
        .set("resource_group_name", GROUP.reference().dot("name"))
        .set("location", var("location"))
        .set("account_kind", "StorageV2")
        .set("account_tier", "Standard")
        .set("account_replication_type", zones ? "ZRS" : "GRS")
        .set("min_tls_version", "TLS1_2")
        .set(
            "shared_access_key_enabled",
            bool(false),
            "Only identities open it: a key would open everything, to anybody who has it.")
        .set("default_to_oauth_authentication", true)
        .set("allow_nested_items_to_be_public", false)
        .set("cross_tenant_replication_enabled", false)
        .set("local_user_enabled", false)
        .set(
            "public_network_access_enabled",
            bool(true),
            "GitHub's runners come from changing addresses; identities guard it.")
        .set("infrastructure_encryption_enabled", true)
        .set("tags", local("tags"))
        .block(
            "blob_properties",
            Body.builder()
                .set("versioning_enabled", true)
                .block("delete_retention_policy", Body.builder().set("days", UNDELETE_DAYS))
                .block(
                    "container_delete_retention_policy",
                    Body.builder().set("days", UNDELETE_DAYS)));
  }

  private static String skips(boolean zones) {
    String skips =
        String.join(
            "\n",
            Checkov.skip("CKV_AZURE_33", "no queues are kept here"),
            Checkov.skip("CKV_AZURE_59", "see public_network_access_enabled"),
            Checkov.skip(
                "CKV2_AZURE_1",
                "the platform's key encrypts it, and nobody has to keep"
                    + " one whose loss would lose the state"),
            Checkov.skip("CKV2_AZURE_21", "the activity log and versions show who wrote what"),
            Checkov.skip("CKV2_AZURE_33", "see public_network_access_enabled"));
    return zones
        ? skips
            + "\n"
            + Checkov.skip("CKV_AZURE_206", "three zones; what exists can be imported anew")
        : skips;
  }

  private static void container(
      StackPart.Builder part, ResourceAddress address, String name, String comment) {
    part.resource(
        FILE,
        address,
        comment,
        Meta.NONE.withLifecycle(Body.builder().set("prevent_destroy", true).build()),
        Body.builder()
            .add(
                new Argument(
                    "name",
                    text(name),
                    Checkov.skip(
                        "CKV2_AZURE_21", "the activity log and versions show who wrote what"),
                    Optional.empty()))
            .set("storage_account_id", ACCOUNT.reference().dot("id"))
            .set("container_access_type", "private"),
        BootstrapStack.WHY);
  }

  private static void versions(StackPart.Builder part) {
    part.resource(
        FILE,
        ResourceAddress.managed("azurerm_storage_management_policy", "state"),
        "Older states stay long enough to go back.",
        Body.builder()
            .set("storage_account_id", ACCOUNT.reference().dot("id"))
            .block(
                "rule",
                Body.builder()
                    .set("name", "old-versions")
                    .set("enabled", true)
                    .block("filters", Body.builder().set("blob_types", list(text("blockBlob"))))
                    .block(
                        "actions",
                        Body.builder()
                            .block(
                                "version",
                                Body.builder()
                                    .set("delete_after_days_since_creation", KEPT_DAYS)))),
        BootstrapStack.WHY);
  }
}
