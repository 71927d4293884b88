package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Subscription;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;

/**
 * Pub/Sub topics with their subscriptions, dead letters, and the rights that forwarding them needs.
 */
final class TopicPass implements Pass {

  private static final String FILE = StackFiles.MESSAGING;

  @Override
  public String name() {
    return "topics";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Datastore.Topic topic : blueprint.datastores(Datastore.Topic.class)) {
      part.service("pubsub.googleapis.com");
      Provenance why = Provenance.of(topic.element(), "topic." + topic.name());
      topic(
          blueprint,
          part,
          GcpAddresses.topic(topic.name()),
          topic.name(),
          topic.retentionDays(),
          "",
          why);
      if (!topic.subscriptions().isEmpty()) {
        deadLetters(blueprint, part, topic, why);
      }
      for (Subscription subscription : topic.subscriptions()) {
        subscription(blueprint, part, topic, subscription, why);
      }
    }
    return part.build();
  }

  private static void topic(
      Blueprint blueprint,
      StackPart.Builder part,
      ResourceAddress address,
      String name,
      int days,
      String comment,
      Provenance why) {
    Body.Builder body = Body.builder();
    String fullName = GcpNames.resource(blueprint, name);
    if (Requirement.customerManagedKeys(blueprint)) {
      body.set("name", fullName);
      Encryption.with(blueprint, body, "kms_key_name");
    } else {
      body.set(
          "name",
          text(fullName),
          Checkov.skip(
              "CKV_GCP_83",
              "Google's own keys encrypt it; nothing here asks for keys held by the company"));
    }
    body.set("message_retention_duration", Math.clamp(days, 1, 31) * 86_400 + "s");
    if (Requirement.dataResidency(blueprint)) {
      body.block(
          "message_storage_policy",
          Body.builder().set("allowed_persistence_regions", texts(blueprint.project().regions())));
    }
    part.resource(FILE, address, comment, Encryption.after(blueprint, "pubsub"), body, why);
  }

  private static void deadLetters(
      Blueprint blueprint, StackPart.Builder part, Datastore.Topic topic, Provenance why) {
    ResourceAddress dead = GcpAddresses.deadLetterTopic(topic.name());
    topic(
        blueprint,
        part,
        dead,
        topic.name() + "-dead-letter",
        31,
        "Messages that failed too often wait here for a person.",
        why);
    ResourceAddress kept = ResourceAddress.managed("google_pubsub_subscription", dead.name());
    part.resource(
        FILE,
        kept,
        "Without a subscription a dead letter would be lost.",
        Body.builder()
            .set("name", GcpNames.resource(blueprint, topic.name() + "-dead-letter"))
            .set("topic", dead.reference().dot("id"))
            .set("message_retention_duration", "2678400s")
            .block("expiration_policy", Body.builder().set("ttl", "")),
        why);
    Grants.on(
        part,
        FILE,
        ResourceAddress.managed("google_pubsub_topic_iam_member", dead.name() + "_forward"),
        Meta.NONE,
        "topic",
        dead.reference().dot("id"),
        "roles/pubsub.publisher",
        agent(),
        why);
  }

  private static Expression agent() {
    return template(
        "serviceAccount:service-",
        MainStack.PROJECT.reference().dot("number"),
        "@gcp-sa-pubsub.iam.gserviceaccount.com");
  }

  private static void subscription(
      Blueprint blueprint,
      StackPart.Builder part,
      Datastore.Topic topic,
      Subscription subscription,
      Provenance why) {
    ResourceAddress address = GcpAddresses.subscription(subscription.name());
    Body.Builder body =
        Body.builder()
            .set("name", GcpNames.resource(blueprint, subscription.name()))
            .set("topic", GcpAddresses.topic(topic.name()).reference().dot("id"))
            .set("ack_deadline_seconds", Math.clamp(subscription.ackDeadlineSeconds(), 10, 600))
            .set(
                "message_retention_duration",
                Math.clamp(topic.retentionDays(), 1, 31) * 86_400 + "s")
            .block(
                "expiration_policy",
                Body.builder().set("ttl", ""),
                "Never expires: a quiet month must not end it.")
            .block(
                "dead_letter_policy",
                Body.builder()
                    .set(
                        "dead_letter_topic",
                        GcpAddresses.deadLetterTopic(topic.name()).reference().dot("id"))
                    .set("max_delivery_attempts", Math.clamp(subscription.maxAttempts(), 5, 100)))
            .block(
                "retry_policy",
                Body.builder().set("minimum_backoff", "10s").set("maximum_backoff", "600s"));
    if (subscription.push()) {
      push(blueprint, part, subscription, body, why);
    }
    part.resource(FILE, address, "", body, why);
    Grants.on(
        part,
        FILE,
        ResourceAddress.managed(
            "google_pubsub_subscription_iam_member", address.name() + "_forward"),
        Meta.NONE,
        "subscription",
        address.reference().dot("name"),
        "roles/pubsub.subscriber",
        agent(),
        why);
  }

  private static void push(
      Blueprint blueprint,
      StackPart.Builder part,
      Subscription subscription,
      Body.Builder body,
      Provenance why) {
    ResourceAddress caller =
        ResourceAddress.managed(
            "google_service_account", ResourceAddress.id(subscription.name()) + "_caller");
    part.resource(
        FILE,
        caller,
        "",
        Body.builder()
            .set("account_id", GcpNames.account(blueprint, subscription.name() + "-push"))
            .set("display_name", blueprint.project().slug() + " " + subscription.name() + " push"),
        why);
    Expression.Template url = Invocation.url(blueprint, subscription.workload(), var("region"));
    body.block(
        "push_config",
        Body.builder()
            .set(
                "push_endpoint",
                Invocation.url(
                    blueprint,
                    subscription.workload(),
                    var("region"),
                    subscription.pushPath().orElse("/")))
            .block(
                "oidc_token",
                Body.builder()
                    .set("service_account_email", caller.reference().dot("email"))
                    .set("audience", url)));
    blueprint
        .workload(subscription.workload())
        .filter(w -> w.exposure() != Workload.Exposure.PUBLIC && !Requirement.kubernetes(blueprint))
        .ifPresent(w ->
            Invocation.allow(
                blueprint,
                part,
                FILE,
                ResourceAddress.id(subscription.name()) + "_push",
                w,
                false,
                caller.reference().dot("member"),
                why));
  }
}
