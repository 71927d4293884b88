package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/** The storage account that a function app keeps its code and its locks in; each has its own. */
final class FunctionStorage {

  private static final String CONTAINER = "code";

  private FunctionStorage() {}

  static ResourceAddress account(Workload workload) {
    return ResourceAddress.managed(
        "azurerm_storage_account", ResourceAddress.id(workload.name()) + "_code");
  }

  private static ResourceAddress container(Workload workload) {
    return ResourceAddress.managed(
        "azurerm_storage_container", ResourceAddress.id(workload.name()) + "_code");
  }

  static void add(Blueprint blueprint, Workload workload, Place place, StackPart.Builder part) {
    Provenance why =
        Provenance.of(workload.element(), "workload." + workload.name() + ".kind", "platform");
    Body.Builder body =
        Body.builder()
            .set("name", name(blueprint, workload, place), skips())
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("location", place.location())
            .set("account_tier", "Standard")
            .set("account_replication_type", place.zones() ? "ZRS" : "LRS")
            .set("min_tls_version", "TLS1_2")
            .set("allow_nested_items_to_be_public", false)
            .set("local_user_enabled", false)
            .set(
                "shared_access_key_enabled",
                bool(true),
                "Provider 5.2 writes a connection string without a key when it is told to use an"
                    + " identity, and\nthe app does not start"
                    + " (hashicorp/terraform-provider-azurerm#29693). The key opens this app's"
                    + " code\nand locks, nothing else.")
            .set("tags", local("tags"))
            .block(
                "sas_policy",
                Body.builder()
                    .set("expiration_period", "00.01:00:00")
                    .set("expiration_action", "Log"))
            .block(
                "blob_properties",
                Body.builder()
                    .block("delete_retention_policy", Body.builder().set("days", 7))
                    .block("container_delete_retention_policy", Body.builder().set("days", 7)));
    if (NetworkPass.needed(blueprint)) {
      body.block("network_rules", onlyFunctions(place));
    }
    part.resource(StackFiles.MAIN, place.of(account(workload)), "", place.meta(), body, why);
    part.resource(
        StackFiles.MAIN,
        place.of(container(workload)),
        "",
        place.meta(),
        Body.builder()
            .set(
                "name",
                text(CONTAINER),
                Checkov.skip("CKV2_AZURE_21", "who reads it is the platform, which starts the app"))
            .set("storage_account_id", place.one(account(workload)).dot("id"))
            .set("container_access_type", "private"),
        why);
  }

  private static String skips() {
    return String.join(
        "\n",
        List.of(
            Checkov.skip("CKV_AZURE_33", "no queues are kept here"),
            Checkov.skip("CKV_AZURE_59", "a service endpoint lets in the functions' subnet only"),
            Checkov.skip("CKV_AZURE_206", "code that the pipeline can deploy again"),
            Checkov.skip("CKV2_AZURE_1", "code is no customer data"),
            Checkov.skip("CKV2_AZURE_33", "a service endpoint does the same and costs nothing"),
            Checkov.skip("CKV2_AZURE_40", "see shared_access_key_enabled")));
  }

  private static Expression name(Blueprint blueprint, Workload workload, Place place) {
    String prefix = place.isPrimary() ? "fn" : "fn" + (place.index() + 1);
    return AzureNames.storage(blueprint, prefix + workload.name());
  }

  private static Body.Builder onlyFunctions(Place place) {
    return Body.builder()
        .set("default_action", "Deny")
        .set("bypass", texts(List.of("AzureServices")))
        .set(
            "virtual_network_subnet_ids",
            list(place.one(AzureAddresses.FUNCTIONS_SUBNET).dot("id")));
  }

  /** Tells the function app where its code and its locks are. */
  static void use(Workload workload, Place place, Body.Builder app) {
    app.set("storage_container_type", "blobContainer")
        .set(
            "storage_container_endpoint",
            template(
                place.one(account(workload)).dot("primary_blob_endpoint"),
                place.one(container(workload)).dot("name")))
        .set("storage_authentication_type", text("StorageAccountConnectionString"))
        .set("storage_access_key", place.one(account(workload)).dot("primary_access_key"));
  }
}
