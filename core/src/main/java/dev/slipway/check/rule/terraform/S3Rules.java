package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import java.util.List;
import java.util.Optional;

/** Buckets of AWS, and the state that is kept in buckets. */
final class S3Rules {

  private static final String BUCKET = "aws_s3_bucket";
  private static final String BLOCK = "aws_s3_bucket_public_access_block";
  private static final String POLICY = "aws_s3_bucket_policy";

  private S3Rules() {}

  static void register(RuleSet.Builder<ResourceView> rules) {
    rules
        .add("SLIP-AWS-S3-PUBLIC-ACL", S3Rules::publicAcl, BUCKET, "aws_s3_bucket_acl")
        .add("SLIP-AWS-S3-PUBLIC-POLICY", S3Rules::publicPolicy, BUCKET, POLICY)
        .add("SLIP-AWS-S3-POLICY-AGAINST-BLOCK", S3Rules::policyAgainstBlock, POLICY)
        .add("SLIP-AWS-S3-NO-ACCESS-BLOCK", S3Rules::noAccessBlock, BUCKET)
        .add(
            "SLIP-AWS-S3-ACCESS-BLOCK-OFF",
            S3Rules::accessBlockOff,
            BLOCK,
            "aws_s3_account_public_access_block")
        .add("SLIP-AWS-S3-VERSIONING", S3Rules::versioning, BUCKET)
        .add("SLIP-AWS-S3-FORCE-DESTROY", Expect.notOn("force_destroy"), BUCKET)
        .add("SLIP-AWS-S3-LIFECYCLE", S3Rules::lifecycle, BUCKET)
        .add(
            "SLIP-AWS-S3-FAILED-UPLOADS",
            S3Rules::failedUploads,
            "aws_s3_bucket_lifecycle_configuration")
        .add("SLIP-AWS-S3-PLAIN-HTTP", S3Rules::plainHttp, POLICY)
        .add("SLIP-STATE-UNLOCKED", S3Rules::unlockedState, "backend.s3")
        .add("SLIP-STATE-UNVERSIONED", S3Rules::unversionedState, "backend.s3", "backend.gcs");
  }

  static void publicAcl(ResourceView bucket, Report report) {
    Setting acl = bucket.at("acl");
    if (acl.is("public-read", "public-read-write", "authenticated-read", "website")) {
      bucket.fault(report, "acl", "The ACL " + acl.state() + ".");
    }
    for (BlockView grantee : bucket.blocks("access_control_policy.grant.grantee").known()) {
      String uri = grantee.at("uri").text().orElse("");
      if (uri.endsWith("/AllUsers") || uri.endsWith("/AuthenticatedUsers")) {
        bucket.fault(report, grantee.place(), "A grant is for `" + uri + "`.");
      }
    }
  }

  static void publicPolicy(ResourceView policy, Report report) {
    if (isPublic(policy) && !blockRefuses(policy)) {
      policy.fault(
          report,
          "policy",
          "A statement allows every principal, and no public access block refuses that.");
    }
  }

  private static boolean isPublic(ResourceView policy) {
    return PolicyReader.read(policy, "policy").statements().stream()
        .anyMatch(PolicyDocument.Statement::allowsAnyone);
  }

  /** Whether a block of the same bucket makes S3 refuse or ignore a public policy. */
  private static boolean blockRefuses(ResourceView policy) {
    return buckets(policy).stream()
        .flatMap(bucket -> bucket.referrers(BLOCK).stream())
        .anyMatch(block ->
            block.at("block_public_policy").isTrue()
                || block.at("restrict_public_buckets").isTrue());
  }

  private static List<ResourceView> buckets(ResourceView setting) {
    return setting.type().equals(BUCKET)
        ? List.of(setting)
        : setting.targets("bucket").stream().filter(r -> r.type().equals(BUCKET)).toList();
  }

  static void policyAgainstBlock(ResourceView policy, Report report) {
    if (isPublic(policy) && blockRefuses(policy)) {
      policy.fault(
          report, "policy", "A statement allows every principal, and a block refuses that.");
    }
  }

  /** Whether modules that are not at hand may settle what is missing here. */
  private static boolean maybeElsewhere(ResourceView resource) {
    return !resource.stack().isComplete();
  }

  static void noAccessBlock(ResourceView bucket, Report report) {
    boolean blocked =
        !bucket.referrers(BLOCK).isEmpty()
            || named(bucket, BLOCK)
            || !bucket.stack().ofType("aws_s3_account_public_access_block").isEmpty();
    if (!blocked && !maybeElsewhere(bucket)) {
      bucket.fault(report, "No `" + BLOCK + "` is for this bucket.");
    }
  }

  /** Whether a setting names the bucket by its name instead of by reference. */
  private static boolean named(ResourceView bucket, String type) {
    Optional<String> name = bucket.at("bucket").text();
    return bucket.stack().ofType(type).stream()
        .anyMatch(setting ->
            name.isPresent()
                ? name.equals(setting.at("bucket").text())
                : isNamedAlike(bucket, setting));
  }

  /** Whether both have their names, which are not known, from the same variables. */
  private static boolean isNamedAlike(ResourceView bucket, ResourceView setting) {
    return bucket.module() == setting.module()
        && bucket.at("bucket").isUnknown()
        && setting.at("bucket").isUnknown()
        && names(bucket).equals(names(setting));
  }

  private static List<String> names(ResourceView resource) {
    return resource.expression("bucket").map(Expressions::names).orElse(List.of()).stream()
        .map(Expressions::text)
        .toList();
  }

  static void accessBlockOff(ResourceView block, Report report) {
    for (String name :
        List.of(
            "block_public_acls",
            "block_public_policy",
            "ignore_public_acls",
            "restrict_public_buckets")) {
      Expect.on(name).check(block, report);
    }
  }

  static void versioning(ResourceView bucket, Report report) {
    if (lacksVersions(bucket)) {
      bucket.fault(report, "Versioning is not enabled for this bucket.");
    }
  }

  private static boolean lacksVersions(ResourceView bucket) {
    Setting inline = bucket.at("versioning.enabled");
    List<ResourceView> settings = bucket.referrers("aws_s3_bucket_versioning");
    boolean enabled =
        settings.stream()
            .map(s -> s.at("versioning_configuration.status"))
            .anyMatch(status -> status.is("Enabled") || status.isUnknown());
    boolean elsewhere =
        settings.isEmpty() && (named(bucket, "aws_s3_bucket_versioning") || maybeElsewhere(bucket));
    return inline.isOff() && !enabled && !elsewhere;
  }

  static void lifecycle(ResourceView bucket, Report report) {
    if (bucket.lacks("lifecycle_rule")
        && bucket.referrers("aws_s3_bucket_lifecycle_configuration").isEmpty()
        && !named(bucket, "aws_s3_bucket_lifecycle_configuration")
        && !maybeElsewhere(bucket)) {
      bucket.fault(report, "No lifecycle configuration is for this bucket.");
    }
  }

  static void failedUploads(ResourceView configuration, Report report) {
    BlockView.Blocks rules = configuration.blocks("rule");
    boolean open =
        rules.more()
            || rules.known().stream()
                .anyMatch(rule -> !rule.lacks("abort_incomplete_multipart_upload"));
    if (!open) {
      configuration.fault(report, "No rule has `abort_incomplete_multipart_upload`.");
    }
  }

  static void plainHttp(ResourceView policy, Report report) {
    PolicyDocument document = PolicyReader.read(policy, "policy");
    boolean refuses =
        document.denies("aws:SecureTransport")
            || document.denies("s3:TlsVersion")
            || document.denies("?");
    if (!document.statements().isEmpty() && !refuses) {
      policy.fault(report, "policy", "No statement denies requests without TLS.");
    }
  }

  static void unlockedState(ResourceView backend, Report report) {
    if (backend.at("use_lockfile").isOff()
        && backend.at("dynamodb_table").isAbsent()
        && !backend.at("bucket").isAbsent()) {
      backend.fault(report, "Neither `use_lockfile` nor `dynamodb_table` is set.");
    }
  }

  static void unversionedState(ResourceView backend, Report report) {
    String name = backend.at("bucket").text().orElse("");
    for (ResourceView bucket : backend.stack().ofType(BUCKET)) {
      if (!name.isEmpty() && bucket.at("bucket").is(name) && lacksVersions(bucket)) {
        backend.fault(report, "bucket", "The bucket is " + bucket.address() + ".");
      }
    }
    for (ResourceView bucket : backend.stack().ofType("google_storage_bucket")) {
      if (!name.isEmpty()
          && bucket.at("name").is(name)
          && bucket.at("versioning.enabled").isOff()) {
        backend.fault(report, "bucket", "The bucket is " + bucket.address() + ".");
      }
    }
  }
}
