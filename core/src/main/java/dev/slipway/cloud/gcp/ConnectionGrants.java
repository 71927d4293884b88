package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Connection.Access;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;

/** What one workload may do, no more than its connections need. */
final class ConnectionGrants {

  private static final String FILE = StackFiles.IDENTITY;

  private final Blueprint blueprint;
  private final Workload workload;
  private final StackPart.Builder part;

  ConnectionGrants(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    this.blueprint = blueprint;
    this.workload = workload;
    this.part = part;
  }

  void grant() {
    if (databaseLogin()) {
      Provenance why = Provenance.of(workload.element(), "identity");
      Grants.project(
          part, workload, "roles/cloudsql.client", "Opens connections to the database.", why);
      Grants.project(
          part,
          workload,
          "roles/cloudsql.instanceUser",
          "Logs in as itself, without a password.",
          why);
    }
    for (Connection connection : workload.connections()) {
      String name = connection.to().name();
      if (connection.to().kind() == Element.Kind.WORKLOAD) {
        blueprint.workload(name).ifPresent(this::invoke);
      } else {
        blueprint.datastore(name).ifPresent(store -> grant(store, connection.access()));
      }
    }
  }

  private boolean databaseLogin() {
    return workload.connections().stream()
        .flatMap(c -> blueprint.datastore(c.to().name()).stream())
        .anyMatch(
            d -> d instanceof Datastore.Relational r && r.login() == Datastore.Login.IDENTITY);
  }

  private void grant(Datastore store, Access access) {
    switch (store) {
      case Datastore.Relational _, Datastore.Cache _, Datastore.External _ -> {}
      case Datastore.Document document -> document(document, access);
      case Datastore.Bucket bucket -> bucket(bucket, access);
      case Datastore.Topic topic -> topic(topic, access);
      case Datastore.TaskQueue queue -> queue(queue);
    }
  }

  private Provenance why(Element element) {
    return Provenance.of(element, "identity", "workload." + workload.name() + ".kind");
  }

  private void document(Datastore.Document document, Access access) {
    String role = access == Access.READ ? "roles/datastore.viewer" : "roles/datastore.user";
    part.resource(
        FILE,
        ResourceAddress.managed(
            "google_project_iam_member",
            ResourceAddress.id(workload.name() + "_" + document.name())),
        "Firestore has no policy per database; the condition makes up for it.",
        Body.builder()
            .set("project", var("project_id"))
            .set("role", role)
            .set("member", Grants.member(workload))
            .block(
                "condition",
                Body.builder()
                    .set("title", "Only the database " + document.name())
                    .set(
                        "expression",
                        template(
                            "resource.name == \"",
                            GcpAddresses.document(document.name()).reference().dot("id"),
                            "\""))),
        why(document.element()));
  }

  private void bucket(Datastore.Bucket bucket, Access access) {
    Grants.on(
        part,
        FILE,
        ResourceAddress.managed(
            "google_storage_bucket_iam_member",
            ResourceAddress.id(workload.name() + "_" + bucket.name())),
        Meta.NONE,
        "bucket",
        GcpAddresses.bucket(bucket.name()).reference().dot("name"),
        access == Access.READ ? "roles/storage.objectViewer" : "roles/storage.objectUser",
        Grants.member(workload),
        why(bucket.element()));
  }

  private void topic(Datastore.Topic topic, Access access) {
    if (access == Access.PUBLISH || access == Access.READ_WRITE) {
      Grants.on(
          part,
          FILE,
          ResourceAddress.managed(
              "google_pubsub_topic_iam_member",
              ResourceAddress.id(workload.name() + "_" + topic.name())),
          Meta.NONE,
          "topic",
          GcpAddresses.topic(topic.name()).reference().dot("id"),
          "roles/pubsub.publisher",
          Grants.member(workload),
          why(topic.element()));
    }
    for (Datastore.Subscription subscription : topic.subscriptions()) {
      if (subscription.workload().equals(workload.name()) && !subscription.push()) {
        Grants.on(
            part,
            FILE,
            ResourceAddress.managed(
                "google_pubsub_subscription_iam_member", ResourceAddress.id(subscription.name())),
            Meta.NONE,
            "subscription",
            GcpAddresses.subscription(subscription.name()).reference().dot("name"),
            "roles/pubsub.subscriber",
            Grants.member(workload),
            why(topic.element()));
      }
    }
  }

  private void queue(Datastore.TaskQueue queue) {
    Grants.on(
        part,
        FILE,
        ResourceAddress.managed(
            "google_cloud_tasks_queue_iam_member",
            ResourceAddress.id(workload.name() + "_" + queue.name())),
        Meta.NONE,
        "name",
        GcpAddresses.taskQueue(queue.name()).reference().dot("id"),
        "roles/cloudtasks.enqueuer",
        Grants.member(workload),
        why(queue.element()));
    part.resource(
        FILE,
        ResourceAddress.managed(
            "google_service_account_iam_member",
            ResourceAddress.id(workload.name() + "_acts_as_" + queue.name())),
        "A task carries the queue's identity, so whoever creates one has to be allowed to use it.",
        Body.builder()
            .set("service_account_id", QueuePass.caller(queue).reference().dot("name"))
            .set("role", "roles/iam.serviceAccountUser")
            .set("member", Grants.member(workload)),
        why(queue.element()));
  }

  private void invoke(Workload target) {
    if (Requirement.kubernetes(blueprint) || target.exposure() == Workload.Exposure.PUBLIC) {
      return;
    }
    boolean job = target.kind() == WorkloadKind.JOB || target.kind() == WorkloadKind.SCHEDULED_JOB;
    Invocation.allow(
        blueprint,
        part,
        FILE,
        ResourceAddress.id(workload.name() + "_invokes_" + target.name()),
        target,
        job,
        Grants.member(workload),
        why(target.element()));
  }
}
