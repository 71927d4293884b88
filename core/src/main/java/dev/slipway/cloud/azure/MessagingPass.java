package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Binary;
import dev.slipway.stack.Expression.Operator;
import dev.slipway.stack.Resource.Meta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Service Bus: the namespace, topics with their subscriptions, and queues. */
final class MessagingPass implements Pass {

  private static final String FILE = StackFiles.MESSAGING;
  private static final String SKU = "messaging_sku";
  private static final String PREMIUM = "Premium";
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.PROJECT), "messaging");
  private static final int NAME_LIMIT = 50;
  private static final int MAX_LOCK_SECONDS = 300;
  private static final int MIN_LOCK_SECONDS = 5;
  private static final int MAX_DELIVERIES = 2000;
  private static final int DEAD_LETTER_DAYS = 14;

  @Override
  public String name() {
    return "messaging";
  }

  private static boolean messages(Blueprint blueprint) {
    return blueprint.datastores().stream()
        .anyMatch(d -> d instanceof Datastore.Topic || d instanceof Datastore.TaskQueue);
  }

  static boolean needed(Blueprint blueprint) {
    return messages(blueprint) || SecretReminders.wanted(blueprint);
  }

  /** Where nothing but the reminders of secrets passes, a few cents do. */
  private static String cheap(Blueprint blueprint) {
    return messages(blueprint) ? "Standard" : "Basic";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!needed(blueprint)) {
      return part.build();
    }
    namespace(blueprint, part);
    blueprint.datastores(Datastore.Topic.class).forEach(t -> topic(blueprint, t, part));
    blueprint.datastores(Datastore.TaskQueue.class).forEach(q -> queue(blueprint, q, part));
    for (Workload workload : blueprint.workloads()) {
      for (QueueDelivery delivery : QueueDelivery.to(blueprint, workload)) {
        delivery.add(blueprint, part, Provenance.of(delivery.store(), "messaging"));
      }
    }
    return part.build();
  }

  private static boolean keys(Blueprint blueprint) {
    return CustomerKeys.wanted(blueprint) && messages(blueprint);
  }

  private static void namespace(Blueprint blueprint, StackPart.Builder part) {
    boolean keys = keys(blueprint);
    if (keys) {
      new EnvironmentInputs(blueprint, part, WHY)
          .choice(
              SKU,
              "Premium has private addresses and takes the company's key, for about 670 USD a"
                  + " month; a change replaces the namespace with all that is in it.",
              List.of("Standard", PREMIUM),
              e -> e.equals(blueprint.production()) ? PREMIUM : "Standard");
    }
    part.resource(
        FILE,
        AzureAddresses.NAMESPACE,
        keys
            ? ""
            : "Private addresses are in Premium only, which costs seventy times as much for nothing"
                + " that this design needs: TLS and identities guard it.",
        keys ? CustomerKeys.after(blueprint) : Meta.NONE,
        namespaceBody(blueprint, keys),
        WHY);
    if (keys) {
      PrivateEndpoints.add(
          blueprint,
          part,
          FILE,
          PrivateEndpoints.Service.SERVICE_BUS,
          "messages",
          AzureAddresses.NAMESPACE.reference().dot("id"),
          WHY,
          Optional.of(premium()));
    }
  }

  private static Body.Builder namespaceBody(Blueprint blueprint, boolean keys) {
    Body.Builder body =
        Body.builder()
            .set("name", AzureNames.world(blueprint, "messages", NAME_LIMIT), waivers(keys))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("location", var("location"))
            .set("sku", keys ? var(SKU) : text(cheap(blueprint)));
    if (keys) {
      body.set("capacity", when(premium(), number(1), number(0)))
          .set("premium_messaging_partitions", when(premium(), number(1), number(0)))
          .set(
              "public_network_access_enabled",
              new Binary(Operator.NOT_EQUAL, var(SKU), text(PREMIUM)));
    }
    body.set(
            "local_auth_enabled",
            bool(false),
            "Only identities send and receive; there is no connection string to lose.")
        .set("minimum_tls_version", "1.2")
        .set("tags", local("tags"));
    if (keys) {
      CustomerKeys.identity(blueprint, body);
      body.add(key()).add(firewall());
    }
    return body;
  }

  private static Body.Block key() {
    Body content =
        Body.builder()
            .set("for_each", when(premium(), list(var(SKU)), list()))
            .block(
                "content",
                Body.builder()
                    .set("key_vault_key_id", CustomerKeys.KEY.reference().dot("versionless_id"))
                    .set("identity_id", CustomerKeys.IDENTITY.reference().dot("id"))
                    .set("infrastructure_encryption_enabled", true))
            .build();
    return new Body.Block(
        "dynamic", List.of("customer_managed_key"), content, "", Optional.empty());
  }

  /** The vault's events come from Azure itself, and not through the network. */
  private static Body.Block firewall() {
    Body content =
        Body.builder()
            .set("for_each", when(premium(), list(var(SKU)), list()))
            .block(
                "content",
                Body.builder()
                    .set("default_action", "Deny")
                    .set("public_network_access_enabled", false)
                    .set("trusted_services_allowed", true))
            .build();
    return new Body.Block("dynamic", List.of("network_rule_set"), content, "", Optional.empty());
  }

  private static Expression premium() {
    return equal(var(SKU), text(PREMIUM));
  }

  private static void topic(Blueprint blueprint, Datastore.Topic topic, StackPart.Builder part) {
    Provenance why = Provenance.of(topic.element(), "topic." + topic.name(), "messaging");
    part.resource(
        FILE,
        AzureAddresses.topic(topic.name()),
        "",
        Body.builder()
            .set("name", topic.name())
            .set("namespace_id", AzureAddresses.NAMESPACE.reference().dot("id"))
            .set(
                "default_message_ttl",
                text("P" + Math.max(1, topic.retentionDays()) + "D"),
                "A message that was read is gone: there is no replay."),
        why);
    for (Datastore.Subscription subscription : topic.subscriptions()) {
      boolean pushes = QueueDelivery.pushes(blueprint, subscription);
      if (pushes) {
        part.resource(
            FILE,
            AzureAddresses.pushQueue(subscription.name()),
            "",
            waiting(
                subscription.name(),
                subscription.ackDeadlineSeconds(),
                subscription.maxAttempts(),
                Math.max(1, topic.retentionDays())),
            why);
      }
      part.resource(
          FILE,
          AzureAddresses.subscription(subscription.name()),
          "",
          subscription(topic, subscription, pushes),
          why);
    }
  }

  private static Body.Builder subscription(
      Datastore.Topic topic, Datastore.Subscription subscription, boolean pushes) {
    Body.Builder body =
        Body.builder()
            .set("name", subscription.name())
            .set("topic_id", AzureAddresses.topic(topic.name()).reference().dot("id"))
            .set("max_delivery_count", deliveries(subscription.maxAttempts()))
            .set("lock_duration", text(lock(subscription.ackDeadlineSeconds())))
            .set("dead_lettering_on_message_expiration", true)
            .set("dead_lettering_on_filter_evaluation_error", true);
    if (pushes) {
      body.set("forward_to", AzureAddresses.pushQueue(subscription.name()).reference().dot("name"));
    }
    return body;
  }

  private static void queue(
      Blueprint blueprint, Datastore.TaskQueue queue, StackPart.Builder part) {
    long timeout =
        blueprint.workload(queue.target()).map(w -> w.compute().timeout().toSeconds()).orElse(60L);
    part.resource(
        FILE,
        AzureAddresses.taskQueue(queue.name()),
        "Service Bus bounds how many tasks are worked on at once, not how many a second: "
            + queue.maxPerSecond()
            + " a second has to be kept by "
            + queue.target()
            + ".",
        waiting(queue.name(), timeout, queue.maxAttempts(), DEAD_LETTER_DAYS),
        Provenance.of(queue.element(), "queue." + queue.name(), "messaging"));
  }

  private static Body.Builder waiting(String name, long seconds, int attempts, int days) {
    Body.Builder body =
        Body.builder()
            .set("name", name)
            .set("namespace_id", AzureAddresses.NAMESPACE.reference().dot("id"))
            .set("max_delivery_count", deliveries(attempts));
    if (seconds > MAX_LOCK_SECONDS) {
      body.set(
          "lock_duration",
          text(lock(seconds)),
          "The longest there is; whoever works longer has to renew the lock meanwhile.");
    } else {
      body.set("lock_duration", text(lock(seconds)));
    }
    return body.set("default_message_ttl", "P" + days + "D")
        .set("dead_lettering_on_message_expiration", true);
  }

  /** As Azure gives it back, so that no plan sees a difference. */
  static String lock(long seconds) {
    return Duration.ofSeconds(Math.clamp(seconds, MIN_LOCK_SECONDS, MAX_LOCK_SECONDS)).toString();
  }

  private static int deliveries(int attempts) {
    return Math.clamp(attempts, 1, MAX_DELIVERIES);
  }

  private static String waivers(boolean keys) {
    if (keys) {
      return Checkov.skip("CKV_AZURE_204", "it is off in Premium; Standard has no private address");
    }
    List<String> waivers = new ArrayList<>();
    String premium = "it needs Premium, which nothing else here needs";
    waivers.add(Checkov.skip("CKV_AZURE_199", premium));
    waivers.add(Checkov.skip("CKV_AZURE_201", premium));
    waivers.add(Checkov.skip("CKV_AZURE_204", premium));
    waivers.add(
        Checkov.skip("CKV_AZURE_202", "the namespace itself reaches nothing, so it is nobody"));
    return String.join("\n", waivers);
  }
}
