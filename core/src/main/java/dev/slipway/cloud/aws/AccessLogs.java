package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;

/** The record of who read and wrote which object, in a bucket of its own. */
final class AccessLogs {

  private static final String FILE = StackFiles.STORAGE;
  private static final ResourceAddress BUCKET =
      ResourceAddress.managed("aws_s3_bucket", "access_logs");
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.OBSERVABILITY), "observability.logs", "compliance");

  private final Blueprint blueprint;
  private final StackPart.Builder part;

  AccessLogs(Blueprint blueprint, StackPart.Builder part) {
    this.blueprint = blueprint;
    this.part = part;
  }

  /** Has a bucket's accesses recorded. */
  static void of(Datastore.Bucket bucket, StackPart.Builder part, Provenance why) {
    ResourceAddress logged = AwsAddresses.bucket(bucket.name());
    part.resource(
        FILE,
        BucketPass.of("logging", logged),
        "",
        Meta.NONE.withDependsOn(List.of(BucketPass.of("policy", BUCKET).reference())),
        Body.builder()
            .set("bucket", logged.reference().dot("id"))
            .set("target_bucket", BUCKET.reference().dot("id"))
            .set("target_prefix", bucket.name() + "/"),
        why);
  }

  void add() {
    part.resource(
        FILE,
        BUCKET,
        "Who read and wrote which object.",
        Body.builder()
            .set("bucket", BucketPass.name(blueprint, "access-logs"), waivers())
            .set("force_destroy", new Expression.Unary("!", var("deletion_protection"))),
        WHY);
    BucketPass.guard(blueprint, BUCKET, false, part, WHY);
    part.resource(
        FILE,
        BucketPass.of("versioning", BUCKET),
        "",
        Body.builder()
            .set("bucket", BUCKET.reference().dot("id"))
            .block("versioning_configuration", Body.builder().set("status", "Enabled")),
        WHY);
    part.resource(
        FILE,
        BucketPass.of("lifecycle_configuration", BUCKET),
        "",
        Meta.NONE.withDependsOn(List.of(BucketPass.of("versioning", BUCKET).reference())),
        Body.builder()
            .set("bucket", BUCKET.reference().dot("id"))
            .block(
                "rule",
                Body.builder()
                    .set("id", "expire")
                    .set("status", "Enabled")
                    .block("filter", Body.builder())
                    .block(
                        "expiration",
                        Body.builder()
                            .set("days", Math.max(1, blueprint.observability().auditLogDays())))
                    .block(
                        "noncurrent_version_expiration", Body.builder().set("noncurrent_days", 30))
                    .block(
                        "abort_incomplete_multipart_upload",
                        Body.builder().set("days_after_initiation", 7))),
        WHY);
    policy();
  }

  private void policy() {
    ResourceAddress document =
        ResourceAddress.data("aws_iam_policy_document", "access_logs_bucket");
    Reference arn = BUCKET.reference().dot("arn");
    Body.Builder write =
        Body.builder()
            .set("sid", "Delivery")
            .set("actions", texts(List.of("s3:PutObject")))
            .set("resources", list(template(arn, "/*")))
            .block(
                "principals",
                Body.builder()
                    .set("type", "Service")
                    .set("identifiers", texts(List.of("logging.s3.amazonaws.com"))))
            .block(
                "condition",
                Body.builder()
                    .set("test", "StringEquals")
                    .set("variable", "aws:SourceAccount")
                    .set("values", list(var("account_id"))));
    part.resource(
        FILE,
        document,
        "",
        Body.builder().block("statement", write).block("statement", Bucket.tlsOnly(arn)),
        WHY);
    part.resource(
        FILE,
        BucketPass.of("policy", BUCKET),
        "",
        Meta.NONE.withDependsOn(List.of(BucketPass.of("public_access_block", BUCKET).reference())),
        Body.builder()
            .set("bucket", BUCKET.reference().dot("id"))
            .set("policy", document.reference().dot("json")),
        WHY);
  }

  private String waivers() {
    List<String> waivers = new ArrayList<>();
    waivers.add(Checkov.skip("CKV_AWS_18", "a log of the log's own bucket would never end"));
    waivers.add(
        Checkov.skip("CKV_AWS_144", "one region's three zones are as durable as the design asks"));
    waivers.add(Checkov.skip("CKV_AWS_145", "deliveries of access logs take no key but S3's own"));
    waivers.add(Checkov.skip("CKV2_AWS_62", "nobody waits for its objects"));
    return String.join("\n", waivers);
  }
}
