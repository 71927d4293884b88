package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.terraform.PolicyDocument.Statement;
import java.util.List;

/** Tables, queues, topics, keys, secrets, trails and logs of AWS. */
final class AwsServiceRules {

  private static final String TABLE = "aws_dynamodb_table";
  private static final String QUEUE = "aws_sqs_queue";
  private static final String TOPIC = "aws_sns_topic";
  private static final String KEY = "aws_kms_key";
  private static final String SECRET = "aws_secretsmanager_secret";
  private static final String TRAIL = "aws_cloudtrail";
  private static final String[] SEARCH = {"aws_opensearch_domain", "aws_elasticsearch_domain"};

  /** Where resources name the queue that takes what they could not handle. */
  private static final List<String> DEAD_LETTERS =
      List.of(
          "redrive_policy",
          "dead_letter_config.target_arn",
          "dead_letter_config.arn",
          "target.dead_letter_config.arn",
          "destination_config.on_failure.destination_arn",
          "destination_config.on_failure.destination");

  private AwsServiceRules() {}

  static void register(RuleSet.Builder<ResourceView> rules) {
    messages(rules);
    secrets(rules);
    rules
        .add("SLIP-AWS-DYNAMODB-PITR", Expect.on("point_in_time_recovery.enabled"), TABLE)
        .add(
            "SLIP-AWS-DYNAMODB-DELETION-PROTECTION",
            Expect.only(
                table -> !table.preventsDestroy(), Expect.on("deletion_protection_enabled")),
            TABLE)
        .add("SLIP-AWS-CLOUDTRAIL-REGIONS", Expect.on("is_multi_region_trail"), TRAIL)
        .add("SLIP-AWS-CLOUDTRAIL-VALIDATION", Expect.on("enable_log_file_validation"), TRAIL)
        .add("SLIP-AWS-CLOUDTRAIL-KEY", Expect.set("kms_key_id"), TRAIL)
        .add(
            "SLIP-AWS-LOG-RETENTION",
            Expect.atLeast("retention_in_days", 1, 0),
            "aws_cloudwatch_log_group")
        .add(
            "SLIP-AWS-ALARM-NO-ACTION", AwsServiceRules::silentAlarm, "aws_cloudwatch_metric_alarm")
        .add("SLIP-AWS-EFS-UNENCRYPTED", Expect.on("encrypted"), "aws_efs_file_system")
        .add("SLIP-AWS-OPENSEARCH-UNENCRYPTED", Expect.on("encrypt_at_rest.enabled"), SEARCH)
        .add(
            "SLIP-AWS-OPENSEARCH-NODE-TO-NODE",
            Expect.on("node_to_node_encryption.enabled"),
            SEARCH)
        .add(
            "SLIP-AWS-OPENSEARCH-HTTP", Expect.on("domain_endpoint_options.enforce_https"), SEARCH);
  }

  private static void messages(RuleSet.Builder<ResourceView> rules) {
    rules
        .add("SLIP-AWS-SQS-UNENCRYPTED", AwsServiceRules::plainQueue, QUEUE)
        .add("SLIP-AWS-SQS-NO-DEAD-LETTER", AwsServiceRules::noDeadLetter, QUEUE)
        .add("SLIP-AWS-SNS-UNENCRYPTED", Expect.set("kms_master_key_id"), TOPIC)
        .add(
            "SLIP-AWS-QUEUE-PUBLIC-POLICY",
            AwsServiceRules::publicPolicy,
            QUEUE,
            "aws_sqs_queue_policy",
            TOPIC,
            "aws_sns_topic_policy")
        .add(
            "SLIP-AWS-KINESIS-UNENCRYPTED",
            Expect.oneOf("encryption_type", "KMS"),
            "aws_kinesis_stream")
        .add(
            "SLIP-AWS-MSK-PLAIN",
            Expect.noneOf(
                "encryption_info.encryption_in_transit.client_broker",
                "PLAINTEXT",
                "TLS_PLAINTEXT"),
            "aws_msk_cluster")
        .add(
            "SLIP-AWS-MQ-PUBLIC",
            Expect.notOn("publicly_accessible"),
            "aws_mq_broker",
            "aws_dms_replication_instance");
  }

  private static void secrets(RuleSet.Builder<ResourceView> rules) {
    rules
        .add("SLIP-AWS-KMS-ROTATION", AwsServiceRules::rotation, KEY)
        .add("SLIP-AWS-KMS-PUBLIC-POLICY", AwsServiceRules::publicPolicy, KEY, "aws_kms_key_policy")
        .add("SLIP-AWS-KMS-SHORT-WINDOW", Expect.atLeast("deletion_window_in_days", 14, 30), KEY)
        .add("SLIP-AWS-SECRET-ROTATION", AwsServiceRules::unrotatedSecret, SECRET)
        .add(
            "SLIP-AWS-SECRET-NO-RECOVERY", Expect.atLeast("recovery_window_in_days", 1, 30), SECRET)
        .add(
            "SLIP-AWS-SECRET-LITERAL",
            AwsServiceRules::literal,
            "aws_secretsmanager_secret_version",
            "aws_ssm_parameter")
        .add("SLIP-AWS-SSM-PLAIN-SECRET", AwsServiceRules::plainParameter, "aws_ssm_parameter")
        .add(
            "SLIP-PROVIDER-CREDENTIALS",
            AwsServiceRules::providerCredentials,
            "provider.aws",
            "provider.google",
            "provider.google-beta",
            "provider.azurerm");
  }

  static void plainQueue(ResourceView queue, Report report) {
    if (queue.lacks("kms_master_key_id")) {
      Expect.notOff("sqs_managed_sse_enabled").check(queue, report);
    }
  }

  static void noDeadLetter(ResourceView queue, Report report) {
    boolean dead =
        queue.stack().referring(queue).stream()
            .anyMatch(r -> r.type().startsWith("aws_") && isDeadLetterOf(r, queue));
    boolean handed = queue.module().hands(queue);
    boolean set =
        !queue.lacks("redrive_policy")
            || !queue.lacks("redrive_allow_policy")
            || !queue.referrers("aws_sqs_queue_redrive_policy").isEmpty()
            || !queue.referrers("aws_sqs_queue_redrive_allow_policy").isEmpty();
    if (!dead && !set && !handed) {
      queue.fault(report, "redrive_policy", "`redrive_policy` is not set.");
    }
  }

  private static boolean isDeadLetterOf(ResourceView user, ResourceView queue) {
    return DEAD_LETTERS.stream().anyMatch(path -> user.targets(path).contains(queue));
  }

  static void publicPolicy(ResourceView resource, Report report) {
    if (PolicyReader.read(resource, "policy").statements().stream()
        .anyMatch(Statement::allowsAnyone)) {
      resource.fault(report, "policy", "A statement allows every principal without a condition.");
    }
  }

  static void rotation(ResourceView key, Report report) {
    Setting spec = key.at("customer_master_key_spec");
    boolean symmetric = spec.isAbsent() || spec.is("SYMMETRIC_DEFAULT");
    Setting usage = key.at("key_usage");
    if (symmetric && (usage.isAbsent() || usage.is("ENCRYPT_DECRYPT"))) {
      Expect.on("enable_key_rotation").check(key, report);
    }
  }

  static void unrotatedSecret(ResourceView secret, Report report) {
    if (secret.lacks("rotation_rules")
        && secret.referrers("aws_secretsmanager_secret_rotation").isEmpty()
        && secret.stack().isComplete()) {
      secret.fault(report, "No `aws_secretsmanager_secret_rotation` is for this secret.");
    }
  }

  static void literal(ResourceView secret, Report report) {
    String name = secret.type().equals("aws_ssm_parameter") ? "value" : "secret_string";
    boolean meant = name.equals("secret_string") || secret.at("type").is("SecureString");
    Setting value = secret.at(name);
    if (meant && Literals.isWritten(value) && SecretText.isSecret(value.value().text())) {
      secret.fault(report, name, "`" + name + "` is a text that is written here.");
    }
  }

  static void plainParameter(ResourceView parameter, Report report) {
    String name = parameter.at("name").text().orElse("");
    String last = name.substring(name.lastIndexOf('/') + 1);
    if (parameter.at("type").is("String") && SecretText.isName(last)) {
      parameter.fault(
          report, "type", "`" + last + "` sounds like a secret, and its type is `String`.");
    }
  }

  static void providerCredentials(ResourceView provider, Report report) {
    for (String name :
        new String[] {"secret_key", "token", "client_secret", "client_certificate_password"}) {
      if (Literals.isWritten(provider.at(name))) {
        provider.fault(report, name, "`" + name + "` is a text that is written here.");
      }
    }
    Setting credentials = provider.at("credentials");
    if (credentials.value().isText() && credentials.value().text().contains("PRIVATE KEY")) {
      provider.fault(report, "credentials", "`credentials` holds a private key.");
    }
  }

  static void silentAlarm(ResourceView alarm, Report report) {
    boolean silent =
        alarm.at("alarm_actions").isEmpty()
            && alarm.at("ok_actions").isEmpty()
            && alarm.at("insufficient_data_actions").isEmpty();
    boolean watched =
        !alarm.referrers("aws_cloudwatch_composite_alarm", "aws_autoscaling_policy").isEmpty()
            || alarm.isExported();
    if (alarm.at("actions_enabled").isFalse()) {
      alarm.fault(report, "actions_enabled", "`actions_enabled` is false.");
    } else if (silent && !watched) {
      alarm.fault(report, "alarm_actions", "`alarm_actions` is not set.");
    }
  }
}
