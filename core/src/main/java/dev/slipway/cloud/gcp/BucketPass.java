package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;

/** Cloud Storage buckets. */
final class BucketPass implements Pass {

  private static final String FILE = StackFiles.STORAGE;
  private static final long WEEK_SECONDS = 604_800;

  @Override
  public String name() {
    return "buckets";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Datastore.Bucket bucket : blueprint.datastores(Datastore.Bucket.class)) {
      part.service("storage.googleapis.com");
      part.resource(
          FILE,
          GcpAddresses.bucket(bucket.name()),
          bucket.purpose(),
          Encryption.after(blueprint, "storage"),
          bucket(blueprint, bucket),
          Provenance.of(bucket.element(), "bucket." + bucket.name()));
    }
    return part.build();
  }

  private static Body.Builder bucket(Blueprint blueprint, Datastore.Bucket bucket) {
    Body.Builder body =
        Body.builder()
            .set(
                "name",
                name(bucket.name()),
                Checkov.skip(
                    "CKV_GCP_62",
                    "who read or wrote what is in the audit logs; usage logs would repeat it"))
            .set("location", var("region"))
            .set("storage_class", "STANDARD")
            .set("uniform_bucket_level_access", true)
            .set("public_access_prevention", "enforced")
            .set("force_destroy", new Expression.Unary("!", var("deletion_protection")))
            .block("versioning", Body.builder().set("enabled", bucket.versioning()))
            .block(
                "soft_delete_policy",
                Body.builder().set("retention_duration_seconds", WEEK_SECONDS),
                "A week in which a deleted object can be had back.");
    lifecycle(body, bucket);
    if (Requirement.customerManagedKeys(blueprint)) {
      body.block("encryption", Encryption.with(blueprint, Body.builder(), "default_kms_key_name"));
    }
    return body;
  }

  /**
   * Bucket names are global, so they begin with the project's id; no part is so long that they
   * would be cut.
   */
  static Expression name(String part) {
    return template(var("project_id"), "-" + part);
  }

  private static void lifecycle(Body.Builder body, Datastore.Bucket bucket) {
    bucket
        .colderAfterDays()
        .ifPresent(days ->
            body.block(
                "lifecycle_rule",
                Body.builder()
                    .block(
                        "action",
                        Body.builder()
                            .set("type", "SetStorageClass")
                            .set("storage_class", "NEARLINE"))
                    .block("condition", Body.builder().set("age", days))));
    bucket
        .retentionDays()
        .ifPresent(days ->
            body.block(
                "lifecycle_rule",
                Body.builder()
                    .block("action", Body.builder().set("type", "Delete"))
                    .block("condition", Body.builder().set("age", days))));
    if (bucket.versioning()) {
      body.block(
          "lifecycle_rule",
          Body.builder()
              .block("action", Body.builder().set("type", "Delete"))
              .block(
                  "condition",
                  Body.builder()
                      .set("days_since_noncurrent_time", number(30))
                      .set("num_newer_versions", number(3))),
          "Overwritten versions go after 30 days once there are three newer ones.");
    }
    body.block(
        "lifecycle_rule",
        Body.builder()
            .block("action", Body.builder().set("type", "AbortIncompleteMultipartUpload"))
            .block("condition", Body.builder().set("age", 7)));
  }
}
