package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * The queues that a workload takes messages from. SQS calls nobody: a function is called by Lambda,
 * which asks the queue for it; every other workload has to ask the queue itself, so it is told the
 * queue's address.
 */
public final class ConsumedQueues {

  private ConsumedQueues() {}

  /**
   * One queue.
   *
   * @param name of the subscription or the task queue
   * @param of the datastore that it belongs to
   * @param atOnce how many messages may be worked on at the same time
   * @param path where another cloud would have posted the messages; empty where it would not
   */
  public record Consumed(
      String name, Element of, ResourceAddress address, int atOnce, String path) {

    /** The environment variable that tells its address, such as {@code EMAILS_QUEUE_URL}. */
    public String variable() {
      return ResourceAddress.id(name).toUpperCase(Locale.ROOT) + "_QUEUE_URL";
    }
  }

  private static final int LAMBDA_AT_ONCE = 10;

  /** The queues that a workload consumes: those of its subscriptions, then those of its tasks. */
  public static List<Consumed> by(Blueprint blueprint, Workload workload) {
    List<Consumed> queues = new ArrayList<>();
    for (Datastore.Topic topic : blueprint.datastores(Datastore.Topic.class)) {
      for (Datastore.Subscription subscription : topic.subscriptions()) {
        if (subscription.workload().equals(workload.name())) {
          queues.add(
              new Consumed(
                  subscription.name(),
                  topic.element(),
                  AwsAddresses.subscription(subscription.name()),
                  LAMBDA_AT_ONCE,
                  subscription.pushPath().orElse("")));
        }
      }
    }
    for (Datastore.TaskQueue queue : blueprint.datastores(Datastore.TaskQueue.class)) {
      if (queue.target().equals(workload.name())) {
        queues.add(
            new Consumed(
                queue.name(),
                queue.element(),
                AwsAddresses.taskQueue(queue.name()),
                queue.maxConcurrent(),
                ""));
      }
    }
    return List.copyOf(queues);
  }

  /** Whether messages come to it by themselves: Lambda asks the queue for its functions. */
  static boolean calledByLambda(Blueprint blueprint, Workload workload) {
    return Runtime.functions(blueprint).contains(workload);
  }

  /** The variables that tell a workload where its queues are, beside those of its settings. */
  public static SequencedMap<String, Expression> settings(Blueprint blueprint, Workload workload) {
    SequencedMap<String, Expression> settings = new LinkedHashMap<>();
    if (!calledByLambda(blueprint, workload)) {
      for (Consumed queue : by(blueprint, workload)) {
        boolean told =
            workload.settings().stream().anyMatch(s -> s.name().equals(queue.variable()));
        if (!told) {
          settings.put(queue.variable(), queue.address().reference().dot("url"));
        }
      }
    }
    return settings;
  }

  /**
   * What the program has to do itself on AWS that another cloud does for it, one sentence a queue.
   */
  public static List<String> duties(Blueprint blueprint, Workload workload) {
    if (calledByLambda(blueprint, workload)) {
      return List.of();
    }
    return by(blueprint, workload).stream().map(queue -> duty(workload, queue)).toList();
  }

  private static String duty(Workload workload, Consumed queue) {
    return workload.name()
        + " takes messages from "
        + queue.name()
        + ": it asks SQS for them at $"
        + queue.variable()
        + (queue.path().isEmpty() ? "" : " (nothing is posted to " + queue.path() + ")")
        + ", deletes each one that is done, and works on at most "
        + queue.atOnce()
        + " at a time.";
  }
}
