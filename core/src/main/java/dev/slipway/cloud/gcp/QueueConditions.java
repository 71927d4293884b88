package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.TaskQueue;
import dev.slipway.blueprint.Datastore.Topic;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.Signal;
import dev.slipway.cloud.gcp.AlertConditions.Condition;
import dev.slipway.cloud.gcp.AlertConditions.Conditions;
import java.math.BigDecimal;
import java.util.List;

/** Conditions on messages and tasks that wait too long or fail for good. */
final class QueueConditions {

  private QueueConditions() {}

  static Conditions of(Blueprint blueprint, Alert alert) {
    boolean age = alert.signal() == Signal.QUEUE_AGE;
    Datastore target = blueprint.datastore(alert.target().name()).orElseThrow();
    List<Condition> conditions =
        switch (target) {
          case Topic topic ->
              topic.subscriptions().stream()
                  .map(s -> age ? oldest(blueprint, alert, s) : deadLetters(blueprint, alert, s))
                  .toList();
          case TaskQueue queue ->
              List.of(age ? delay(blueprint, alert, queue) : failed(blueprint, alert, queue));
          case Datastore.Relational _,
              Datastore.Document _,
              Datastore.Cache _,
              Datastore.Bucket _,
              Datastore.External _ ->
              throw new IllegalArgumentException("no queue: " + target.name());
        };
    return new Conditions("OR", conditions);
  }

  private static String subscription(
      Blueprint blueprint, Datastore.Subscription subscription, String metric) {
    return "resource.type=\"pubsub_subscription\" AND"
        + " metric.type=\"pubsub.googleapis.com/subscription/"
        + metric
        + "\" AND resource.labels.subscription_id=\""
        + GcpNames.resource(blueprint, subscription.name())
        + "\"";
  }

  private static String queue(Blueprint blueprint, TaskQueue queue, String metric) {
    return "resource.type=\"cloud_tasks_queue\" AND metric.type=\"cloudtasks.googleapis.com/queue/"
        + metric
        + "\" AND resource.labels.queue_id=\""
        + GcpNames.resource(blueprint, queue.name())
        + "\"";
  }

  private static Condition oldest(
      Blueprint blueprint, Alert alert, Datastore.Subscription subscription) {
    return new Condition(
        "The oldest message of " + subscription.name() + " waits too long",
        "condition_threshold",
        Threshold.of(text(subscription(blueprint, subscription, "oldest_unacked_message_age")))
            .aligned("60s", "ALIGN_MAX", "REDUCE_MAX")
            .above(number(seconds(alert)))
            .lasting(alert.window())
            .body());
  }

  private static Condition deadLetters(
      Blueprint blueprint, Alert alert, Datastore.Subscription subscription) {
    return new Condition(
        "Messages of " + subscription.name() + " failed for good",
        "condition_threshold",
        Threshold.of(text(subscription(blueprint, subscription, "dead_letter_message_count")))
            .aligned(Threshold.seconds(alert.window()), "ALIGN_DELTA", "REDUCE_SUM")
            .atLeast(number(alert.threshold().max(BigDecimal.ONE)))
            .body());
  }

  // Cloud Tasks measures by how much an attempt came late, in milliseconds; it has no age of the
  // oldest task.
  private static Condition delay(Blueprint blueprint, Alert alert, TaskQueue queue) {
    return new Condition(
        "Tasks of " + queue.name() + " start late",
        "condition_threshold",
        Threshold.of(text(queue(blueprint, queue, "task_attempt_delays")))
            .aligned(Threshold.seconds(alert.window()), "ALIGN_DELTA", "REDUCE_PERCENTILE_95")
            .above(number(seconds(alert).movePointRight(3)))
            .body());
  }

  // Cloud Tasks drops a task after its last attempt, so failed attempts are what can be seen.
  private static Condition failed(Blueprint blueprint, Alert alert, TaskQueue queue) {
    return new Condition(
        "Attempts of " + queue.name() + " fail",
        "condition_threshold",
        Threshold.of(
                text(
                    queue(blueprint, queue, "task_attempt_count")
                        + " AND metric.labels.response_code!=\"ok\""))
            .aligned(Threshold.seconds(alert.window()), "ALIGN_DELTA", "REDUCE_SUM")
            .atLeast(number(alert.threshold().max(BigDecimal.ONE)))
            .body());
  }

  private static BigDecimal seconds(Alert alert) {
    return switch (alert.unit()) {
      case "min", "minutes" -> alert.threshold().multiply(BigDecimal.valueOf(60));
      case "h", "hours" -> alert.threshold().multiply(BigDecimal.valueOf(3600));
      default -> alert.threshold();
    };
  }
}
