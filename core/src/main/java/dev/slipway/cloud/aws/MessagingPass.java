package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.texts;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Subscription;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/**
 * SNS topics with an SQS queue for each subscription, task queues, and the functions that Lambda
 * calls for them.
 */
final class MessagingPass implements Pass {

  private static final String FILE = StackFiles.MESSAGING;

  /** AWS advises this many times the function's timeout, as Lambda tries again by itself. */
  private static final int LAMBDA_HIDES = 6;

  private static final int LEAST_AT_ONCE = 2;

  @Override
  public String name() {
    return "messaging";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Datastore.Topic topic : blueprint.datastores(Datastore.Topic.class)) {
      topic(blueprint, topic, part);
    }
    for (Datastore.TaskQueue queue : blueprint.datastores(Datastore.TaskQueue.class)) {
      Provenance why = Provenance.of(queue.element(), "queue." + queue.name());
      new Queues(blueprint, part, why).add(tasks(blueprint, queue));
    }
    for (Workload function : Runtime.functions(blueprint)) {
      ConsumedQueues.by(blueprint, function).forEach(queue -> call(function, queue, part));
    }
    return part.build();
  }

  private static void topic(Blueprint blueprint, Datastore.Topic topic, StackPart.Builder part) {
    Provenance why = Provenance.of(topic.element(), "topic." + topic.name());
    ResourceAddress address = AwsAddresses.topic(topic.name());
    Body.Builder body = Body.builder().set("name", AwsNames.resource(blueprint, topic.name()));
    if (Requirement.customerManagedKeys(blueprint)) {
      body.set("kms_master_key_id", Encryption.key());
    } else {
      body.set("kms_master_key_id", "alias/aws/sns");
    }
    part.resource(
        FILE,
        address,
        "It keeps nothing itself: each subscription's queue keeps what its reader has not read.",
        body,
        why);
    tlsOnly(address, part, why);
    Queues queues = new Queues(blueprint, part, why);
    for (Subscription subscription : topic.subscriptions()) {
      queues.add(queue(blueprint, topic, subscription));
      subscribe(address, subscription, part, why);
    }
  }

  /** A policy takes the place of the one that lets the account's own identities in. */
  private static void tlsOnly(ResourceAddress topic, StackPart.Builder part, Provenance why) {
    ResourceAddress document =
        ResourceAddress.data("aws_iam_policy_document", topic.name() + "_topic");
    part.resource(
        FILE,
        document,
        "",
        Body.builder()
            .block(
                "statement",
                Body.builder()
                    .set("sid", "TlsOnly")
                    .set("effect", "Deny")
                    .set("actions", texts(List.of("sns:Publish")))
                    .set("resources", list(topic.reference().dot("arn")))
                    .block(
                        "principals",
                        Body.builder().set("type", "*").set("identifiers", texts(List.of("*"))))
                    .block(
                        "condition",
                        Body.builder()
                            .set("test", "Bool")
                            .set("variable", "aws:SecureTransport")
                            .set("values", texts(List.of("false"))))),
        why);
    part.resource(
        FILE,
        ResourceAddress.managed("aws_sns_topic_policy", topic.name()),
        "Who may publish is in the policies of the roles.",
        Body.builder()
            .set("arn", topic.reference().dot("arn"))
            .set("policy", document.reference().dot("json")),
        why);
  }

  private static Queues.Queue queue(
      Blueprint blueprint, Datastore.Topic topic, Subscription subscription) {
    ResourceAddress address = AwsAddresses.subscription(subscription.name());
    return new Queues.Queue(
        subscription.name(),
        address,
        topic.retentionDays(),
        Math.max(subscription.ackDeadlineSeconds(), hidden(blueprint, subscription.workload())),
        subscription.maxAttempts(),
        comment(blueprint, subscription),
        List.of(Queues.from(AwsAddresses.topic(topic.name()), address)));
  }

  private static String comment(Blueprint blueprint, Subscription subscription) {
    if (!subscription.push() || function(blueprint, subscription.workload())) {
      return "";
    }
    return "SNS posts to public addresses only, and only once the program has confirmed each of"
        + " them: "
        + subscription.workload()
        + " asks this queue instead of being called at "
        + subscription.pushPath().orElse("/")
        + ".";
  }

  private static Queues.Queue tasks(Blueprint blueprint, Datastore.TaskQueue queue) {
    String comment =
        function(blueprint, queue.target())
            ? ""
            : queue.target()
                + " asks this queue for its tasks, works on at most "
                + queue.maxConcurrent()
                + " at once and deletes what is done; SQS calls nobody. EventBridge could, but only"
                + " at a public address and with a credential that would be in the state.";
    return new Queues.Queue(
        queue.name(),
        AwsAddresses.taskQueue(queue.name()),
        14,
        hidden(blueprint, queue.target()),
        queue.maxAttempts(),
        comment,
        List.of());
  }

  private static boolean function(Blueprint blueprint, String workload) {
    return blueprint
        .workload(workload)
        .filter(w -> ConsumedQueues.calledByLambda(blueprint, w))
        .isPresent();
  }

  /** How long a message is hidden while this workload works on it, in seconds. */
  private static int hidden(Blueprint blueprint, String name) {
    return blueprint
        .workload(name)
        .map(w ->
            (int) w.compute().timeout().toSeconds()
                * (ConsumedQueues.calledByLambda(blueprint, w) ? LAMBDA_HIDES : 1))
        .orElse(0);
  }

  private static void subscribe(
      ResourceAddress topic, Subscription subscription, StackPart.Builder part, Provenance why) {
    ResourceAddress queue = AwsAddresses.subscription(subscription.name());
    part.resource(
        FILE,
        ResourceAddress.managed("aws_sns_topic_subscription", queue.name()),
        "",
        Meta.NONE.withDependsOn(
            List.of(ResourceAddress.managed("aws_sqs_queue_policy", queue.name()).reference())),
        Body.builder()
            .set("topic_arn", topic.reference().dot("arn"))
            .set("protocol", "sqs")
            .set("endpoint", queue.reference().dot("arn"))
            .set(
                "raw_message_delivery",
                bool(true),
                "The queue holds what was published, without an envelope of SNS's."),
        why);
  }

  private static void call(
      Workload function, ConsumedQueues.Consumed queue, StackPart.Builder part) {
    part.resource(
        FILE,
        ResourceAddress.managed(
            "aws_lambda_event_source_mapping", ResourceAddress.id(queue.name())),
        "",
        Body.builder()
            .set("event_source_arn", queue.address().reference().dot("arn"))
            .set("function_name", AwsAddresses.function(function.name()).reference().dot("arn"))
            .set(
                "function_response_types",
                texts(List.of("ReportBatchItemFailures")),
                "A batch of which one message fails is not worked on again as a whole.")
            .block(
                "scaling_config",
                Body.builder()
                    .set(
                        "maximum_concurrency",
                        number(Math.clamp(queue.atOnce(), LEAST_AT_ONCE, 1000)))),
        Provenance.of(queue.of(), decision(queue)));
  }

  private static String decision(ConsumedQueues.Consumed queue) {
    return queue.address().equals(AwsAddresses.taskQueue(queue.of().name()))
        ? "queue." + queue.of().name()
        : "topic." + queue.of().name();
  }
}
