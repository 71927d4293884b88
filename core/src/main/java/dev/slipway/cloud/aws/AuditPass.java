package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/**
 * The record of who did what, where a control or a standard asks for it: CloudTrail in a locked
 * bucket, and the free analyzer of who outside has access. GuardDuty is left to the company: it is
 * priced by the volume of all logs, and is run for all accounts of an organization at once.
 */
final class AuditPass implements Pass {

  private static final String FILE = StackFiles.LOGGING;
  private static final ResourceAddress BUCKET = ResourceAddress.managed("aws_s3_bucket", "audit");
  private static final ResourceAddress TRAIL = ResourceAddress.managed("aws_cloudtrail", "audit");
  private static final ResourceAddress DOCUMENT = Policies.document("audit_bucket");
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.PROJECT), "compliance", "observability.logs");

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!Requirement.auditLogs(blueprint)) {
      return part.build();
    }
    bucket(blueprint, part);
    policy(blueprint, part);
    trail(blueprint, part);
    part.resource(
        FILE,
        ResourceAddress.managed("aws_accessanalyzer_analyzer", "account"),
        "Tells of everything that somebody outside the account can reach; it costs nothing.",
        Body.builder()
            .set("analyzer_name", AwsNames.resource(blueprint, "account"))
            .set("type", "ACCOUNT"),
        WHY);
    return part.build();
  }

  private static Reference id() {
    return BUCKET.reference().dot("id");
  }

  private static void bucket(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        FILE,
        BUCKET,
        "Who did what. Within the time nobody can delete it, so an account that is closed keeps it"
            + " too.",
        Body.builder()
            .set(
                "bucket",
                BucketPass.name(blueprint, "audit"),
                String.join(
                    "\n",
                    Checkov.skip("CKV_AWS_18", "a record of the record would never end"),
                    Checkov.skip("CKV_AWS_144", "the trail covers all regions in one place"),
                    Checkov.skip("CKV2_AWS_62", "nothing waits for a change of it"),
                    Checkov.skip("CKV_AWS_145", "the trail itself encrypts with the key")))
            .set("force_destroy", new Expression.Unary("!", var("deletion_protection"))),
        WHY);
    BucketPass.guard(blueprint, BUCKET, false, part, WHY);
    part.resource(
        FILE,
        BucketPass.of("versioning", BUCKET),
        "",
        Body.builder()
            .set("bucket", id())
            .block("versioning_configuration", Body.builder().set("status", "Enabled")),
        WHY);
    int days = Math.max(1, blueprint.observability().auditLogDays());
    part.resource(
        FILE,
        BucketPass.of("object_lock_configuration", BUCKET),
        "",
        Meta.NONE.withDependsOn(List.of(BucketPass.of("versioning", BUCKET).reference())),
        Body.builder()
            .set("bucket", id())
            .block(
                "rule",
                Body.builder()
                    .block(
                        "default_retention",
                        Body.builder()
                            .set(
                                "mode",
                                dev.slipway.stack.Expressions.when(
                                    var("deletion_protection"),
                                    text("COMPLIANCE"),
                                    text("GOVERNANCE")),
                                "COMPLIANCE cannot be undone by anybody, the account's owner"
                                    + " included.")
                            .set("days", days))),
        WHY);
    lifecycle(days, part);
  }

  private static void lifecycle(int days, StackPart.Builder part) {
    part.resource(
        FILE,
        BucketPass.of("lifecycle_configuration", BUCKET),
        "",
        Meta.NONE.withDependsOn(List.of(BucketPass.of("versioning", BUCKET).reference())),
        Body.builder()
            .set("bucket", id())
            .block(
                "rule",
                Body.builder()
                    .set("id", "expire")
                    .set("status", "Enabled")
                    .block("filter", Body.builder())
                    .block("expiration", Body.builder().set("days", days + 1))
                    .block(
                        "noncurrent_version_expiration", Body.builder().set("noncurrent_days", 1))
                    .block(
                        "abort_incomplete_multipart_upload",
                        Body.builder().set("days_after_initiation", 7))),
        WHY);
  }

  private static Expression trailArn(Blueprint blueprint) {
    return template(
        "arn:aws:cloudtrail:",
        var("region"),
        ":",
        var("account_id"),
        ":trail/" + AwsNames.resource(blueprint, "audit"));
  }

  private static Body.Builder service(
      Blueprint blueprint, String sid, String action, Expression on) {
    return Body.builder()
        .set("sid", sid)
        .set("actions", texts(List.of(action)))
        .set("resources", list(on))
        .block(
            "principals",
            Body.builder()
                .set("type", "Service")
                .set("identifiers", texts(List.of("cloudtrail.amazonaws.com"))))
        .block(
            "condition",
            Body.builder()
                .set("test", "StringEquals")
                .set("variable", "aws:SourceArn")
                .set("values", list(trailArn(blueprint))));
  }

  private static void policy(Blueprint blueprint, StackPart.Builder part) {
    Reference arn = BUCKET.reference().dot("arn");
    part.resource(
        FILE,
        DOCUMENT,
        "",
        Body.builder()
            .block("statement", service(blueprint, "Look", "s3:GetBucketAcl", arn))
            .block(
                "statement",
                service(
                    blueprint,
                    "Write",
                    "s3:PutObject",
                    template(arn, "/AWSLogs/", var("account_id"), "/*")))
            .block("statement", Bucket.tlsOnly(arn)),
        WHY);
    part.resource(
        FILE,
        BucketPass.of("policy", BUCKET),
        "",
        Meta.NONE.withDependsOn(List.of(BucketPass.of("public_access_block", BUCKET).reference())),
        Body.builder().set("bucket", id()).set("policy", DOCUMENT.reference().dot("json")),
        WHY);
  }

  private static void trail(Blueprint blueprint, StackPart.Builder part) {
    Body.Builder body =
        Body.builder()
            .set(
                "name",
                text(AwsNames.resource(blueprint, "audit")),
                String.join(
                    "\n",
                    Checkov.skip("CKV_AWS_252", "nobody reads a mail for each file of a trail"),
                    Checkov.skip(
                        "CKV2_AWS_10",
                        "a second copy in CloudWatch costs more than the"
                            + " trail; the bucket is what is asked for"),
                    Checkov.skip("CKV_AWS_35", "the account's own key encrypts it")))
            .set("s3_bucket_name", id())
            .set("is_multi_region_trail", true)
            .set("include_global_service_events", true)
            .set("enable_log_file_validation", true)
            .set("enable_logging", true)
            .block("advanced_event_selector", selector("Changes and sign-ins", "Management", ""))
            .block(
                "advanced_event_selector",
                selector("Who read and wrote which object", "Data", "AWS::S3::Object"));
    part.resource(
        FILE,
        TRAIL,
        "",
        Meta.NONE.withDependsOn(List.of(BucketPass.of("policy", BUCKET).reference())),
        body,
        WHY);
  }

  private static Body.Builder selector(String name, String category, String type) {
    Body.Builder selector =
        Body.builder()
            .set("name", name)
            .block(
                "field_selector",
                Body.builder()
                    .set("field", "eventCategory")
                    .set("equals", texts(List.of(category))));
    if (!type.isEmpty()) {
      selector.block(
          "field_selector",
          Body.builder().set("field", "resources.type").set("equals", texts(List.of(type))));
      selector.block(
          "field_selector",
          Body.builder()
              .set("field", "resources.ARN")
              .set("not_starts_with", list(template(BUCKET.reference().dot("arn"), "/"))),
          "A record of the record would never end.");
    }
    return selector;
  }
}
