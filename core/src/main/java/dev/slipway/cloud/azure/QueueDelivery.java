package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Messages that are posted to a service. Service Bus posts nothing, so the app's Dapr sidecar takes
 * them from a queue and posts each to the app; what the app does not answer with success goes back
 * and is a dead letter in the end. Event Grid would post by itself, but wants a handshake that the
 * app cannot make before its first release.
 *
 * @param name of the queue, and of the component
 * @param queue what the messages wait in
 * @param route the path that they are posted to
 * @param concurrency how many at once; absent: no limit
 */
record QueueDelivery(
    Element store,
    String name,
    ResourceAddress queue,
    String route,
    Optional<Integer> concurrency,
    String workload) {

  /** What is posted to a workload, in the order of the datastores. */
  static List<QueueDelivery> to(Blueprint blueprint, Workload workload) {
    List<QueueDelivery> deliveries = new ArrayList<>();
    if (Requirement.kubernetes(blueprint) || workload.kind() != WorkloadKind.SERVICE) {
      return deliveries;
    }
    for (Datastore store : blueprint.datastores()) {
      if (store instanceof Datastore.TaskQueue queue && queue.target().equals(workload.name())) {
        deliveries.add(
            new QueueDelivery(
                queue.element(),
                queue.name(),
                AzureAddresses.taskQueue(queue.name()),
                "/" + queue.name(),
                Optional.of(queue.maxConcurrent()),
                workload.name()));
      }
      if (store instanceof Datastore.Topic topic) {
        topic.subscriptions().stream()
            .filter(s -> s.push() && s.workload().equals(workload.name()))
            .map(s -> of(topic, s))
            .forEach(deliveries::add);
      }
    }
    return List.copyOf(deliveries);
  }

  private static QueueDelivery of(Datastore.Topic topic, Datastore.Subscription subscription) {
    return new QueueDelivery(
        topic.element(),
        subscription.name(),
        AzureAddresses.pushQueue(subscription.name()),
        subscription.pushPath().orElse("/" + subscription.name()),
        Optional.empty(),
        subscription.workload());
  }

  /** Whether the messages of a subscription are posted rather than fetched. */
  static boolean pushes(Blueprint blueprint, Datastore.Subscription subscription) {
    return blueprint
        .workload(subscription.workload())
        .filter(w -> to(blueprint, w).stream().anyMatch(d -> d.name().equals(subscription.name())))
        .isPresent();
  }

  /** Gives an app the sidecar that posts to it, where something is posted. */
  static void sidecar(Blueprint blueprint, Workload workload, Body.Builder app) {
    if (!to(blueprint, workload).isEmpty()) {
      app.block(
          "dapr",
          Body.builder()
              .set("app_id", AzureNames.app(blueprint, workload.name()))
              .set("app_port", workload.port().orElse(8080)),
          "Takes messages from its queues and posts them to the app.");
    }
  }

  /** The component of each region's environment that tells the sidecar what to take. */
  void add(Blueprint blueprint, StackPart.Builder part, Provenance why) {
    for (Place place : Place.all(blueprint)) {
      Body.Builder body =
          Body.builder()
              .set("name", name)
              .set(
                  "container_app_environment_id",
                  place.one(AzureAddresses.APP_ENVIRONMENT).dot("id"))
              .set("component_type", "bindings.azure.servicebusqueues")
              .set("version", "v1")
              .set("scopes", texts(List.of(AzureNames.app(blueprint, workload))));
      setting(body, "namespaceName", DatastoreAddresses.namespaceHost());
      setting(body, "queueName", queue.reference().dot("name"));
      setting(
          body, "azureClientId", AzureAddresses.identity(workload).reference().dot("client_id"));
      setting(body, "direction", text("input"));
      setting(body, "route", text(route));
      setting(body, "disableEntityManagement", text("true"));
      concurrency.ifPresent(n -> setting(body, "maxConcurrentHandlers", text(String.valueOf(n))));
      part.resource(
          StackFiles.MESSAGING,
          place.of(
              ResourceAddress.managed(
                  "azurerm_container_app_environment_dapr_component", ResourceAddress.id(name))),
          "",
          place.meta(),
          body,
          why);
    }
  }

  private static void setting(Body.Builder body, String name, Expression value) {
    body.block("metadata", Body.builder().set("name", name).set("value", value));
  }
}
