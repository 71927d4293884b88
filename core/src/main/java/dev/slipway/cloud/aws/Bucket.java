package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;

/** One bucket of the design. */
final class Bucket {

  private static final String FILE = StackFiles.STORAGE;

  /** S3 takes no object to the colder class before it is this old. */
  private static final int COLDER_AT_LEAST = 30;

  private static final int NONCURRENT_DAYS = 30;

  private final Blueprint blueprint;
  private final Datastore.Bucket bucket;
  private final StackPart.Builder part;
  private final ResourceAddress address;
  private final Provenance why;

  Bucket(Blueprint blueprint, Datastore.Bucket bucket, StackPart.Builder part) {
    this.blueprint = blueprint;
    this.bucket = bucket;
    this.part = part;
    this.address = AwsAddresses.bucket(bucket.name());
    this.why = Provenance.of(bucket.element(), "bucket." + bucket.name());
  }

  void add() {
    part.resource(
        FILE,
        address,
        bucket.purpose(),
        Body.builder()
            .set("bucket", BucketPass.name(blueprint, bucket.name()), waivers())
            .set("force_destroy", new Expression.Unary("!", var("deletion_protection"))),
        why);
    BucketPass.guard(blueprint, address, true, part, why);
    part.resource(
        FILE,
        BucketPass.of("versioning", address),
        "",
        Body.builder()
            .set("bucket", id())
            .block(
                "versioning_configuration",
                Body.builder().set("status", bucket.versioning() ? "Enabled" : "Suspended")),
        why);
    lifecycle();
    policy();
    if (Requirement.auditLogs(blueprint)) {
      AccessLogs.of(bucket, part, why);
    }
  }

  private Reference id() {
    return address.reference().dot("id");
  }

  private void lifecycle() {
    Body.Builder body = Body.builder().set("bucket", id());
    colder(body);
    bucket
        .retentionDays()
        .ifPresent(days ->
            rule(
                body,
                "expire",
                Body.builder().block("expiration", Body.builder().set("days", days)),
                ""));
    if (bucket.versioning()) {
      rule(
          body,
          "old-versions",
          Body.builder()
              .block(
                  "noncurrent_version_expiration",
                  Body.builder()
                      .set("noncurrent_days", NONCURRENT_DAYS)
                      .set("newer_noncurrent_versions", 3))
              .block("expiration", Body.builder().set("expired_object_delete_marker", true)),
          "Overwritten versions go after 30 days once there are three newer ones.");
    }
    rule(
        body,
        "unfinished-uploads",
        Body.builder()
            .block(
                "abort_incomplete_multipart_upload",
                Body.builder().set("days_after_initiation", 7)),
        "");
    part.resource(
        FILE,
        BucketPass.of("lifecycle_configuration", address),
        "",
        Meta.NONE.withDependsOn(List.of(BucketPass.of("versioning", address).reference())),
        body,
        why);
  }

  private void colder(Body.Builder body) {
    int days = Math.max(COLDER_AT_LEAST, bucket.colderAfterDays().orElse(0));
    boolean outlived = bucket.retentionDays().filter(kept -> kept <= days).isPresent();
    if (bucket.colderAfterDays().isPresent() && !outlived) {
      rule(
          body,
          "colder",
          Body.builder()
              .block(
                  "transition",
                  Body.builder().set("days", days).set("storage_class", "STANDARD_IA")),
          "Half the price to keep, and dearer to read; small objects stay where they are.");
    }
  }

  private static void rule(Body.Builder body, String id, Body.Builder what, String comment) {
    Body.Builder rule =
        Body.builder().set("id", id).set("status", "Enabled").block("filter", Body.builder());
    what.build().items().forEach(rule::add);
    body.block("rule", rule, comment);
  }

  private void policy() {
    ResourceAddress document =
        ResourceAddress.data("aws_iam_policy_document", address.name() + "_bucket");
    Reference arn = address.reference().dot("arn");
    part.resource(FILE, document, "", Body.builder().block("statement", tlsOnly(arn)), why);
    part.resource(
        FILE,
        BucketPass.of("policy", address),
        "",
        Meta.NONE.withDependsOn(List.of(BucketPass.of("public_access_block", address).reference())),
        Body.builder().set("bucket", id()).set("policy", document.reference().dot("json")),
        why);
  }

  /** Refuses everybody who comes without TLS. */
  static Body.Builder tlsOnly(Reference arn) {
    return Body.builder()
        .set("sid", "TlsOnly")
        .set("effect", "Deny")
        .set("actions", texts(List.of("s3:*")))
        .set("resources", list(arn, template(arn, "/*")))
        .block(
            "principals", Body.builder().set("type", "*").set("identifiers", texts(List.of("*"))))
        .block(
            "condition",
            Body.builder()
                .set("test", "Bool")
                .set("variable", "aws:SecureTransport")
                .set("values", texts(List.of("false"))));
  }

  private String waivers() {
    List<String> waivers = new ArrayList<>();
    if (!Requirement.auditLogs(blueprint)) {
      waivers.add(Checkov.skip("CKV_AWS_18", "nothing asks for a record of who read which object"));
    }
    if (!bucket.versioning()) {
      waivers.add(Checkov.skip("CKV_AWS_21", "the design keeps no overwritten versions"));
    }
    waivers.add(
        Checkov.skip("CKV_AWS_144", "one region's three zones are as durable as the design asks"));
    if (!Requirement.customerManagedKeys(blueprint)) {
      waivers.add(
          Checkov.skip(
              "CKV_AWS_145",
              "S3's own key encrypts it; nothing asks for keys held by the company"));
    }
    waivers.add(Checkov.skip("CKV2_AWS_62", "no part of the system is told of its objects"));
    return String.join("\n", waivers);
  }
}
