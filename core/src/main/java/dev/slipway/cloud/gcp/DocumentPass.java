package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.ResourceAddress;

/** Firestore databases in native mode. */
final class DocumentPass implements Pass {

  private static final String FILE = StackFiles.DATABASE;
  private static final int LONGEST_RETENTION_DAYS = 98;

  @Override
  public String name() {
    return "document";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Datastore.Document store : blueprint.datastores(Datastore.Document.class)) {
      part.service("firestore.googleapis.com");
      Provenance why = Provenance.of(store.element(), "document." + store.name());
      part.resource(
          FILE,
          GcpAddresses.document(store.name()),
          "",
          Encryption.after(blueprint, "firestore"),
          database(blueprint, store),
          why);
      part.resource(
          FILE,
          ResourceAddress.managed(
              "google_firestore_backup_schedule", ResourceAddress.id(store.name())),
          "",
          Body.builder()
              .set("database", GcpAddresses.document(store.name()).reference().dot("name"))
              .set("retention", seconds(store))
              .block("daily_recurrence", Body.builder()),
          why);
    }
    return part.build();
  }

  private static String seconds(Datastore.Document store) {
    long days = Math.clamp(store.backupRetentionDays(), 1, LONGEST_RETENTION_DAYS);
    return days * 86_400 + "s";
  }

  private static Body.Builder database(Blueprint blueprint, Datastore.Document store) {
    Body.Builder body =
        Body.builder()
            .set("name", GcpNames.document(blueprint, store.name()))
            .set("location_id", var("region"))
            .set("type", "FIRESTORE_NATIVE")
            .set(
                "point_in_time_recovery_enablement",
                store.pointInTimeRecovery()
                    ? "POINT_IN_TIME_RECOVERY_ENABLED"
                    : "POINT_IN_TIME_RECOVERY_DISABLED")
            .set(
                "delete_protection_state",
                when(
                    var("deletion_protection"),
                    text("DELETE_PROTECTION_ENABLED"),
                    text("DELETE_PROTECTION_DISABLED")))
            .set(
                "deletion_policy",
                when(var("deletion_protection"), text("ABANDON"), text("DELETE")),
                "Where data is protected, a database that leaves this file stays.");
    if (Requirement.customerManagedKeys(blueprint)) {
      body.block("cmek_config", Encryption.with(blueprint, Body.builder(), "kms_key_name"));
    }
    return body;
  }
}
