package dev.slipway.check.policy;

import dev.slipway.blueprint.Datastore;
import dev.slipway.cloud.aws.AwsAddresses;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import java.util.List;
import java.util.Optional;

/** Encryption at rest on AWS. */
final class AwsEncryptionMeasures {

  private static final String S3 = "aws_s3_bucket_server_side_encryption_configuration";

  private AwsEncryptionMeasures() {}

  static Finding atRest(Output output) {
    Finding.Builder found = Finding.builder();
    flag(found, output, AwsStores.INSTANCE, "storage_encrypted");
    flag(found, output, AwsStores.CLUSTER, "storage_encrypted");
    flag(found, output, AwsStores.CACHE, "at_rest_encryption_enabled");
    flag(found, output, "aws_efs_file_system", "encrypted");
    for (Resource bucket : output.everywhere(AwsStores.BUCKET)) {
      found.check(
          configured(output, bucket).isPresent(),
          Output.name(bucket),
          "apply_server_side_encryption_by_default",
          Output.name(bucket) + " does not say how its objects are encrypted (" + S3 + ").");
    }
    for (Resource queue : output.of("aws_sqs_queue")) {
      found.check(
          output.isTrue(queue, "sqs_managed_sse_enabled")
              || Output.at(queue, "kms_master_key_id").isPresent(),
          Output.name(queue),
          "encrypted by a key of SQS's or the project's",
          Output.name(queue) + " keeps its messages unencrypted.");
    }
    // What an alarm says is no data of the application's.
    for (Resource topic : topics(output)) {
      found.check(
          Output.at(topic, "kms_master_key_id").isPresent(),
          Output.name(topic),
          "kms_master_key_id",
          Output.name(topic) + " keeps its messages unencrypted: it needs kms_master_key_id.");
    }
    for (Resource table : output.of(AwsStores.TABLE)) {
      found.proof(Output.name(table), "encrypted by DynamoDB, which has no way to turn that off");
    }
    return found.build("The output has nothing that holds data.");
  }

  private static void flag(Finding.Builder found, Output output, String type, String argument) {
    for (Resource store : output.of(type)) {
      found.check(
          output.isTrue(store, argument),
          Output.name(store),
          argument + " = true",
          Output.name(store) + " keeps its data unencrypted: it needs " + argument + ".");
    }
  }

  private static Optional<Resource> configured(Output output, Resource bucket) {
    return output.everywhere(S3).stream()
        .filter(c ->
            Output.at(c, "bucket").filter(b -> References.in(b).to(bucket.address())).isPresent())
        .filter(c -> !Output.deep(c.body(), "apply_server_side_encryption_by_default").isEmpty())
        .findFirst();
  }

  static Finding customerKeys(Output output) {
    Finding.Builder found = Finding.builder();
    List<Resource> keys = output.of("aws_kms_key");
    if (keys.isEmpty()) {
      return found.build("The output has no key of its own (aws_kms_key).");
    }
    for (Resource key : keys) {
      found.check(
          output.isTrue(key, "enable_key_rotation")
              || output
                  .text(key, "key_spec")
                  .filter(s -> !s.equals("SYMMETRIC_DEFAULT"))
                  .isPresent(),
          Output.name(key),
          "enable_key_rotation = true",
          Output.name(key) + " is never turned: it needs enable_key_rotation.");
    }
    for (String type : List.of(AwsStores.INSTANCE, AwsStores.CLUSTER, AwsStores.CACHE)) {
      output.of(type).stream()
          .filter(s -> Output.at(s, "replicate_source_db").isEmpty())
          .forEach(s -> key(found, s, Output.at(s, "kms_key_id")));
    }
    for (Resource table : output.of(AwsStores.TABLE)) {
      key(found, table, Output.at(table, "server_side_encryption", "kms_key_arn"));
    }
    output.of("aws_sqs_queue").forEach(s -> key(found, s, Output.at(s, "kms_master_key_id")));
    topics(output).forEach(s -> key(found, s, Output.at(s, "kms_master_key_id")));
    for (String type : List.of("aws_secretsmanager_secret", "aws_cloudwatch_log_group")) {
      output.of(type).stream()
          .filter(s -> !elsewhere(s))
          .forEach(s -> key(found, s, Output.at(s, "kms_key_id")));
    }
    output.of("aws_backup_vault").forEach(v -> key(found, v, Output.at(v, "kms_key_arn")));
    // Access logs and the like are written by AWS, which takes no other key than S3's there.
    for (Resource bucket : ofDesign(output)) {
      key(
          found,
          bucket,
          configured(output, bucket)
              .flatMap(c ->
                  Output.at(
                      c, "rule", "apply_server_side_encryption_by_default", "kms_master_key_id")));
    }
    return found.build("The output has a key, and nothing that uses it.");
  }

  private static List<Resource> topics(Output output) {
    return output.blueprint().datastores(Datastore.Topic.class).stream()
        .flatMap(t -> output.main().find(AwsAddresses.topic(t.name())).stream())
        .toList();
  }

  private static List<Resource> ofDesign(Output output) {
    return output.blueprint().datastores(Datastore.Bucket.class).stream()
        .flatMap(b -> output.main().find(AwsAddresses.bucket(b.name())).stream())
        .toList();
  }

  // A key serves its own region only; what is elsewhere holds no data of the application's.
  private static boolean elsewhere(Resource resource) {
    return resource.meta().provider().isPresent();
  }

  private static void key(Finding.Builder found, Resource store, Optional<Expression> key) {
    found.check(
        key.filter(k -> References.in(k).toType("aws_kms_key")).isPresent(),
        Output.name(store),
        "encrypted with a key of the project's",
        Output.name(store) + " is encrypted with a key of AWS's, not with one of the project's.");
  }
}
