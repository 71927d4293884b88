package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** SQS queues, each with one for its dead letters. */
final class Queues {

  private static final String FILE = StackFiles.MESSAGING;
  private static final int DAY = 86_400;

  /** The longest that SQS keeps a message. */
  private static final int LONGEST_DAYS = 14;

  /** The longest that SQS hides a message from others, in seconds. */
  private static final int LONGEST_HIDDEN = 43_200;

  private final Blueprint blueprint;
  private final StackPart.Builder part;
  private final Provenance why;

  Queues(Blueprint blueprint, StackPart.Builder part, Provenance why) {
    this.blueprint = blueprint;
    this.part = part;
    this.why = why;
  }

  /**
   * One queue.
   *
   * @param keptDays how long an unread message is kept
   * @param hiddenSeconds how long a message that is being read is hidden from others
   * @param attempts before a message is a dead letter
   * @param senders statements that let services send to it
   */
  record Queue(
      String name,
      ResourceAddress address,
      int keptDays,
      int hiddenSeconds,
      int attempts,
      String comment,
      List<Body.Builder> senders) {}

  void add(Queue queue) {
    ResourceAddress dead = AwsAddresses.deadLetters(queue.name());
    part.resource(
        FILE,
        dead,
        "Messages that failed too often wait here for a person. Their age counts from when they"
            + " were first sent, so they are kept for as long as SQS can.",
        encrypted(
            Body.builder()
                .set(
                    "name",
                    text(AwsNames.resource(blueprint, queue.name() + "-dead-letter")),
                    waivers())
                .set("message_retention_seconds", LONGEST_DAYS * DAY)),
        why);
    part.resource(FILE, queue.address(), queue.comment(), queue(queue, dead), why);
    part.resource(
        FILE,
        ResourceAddress.managed("aws_sqs_queue_redrive_allow_policy", dead.name()),
        "",
        Body.builder()
            .set("queue_url", dead.reference().dot("id"))
            .set(
                "redrive_allow_policy",
                json(
                    "redrivePermission",
                    text("byQueue"),
                    "sourceQueueArns",
                    list(queue.address().reference().dot("arn")))),
        why);
    policy(dead, List.of());
    policy(queue.address(), queue.senders());
  }

  private Body.Builder queue(Queue queue, ResourceAddress dead) {
    return encrypted(
        Body.builder()
            .set("name", text(AwsNames.resource(blueprint, queue.name())), waivers())
            .set("message_retention_seconds", Math.clamp(queue.keptDays(), 1, LONGEST_DAYS) * DAY)
            .set(
                "visibility_timeout_seconds",
                number(Math.clamp(queue.hiddenSeconds(), 30, LONGEST_HIDDEN)),
                "Longer than one message may take, or it would be worked on twice.")
            .set(
                "receive_wait_time_seconds",
                number(20),
                "Asking waits for a message instead of coming back empty, which would be paid for.")
            .set(
                "redrive_policy",
                json(
                    "deadLetterTargetArn",
                    dead.reference().dot("arn"),
                    "maxReceiveCount",
                    number(Math.clamp(queue.attempts(), 1, 1000)))));
  }

  private Body.Builder encrypted(Body.Builder body) {
    return Requirement.customerManagedKeys(blueprint)
        ? body.set("kms_master_key_id", Encryption.key())
            .set("kms_data_key_reuse_period_seconds", 3600)
        : body.set("sqs_managed_sse_enabled", bool(true));
  }

  private void policy(ResourceAddress queue, List<Body.Builder> senders) {
    ResourceAddress document =
        ResourceAddress.data("aws_iam_policy_document", queue.name() + "_queue");
    Reference arn = queue.reference().dot("arn");
    Body.Builder body = Body.builder();
    senders.forEach(sender -> body.block("statement", sender));
    body.block(
        "statement",
        Body.builder()
            .set("sid", "TlsOnly")
            .set("effect", "Deny")
            .set("actions", texts(List.of("sqs:*")))
            .set("resources", list(arn))
            .block(
                "principals",
                Body.builder().set("type", "*").set("identifiers", texts(List.of("*"))))
            .block(
                "condition",
                Body.builder()
                    .set("test", "Bool")
                    .set("variable", "aws:SecureTransport")
                    .set("values", texts(List.of("false")))));
    part.resource(FILE, document, "", body, why);
    part.resource(
        FILE,
        ResourceAddress.managed("aws_sqs_queue_policy", queue.name()),
        "",
        Body.builder()
            .set("queue_url", queue.reference().dot("id"))
            .set("policy", document.reference().dot("json")),
        why);
  }

  /** Lets a topic send to a queue. */
  static Body.Builder from(ResourceAddress topic, ResourceAddress queue) {
    return Body.builder()
        .set("sid", "FromTopic")
        .set("actions", texts(List.of("sqs:SendMessage")))
        .set("resources", list(queue.reference().dot("arn")))
        .block(
            "principals",
            Body.builder()
                .set("type", "Service")
                .set("identifiers", texts(List.of("sns.amazonaws.com"))))
        .block(
            "condition",
            Body.builder()
                .set("test", "ArnEquals")
                .set("variable", "aws:SourceArn")
                .set("values", list(topic.reference().dot("arn"))));
  }

  private static Expression json(String key, Expression value, String other, Expression second) {
    SequencedMap<String, Expression> entries = new LinkedHashMap<>();
    entries.put(key, value);
    entries.put(other, second);
    return call("jsonencode", object(entries));
  }

  private String waivers() {
    return Requirement.customerManagedKeys(blueprint)
        ? ""
        : Checkov.skip(
            "CKV2_AWS_73", "SQS's own key encrypts it; nothing asks for keys held by the company");
  }
}
