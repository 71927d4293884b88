package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/** S3 buckets: private, encrypted, reached over TLS only, tidied by rules. */
final class BucketPass implements Pass {

  private static final String FILE = StackFiles.STORAGE;

  @Override
  public String name() {
    return "buckets";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    List<Datastore.Bucket> buckets = blueprint.datastores(Datastore.Bucket.class);
    for (Datastore.Bucket bucket : buckets) {
      new Bucket(blueprint, bucket, part).add();
    }
    if (!buckets.isEmpty() && Requirement.auditLogs(blueprint)) {
      new AccessLogs(blueprint, part).add();
    }
    return part.build();
  }

  /** Names of buckets are unique in the world, so they end with the account's id. */
  static Expression name(Blueprint blueprint, String part) {
    String withRoom = AwsNames.bucket(blueprint, "000000000000", part);
    return template(withRoom.substring(0, withRoom.length() - 12), var("account_id"));
  }

  /** The parts that S3 wants to be configured one by one. */
  static ResourceAddress of(String type, ResourceAddress bucket) {
    return ResourceAddress.managed("aws_s3_bucket_" + type, bucket.name());
  }

  /** What every bucket has: no public way in, no access lists, encryption. */
  static void guard(
      Blueprint blueprint,
      ResourceAddress bucket,
      boolean ownKey,
      StackPart.Builder part,
      Provenance why) {
    Reference id = bucket.reference().dot("id");
    part.resource(
        FILE,
        of("public_access_block", bucket),
        "",
        Body.builder()
            .set("bucket", id)
            .set("block_public_acls", true)
            .set("block_public_policy", true)
            .set("ignore_public_acls", true)
            .set("restrict_public_buckets", true),
        why);
    part.resource(
        FILE,
        of("ownership_controls", bucket),
        "",
        Body.builder()
            .set("bucket", id)
            .block("rule", Body.builder().set("object_ownership", "BucketOwnerEnforced")),
        why);
    Body.Builder key = Body.builder();
    boolean own = ownKey && Requirement.customerManagedKeys(blueprint);
    key.set("sse_algorithm", own ? "aws:kms" : "AES256");
    if (own) {
      key.set("kms_master_key_id", Encryption.key());
    }
    Body.Builder rule = Body.builder();
    if (own) {
      rule.set("bucket_key_enabled", bool(true), "One call to the key for many objects.");
    }
    part.resource(
        FILE,
        of("server_side_encryption_configuration", bucket),
        "",
        Body.builder()
            .set("bucket", id)
            .block("rule", rule.block("apply_server_side_encryption_by_default", key)),
        why);
  }
}
