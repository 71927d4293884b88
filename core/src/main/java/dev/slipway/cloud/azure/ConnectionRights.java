package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Connection.Access;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Secret;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Requirement;
import dev.slipway.stack.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a workload's identity may do, no more than its connections and secrets need: each right a
 * built-in role on one resource. Databases, caches and document stores have rights of their own
 * kind, which their passes give.
 */
final class ConnectionRights {

  static final String READ_SECRET = "Key Vault Secrets User";

  private final Blueprint blueprint;
  private final Workload workload;
  private final SequencedMap<String, Right> rights = new LinkedHashMap<>();

  private ConnectionRights(Blueprint blueprint, Workload workload) {
    this.blueprint = blueprint;
    this.workload = workload;
  }

  /**
   * One role assignment.
   *
   * @param id a Terraform identifier, unique among all rights of all workloads
   * @param role name of a built-in role
   * @param scope id of the resource it is given on
   * @param comment why it is this role, where that needs saying
   */
  record Right(String id, String role, Expression scope, String comment, Provenance why) {}

  /** The rights of a workload, connections first, then secrets. */
  static List<Right> of(Blueprint blueprint, Workload workload) {
    ConnectionRights collected = new ConnectionRights(blueprint, workload);
    workload.connections().forEach(collected::connection);
    collected.queues();
    collected.secrets();
    return new ArrayList<>(collected.rights.values());
  }

  private void connection(Connection connection) {
    String name = connection.to().name();
    if (connection.to().kind() == Element.Kind.WORKLOAD) {
      blueprint.workload(name).ifPresent(this::start);
    } else {
      blueprint.datastore(name).ifPresent(store -> store(store, connection.access()));
    }
  }

  private void store(Datastore store, Access access) {
    switch (store) {
      case Datastore.Relational _,
          Datastore.Cache _,
          Datastore.Document _,
          Datastore.External _ -> {}
      case Datastore.Bucket bucket -> bucket(bucket, access);
      case Datastore.Topic topic -> topic(topic, access);
      case Datastore.TaskQueue queue -> queue(queue);
    }
  }

  private void bucket(Datastore.Bucket bucket, Access access) {
    boolean reads = access == Access.READ;
    add(
        (reads ? "reads_" : "uses_") + bucket.name(),
        reads ? "Storage Blob Data Reader" : "Storage Blob Data Contributor",
        AzureAddresses.container(bucket.name()).reference().dot("id"),
        "",
        bucket.element());
  }

  private void topic(Datastore.Topic topic, Access access) {
    if (access == Access.PUBLISH || access == Access.READ_WRITE) {
      add(
          "sends_to_" + topic.name(),
          "Azure Service Bus Data Sender",
          AzureAddresses.topic(topic.name()).reference().dot("id"),
          "",
          topic.element());
    }
  }

  private void subscriptions(Datastore.Topic topic) {
    for (Datastore.Subscription subscription : topic.subscriptions()) {
      if (subscription.workload().equals(workload.name())) {
        receive(
            subscription.name(),
            QueueDelivery.pushes(blueprint, subscription)
                ? AzureAddresses.pushQueue(subscription.name()).reference().dot("id")
                : AzureAddresses.subscription(subscription.name()).reference().dot("id"),
            topic.element());
      }
    }
  }

  private void queue(Datastore.TaskQueue queue) {
    add(
        "sends_to_" + queue.name(),
        "Azure Service Bus Data Sender",
        AzureAddresses.taskQueue(queue.name()).reference().dot("id"),
        "",
        queue.element());
  }

  private void start(Workload target) {
    if (JobPass.runsToItsEnd(target) && !Requirement.kubernetes(blueprint)) {
      add(
          "starts_" + target.name(),
          "Container Apps Jobs Operator",
          AzureAddresses.job(target.name()).reference().dot("id"),
          "",
          target.element());
    }
  }

  /** Whoever works a queue off takes from it, whether or not it says so. */
  private void queues() {
    blueprint.datastores(Datastore.Topic.class).forEach(this::subscriptions);
    for (Datastore.TaskQueue queue : blueprint.datastores(Datastore.TaskQueue.class)) {
      if (queue.target().equals(workload.name())) {
        receive(
            queue.name(),
            AzureAddresses.taskQueue(queue.name()).reference().dot("id"),
            queue.element());
      }
    }
  }

  private void secrets() {
    for (Datastore store : blueprint.datastores()) {
      if (DatastoreLogins.readsPassword(workload, store)) {
        read(
            store.name() + "-password",
            DatastoreLogins.password(store.name()).reference().dot("resource_versionless_id"),
            store.element());
      }
    }
    for (DatastoreLogins.UrlSecret url : DatastoreLogins.readBy(blueprint, workload)) {
      read(
          url.name(),
          url.address().reference().dot("resource_versionless_id"),
          url.datastore().element());
    }
    for (Secret secret : blueprint.secrets()) {
      if (VaultSecrets.reads(blueprint, workload, secret)) {
        read(
            secret.name(),
            AzureAddresses.secret(secret.name()).reference().dot("resource_versionless_id"),
            secret.element());
      }
    }
  }

  private void receive(String from, Expression scope, Element element) {
    add("receives_" + from, "Azure Service Bus Data Receiver", scope, "", element);
  }

  private void read(String secret, Expression scope, Element element) {
    add("reads_" + secret, READ_SECRET, scope, "", element);
  }

  private void add(String what, String role, Expression scope, String comment, Element element) {
    String id = AzureAddresses.identity(workload.name()).name() + "_" + what.replace('-', '_');
    rights.putIfAbsent(
        id,
        new Right(
            id,
            role,
            scope,
            comment,
            Provenance.of(element, "identity", "workload." + workload.name() + ".kind")));
  }
}
