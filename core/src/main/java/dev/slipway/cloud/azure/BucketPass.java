package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Recovery;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Blob storage: an account for each bucket, since what matters (keys, network, redundancy, life
 * cycle) is set for an account.
 */
final class BucketPass implements Pass {

  private static final String FILE = StackFiles.STORAGE;
  private static final int KEPT_DAYS = 14;
  private static final int OLD_VERSION_DAYS = 30;

  @Override
  public String name() {
    return "buckets";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Datastore.Bucket bucket : blueprint.datastores(Datastore.Bucket.class)) {
      Provenance why = Provenance.of(bucket.element(), "bucket." + bucket.name());
      Reference account = AzureAddresses.storage(bucket.name()).reference();
      part.resource(
          FILE,
          AzureAddresses.storage(bucket.name()),
          bucket.purpose(),
          Locks.kept(blueprint, CustomerKeys.after(blueprint)),
          account(blueprint, part, bucket, why),
          why);
      part.resource(
          FILE,
          AzureAddresses.container(bucket.name()),
          "",
          Locks.kept(blueprint),
          Body.builder()
              .set("name", text(bucket.name()), containerWaivers())
              .set("storage_account_id", account.dot("id"))
              .set("container_access_type", "private"),
          why);
      lifecycle(bucket, part, why);
      PrivateEndpoints.add(
          blueprint,
          part,
          FILE,
          PrivateEndpoints.Service.BLOB,
          bucket.name(),
          account.dot("id"),
          why);
      Locks.add(part, FILE, bucket.name(), account.dot("id"), why);
    }
    return part.build();
  }

  private static Body.Builder account(
      Blueprint blueprint, StackPart.Builder part, Datastore.Bucket bucket, Provenance why) {
    boolean network = PrivateEndpoints.possible(blueprint);
    Body.Builder body =
        Body.builder()
            .set("name", AzureNames.storage(blueprint, bucket.name()), accountWaivers(blueprint))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("location", var("location"))
            .set("account_kind", "StorageV2")
            .set("account_tier", "Standard")
            .set("account_replication_type", replication(blueprint, part, bucket, why))
            .set("access_tier", "Hot")
            .set("min_tls_version", "TLS1_2")
            .set(
                "shared_access_key_enabled",
                bool(false),
                "Only identities open it: a key would open everything, to anybody who has it.")
            .set("default_to_oauth_authentication", true)
            .set("allow_nested_items_to_be_public", false)
            .set("cross_tenant_replication_enabled", false)
            .set("local_user_enabled", false);
    if (network) {
      body.set("public_network_access_enabled", false);
    } else {
      body.set(
          "public_network_access_enabled",
          bool(true),
          "Nothing in this design has a private network; identities guard it.");
    }
    body.set("tags", local("tags"));
    CustomerKeys.identity(blueprint, body);
    CustomerKeys.storage(blueprint, body);
    return body.block("blob_properties", blobs(bucket));
  }

  private static Reference replication(
      Blueprint blueprint, StackPart.Builder part, Datastore.Bucket bucket, Provenance why) {
    boolean several = blueprint.recovery().topology() == Recovery.Topology.MULTI_REGION;
    boolean zones = Place.primary(blueprint).zones();
    return new EnvironmentInputs(blueprint, part, why)
        .choice(
            ResourceAddress.id(bucket.name()) + "_replication",
            "Copies of "
                + bucket.name()
                + ": LRS in one place, ZRS in three zones, GRS and GZRS in the paired region too.",
            List.of("LRS", "ZRS", "GRS", "GZRS", "RAGRS", "RAGZRS"),
            e -> {
              if (!e.equals(blueprint.production())) {
                return "LRS";
              }
              return several ? (zones ? "RAGZRS" : "RAGRS") : (zones ? "ZRS" : "LRS");
            });
  }

  private static Body.Builder blobs(Datastore.Bucket bucket) {
    Body.Builder body = Body.builder().set("versioning_enabled", bucket.versioning());
    return body.block(
            "delete_retention_policy",
            Body.builder().set("days", KEPT_DAYS),
            "Two weeks in which a deleted object can be had back.")
        .block("container_delete_retention_policy", Body.builder().set("days", KEPT_DAYS));
  }

  private static void lifecycle(Datastore.Bucket bucket, StackPart.Builder part, Provenance why) {
    List<Body.Builder> rules = new ArrayList<>();
    if (bucket.colderAfterDays().isPresent() || bucket.retentionDays().isPresent()) {
      Body.Builder base = Body.builder();
      bucket
          .colderAfterDays()
          .ifPresent(d -> base.set("tier_to_cool_after_days_since_modification_greater_than", d));
      bucket
          .retentionDays()
          .ifPresent(d -> base.set("delete_after_days_since_modification_greater_than", d));
      rules.add(rule("age", Body.builder().block("base_blob", base)));
    }
    if (bucket.versioning()) {
      rules.add(
          rule(
              "old-versions",
              Body.builder()
                  .block(
                      "version",
                      Body.builder().set("delete_after_days_since_creation", OLD_VERSION_DAYS))));
    }
    if (rules.isEmpty()) {
      return;
    }
    Body.Builder body =
        Body.builder()
            .set("storage_account_id", AzureAddresses.storage(bucket.name()).reference().dot("id"));
    rules.forEach(rule -> body.block("rule", rule));
    part.resource(
        FILE,
        ResourceAddress.managed(
            "azurerm_storage_management_policy", ResourceAddress.id(bucket.name())),
        "",
        body,
        why);
  }

  private static Body.Builder rule(String name, Body.Builder actions) {
    return Body.builder()
        .set("name", name)
        .set("enabled", true)
        .block("filters", Body.builder().set("blob_types", list(text("blockBlob"))))
        .block("actions", actions);
  }

  private static String accountWaivers(Blueprint blueprint) {
    List<String> waivers = new ArrayList<>();
    waivers.add(
        Checkov.skip(
            "CKV_AZURE_33", "there are no queues in this account, so nothing of theirs to log"));
    waivers.add(
        Checkov.skip("CKV_AZURE_206", "how many copies there are is set for each environment"));
    waivers.add(
        Checkov.skip("CKV2_AZURE_40", "shared keys are off; the rule reads the older argument"));
    if (!CustomerKeys.wanted(blueprint)) {
      waivers.add(
          Checkov.skip(
              "CKV2_AZURE_1", "nothing asks for keys of the company's own; Azure's encrypt it"));
    }
    if (!PrivateEndpoints.possible(blueprint)) {
      String open = "nothing in this design has a private network; identities guard it";
      waivers.add(Checkov.skip("CKV_AZURE_59", open));
      waivers.add(Checkov.skip("CKV2_AZURE_33", open));
    }
    return String.join("\n", waivers);
  }

  private static String containerWaivers() {
    return Checkov.skip("CKV2_AZURE_21", "who reads what is in the diagnostic logs of the account");
  }
}
