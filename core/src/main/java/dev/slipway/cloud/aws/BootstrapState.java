package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/** The bucket that holds the state, and what holds for every bucket of the account. */
final class BootstrapState {

  static final ResourceAddress BUCKET = ResourceAddress.managed("aws_s3_bucket", "terraform_state");
  private static final ResourceAddress TRANSPORT = Policies.document("terraform_state");
  private static final int KEPT_VERSIONS = 30;
  private static final int KEPT_DAYS = 90;

  private BootstrapState() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    bucket(blueprint, part);
    protection(part);
    versions(part);
    transport(part);
    part.resource(
        StackFiles.MAIN,
        ResourceAddress.managed("aws_s3_account_public_access_block", "account"),
        "Nothing of this project is served from a public bucket, so none can become one.",
        blocked(Body.builder()),
        BootstrapStack.WHY);
    part.output(
        StackFiles.OUTPUTS,
        "state_bucket",
        BUCKET.reference().dot("id"),
        "Bucket of the Terraform state, as in environments/*.s3.tfbackend.",
        BootstrapStack.WHY);
  }

  static Reference arn() {
    return BUCKET.reference().dot("arn");
  }

  private static ResourceAddress of(String type) {
    return ResourceAddress.managed("aws_s3_bucket_" + type, BUCKET.name());
  }

  private static Body.Builder ofBucket() {
    return Body.builder().set("bucket", BUCKET.reference().dot("id"));
  }

  private static void bucket(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        StackFiles.MAIN,
        BUCKET,
        "The state of the main stack: whoever reads it knows everything about the environment.",
        Meta.NONE.withLifecycle(Body.builder().set("prevent_destroy", bool(true)).build()),
        Body.builder()
            .set(
                "bucket",
                BucketPass.name(blueprint, "terraform-state"),
                String.join(
                    "\n",
                    Checkov.skip("CKV_AWS_18", "who reads it is told by CloudTrail"),
                    Checkov.skip("CKV_AWS_144", "it can be rebuilt by import"),
                    Checkov.skip("CKV2_AWS_62", "nothing waits for a change of it"),
                    Checkov.skip("CKV_AWS_145", "the account's own key encrypts it"))),
        BootstrapStack.WHY);
  }

  private static void protection(StackPart.Builder part) {
    part.resource(
        StackFiles.MAIN, of("public_access_block"), "", blocked(ofBucket()), BootstrapStack.WHY);
    part.resource(
        StackFiles.MAIN,
        of("ownership_controls"),
        "",
        ofBucket().block("rule", Body.builder().set("object_ownership", "BucketOwnerEnforced")),
        BootstrapStack.WHY);
    part.resource(
        StackFiles.MAIN,
        of("server_side_encryption_configuration"),
        "",
        ofBucket()
            .block(
                "rule",
                Body.builder()
                    .set("bucket_key_enabled", true)
                    .block(
                        "apply_server_side_encryption_by_default",
                        Body.builder().set("sse_algorithm", "aws:kms"))),
        BootstrapStack.WHY);
  }

  private static Body.Builder blocked(Body.Builder body) {
    return body.set("block_public_acls", true)
        .set("block_public_policy", true)
        .set("ignore_public_acls", true)
        .set("restrict_public_buckets", true);
  }

  private static void versions(StackPart.Builder part) {
    part.resource(
        StackFiles.MAIN,
        of("versioning"),
        "",
        ofBucket().block("versioning_configuration", Body.builder().set("status", "Enabled")),
        BootstrapStack.WHY);
    part.resource(
        StackFiles.MAIN,
        of("lifecycle_configuration"),
        "Older states stay long enough to go back.",
        Meta.NONE.withDependsOn(List.of(of("versioning").reference())),
        ofBucket()
            .block(
                "rule",
                Body.builder()
                    .set("id", "old-states")
                    .set("status", "Enabled")
                    .block("filter", Body.builder())
                    .block(
                        "noncurrent_version_expiration",
                        Body.builder()
                            .set("noncurrent_days", KEPT_DAYS)
                            .set("newer_noncurrent_versions", KEPT_VERSIONS))
                    .block(
                        "abort_incomplete_multipart_upload",
                        Body.builder().set("days_after_initiation", 7))),
        BootstrapStack.WHY);
  }

  private static void transport(StackPart.Builder part) {
    part.resource(
        StackFiles.MAIN,
        TRANSPORT,
        "",
        Body.builder()
            .block("statement", refuse("OnlyEncrypted", "Bool", "aws:SecureTransport", "false"))
            .block("statement", refuse("OnlyModernTls", "NumericLessThan", "s3:TlsVersion", "1.2")),
        BootstrapStack.WHY);
    part.resource(
        StackFiles.MAIN,
        of("policy"),
        "",
        Meta.NONE.withDependsOn(List.of(of("public_access_block").reference())),
        ofBucket().set("policy", Policies.json(TRANSPORT)),
        BootstrapStack.WHY);
  }

  private static Body.Builder refuse(String sid, String test, String variable, String value) {
    Expression everything = template(arn(), "/*");
    return Body.builder()
        .set("sid", sid)
        .set("effect", "Deny")
        .set("actions", texts(List.of("s3:*")))
        .set("resources", list(arn(), everything))
        .block(
            "principals", Body.builder().set("type", "*").set("identifiers", texts(List.of("*"))))
        .block(
            "condition",
            Body.builder()
                .set("test", test)
                .set("variable", variable)
                .set("values", list(text(value))));
  }
}
