package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What makes Container Apps start and stop replicas. */
final class ScaleRules {

  /** Messages that wait for one replica. */
  private static final int BACKLOG = 20;

  private static final String BUSY_PERCENT = "75";

  private ScaleRules() {}

  /** One more replica for as many requests at once as one can take. */
  static void http(Body.Builder template, Workload workload) {
    template.block(
        "http_scale_rule",
        Body.builder()
            .set("name", "requests")
            .set(
                "concurrent_requests",
                Integer.toString(Math.max(1, workload.compute().concurrency()))));
  }

  /** One more replica for every few messages that wait, asked for as the workload's identity. */
  static void queues(Body.Builder template, Blueprint blueprint, Workload workload) {
    for (Datastore.TaskQueue queue : blueprint.datastores(Datastore.TaskQueue.class)) {
      if (queue.target().equals(workload.name())) {
        SequencedMap<String, Expression> metadata = metadata();
        metadata.put("queueName", AzureAddresses.taskQueue(queue.name()).reference().dot("name"));
        rule(template, workload, queue.name(), metadata);
      }
    }
    for (Datastore.Topic topic : blueprint.datastores(Datastore.Topic.class)) {
      for (Datastore.Subscription subscription : topic.subscriptions()) {
        if (subscription.workload().equals(workload.name())) {
          SequencedMap<String, Expression> metadata = metadata();
          if (QueueDelivery.pushes(blueprint, subscription)) {
            metadata.put(
                "queueName", AzureAddresses.pushQueue(subscription.name()).reference().dot("name"));
            rule(template, workload, subscription.name(), metadata);
            continue;
          }
          metadata.put("topicName", AzureAddresses.topic(topic.name()).reference().dot("name"));
          metadata.put(
              "subscriptionName",
              AzureAddresses.subscription(subscription.name()).reference().dot("name"));
          rule(template, workload, subscription.name(), metadata);
        }
      }
    }
  }

  /** For what has no queue whose length would say how busy it is. */
  static void processor(Body.Builder template, Blueprint blueprint, Workload workload) {
    if (waits(blueprint, workload)) {
      return;
    }
    SequencedMap<String, Expression> metadata = new LinkedHashMap<>();
    metadata.put("type", text("Utilization"));
    metadata.put("value", text(BUSY_PERCENT));
    template.block(
        "custom_scale_rule",
        Body.builder()
            .set("name", "processor")
            .set("custom_rule_type", "cpu")
            .set("metadata", object(metadata)));
  }

  private static boolean waits(Blueprint blueprint, Workload workload) {
    return blueprint.datastores(Datastore.TaskQueue.class).stream()
            .anyMatch(q -> q.target().equals(workload.name()))
        || blueprint.datastores(Datastore.Topic.class).stream()
            .flatMap(t -> t.subscriptions().stream())
            .anyMatch(s -> s.workload().equals(workload.name()));
  }

  private static SequencedMap<String, Expression> metadata() {
    SequencedMap<String, Expression> metadata = new LinkedHashMap<>();
    metadata.put("namespace", AzureAddresses.NAMESPACE.reference().dot("name"));
    metadata.put("messageCount", text(Integer.toString(BACKLOG)));
    return metadata;
  }

  private static void rule(
      Body.Builder template,
      Workload workload,
      String name,
      SequencedMap<String, Expression> metadata) {
    template.block(
        "custom_scale_rule",
        Body.builder()
            .set("name", name)
            .set("custom_rule_type", "azure-servicebus")
            .set("metadata", object(metadata))
            .set("identity_id", AzureAddresses.identity(workload.name()).reference().dot("id")));
  }
}
