package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import java.util.List;

/** DynamoDB tables. */
final class DocumentPass implements Pass {

  private static final String FILE = StackFiles.DATABASE;

  /** As far back as DynamoDB can go. */
  private static final int LONGEST_WINDOW = 35;

  @Override
  public String name() {
    return "documents";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Datastore.Document document : blueprint.datastores(Datastore.Document.class)) {
      part.resource(
          FILE,
          AwsAddresses.document(document.name()),
          "One table for all kinds of documents: \"pk\" says whose it is and \"sk\" which one, such"
              + " as USER#7 and ORDER#2026-01-31#9, so that what is read together lies together."
              + " Nothing but the keys is fixed here; the program decides on them, and they cannot"
              + " be changed afterwards.",
          table(blueprint, document),
          Provenance.of(document.element(), "document." + document.name()));
    }
    return part.build();
  }

  private static Body.Builder table(Blueprint blueprint, Datastore.Document document) {
    Body.Builder body =
        Body.builder()
            .set(
                "name",
                text(AwsNames.resource(blueprint, document.name())),
                waivers(blueprint, document))
            .set(
                "billing_mode",
                text("PAY_PER_REQUEST"),
                "No capacity to guess: an idle table costs its storage only.")
            .set("hash_key", "pk")
            .set("range_key", "sk")
            .set("deletion_protection_enabled", var("deletion_protection"))
            .block("attribute", Body.builder().set("name", "pk").set("type", "S"))
            .block("attribute", Body.builder().set("name", "sk").set("type", "S"))
            .block(
                "ttl",
                Body.builder().set("attribute_name", "expires_at").set("enabled", true),
                "An item with a second of Unix time here is deleted after it, free of charge.");
    body.block("point_in_time_recovery", recovery(document));
    if (Place.multiRegional(blueprint)) {
      replicated(blueprint, document, body);
    }
    if (Requirement.customerManagedKeys(blueprint)) {
      body.block(
          "server_side_encryption",
          Encryption.with(blueprint, Body.builder().set("enabled", bool(true)), "kms_key_arn"));
    }
    return body;
  }

  private static void replicated(
      Blueprint blueprint, Datastore.Document document, Body.Builder body) {
    Body.Builder replica =
        Body.builder()
            .set("region_name", ref("replica.value"))
            .set("point_in_time_recovery", document.pointInTimeRecovery())
            .set("propagate_tags", true);
    Encryption.with(blueprint, Place.SECONDARY, replica, "kms_key_arn");
    body.set("stream_enabled", true)
        .set("stream_view_type", "NEW_AND_OLD_IMAGES")
        .block(
            "dynamic",
            List.of("replica"),
            Body.builder()
                .set("for_each", when(Place.absent(), list(), list(Place.SECOND_REGION)))
                .block("content", replica),
            "Both regions read and write it; of two writes to one item the later one stays.");
  }

  private static Body.Builder recovery(Datastore.Document document) {
    Body.Builder recovery = Body.builder().set("enabled", document.pointInTimeRecovery());
    if (document.pointInTimeRecovery()) {
      recovery.set(
          "recovery_period_in_days",
          number(Math.clamp(document.backupRetentionDays(), 1, LONGEST_WINDOW)));
    }
    return recovery;
  }

  private static String waivers(Blueprint blueprint, Datastore.Document document) {
    StringBuilder waivers = new StringBuilder();
    if (!Requirement.customerManagedKeys(blueprint)) {
      waivers.append(
          Checkov.skip(
              "CKV_AWS_119",
              "the service's own key encrypts it; nothing asks for keys held by the company"));
    }
    if (!document.pointInTimeRecovery()) {
      waivers.append(waivers.isEmpty() ? "" : "\n");
      waivers.append(Checkov.skip("CKV_AWS_28", "daily backups are all that the design asks for"));
    }
    return waivers.toString();
  }
}
