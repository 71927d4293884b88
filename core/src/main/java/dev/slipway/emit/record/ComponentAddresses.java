package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.aws.AwsAddresses;
import dev.slipway.cloud.azure.AzureAddresses;
import dev.slipway.cloud.gcp.GcpAddresses;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;

/** Which resource stands for a part of the design, on each cloud; empty where none does. */
final class ComponentAddresses {

  private final Blueprint blueprint;

  ComponentAddresses(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  String of(Workload w) {
    return switch (blueprint.project().cloud()) {
      case GCP -> gcp(w);
      case AWS -> aws(w);
      case AZURE -> azure(w);
    };
  }

  private static String gcp(Workload w) {
    return switch (w.kind()) {
      case SERVICE -> GcpAddresses.service(w.name()).toString();
      case WORKER -> GcpAddresses.workerPool(w.name()).toString();
      case JOB, SCHEDULED_JOB -> GcpAddresses.job(w.name()).toString();
      case FUNCTION, STATIC_SITE -> "";
    };
  }

  private static String aws(Workload w) {
    return switch (w.kind()) {
      case SERVICE, WORKER, STATIC_SITE -> AwsAddresses.service(w.name()).toString();
      case JOB, SCHEDULED_JOB -> AwsAddresses.taskDefinition(w.name()).toString();
      case FUNCTION -> AwsAddresses.function(w.name()).toString();
    };
  }

  private static String azure(Workload w) {
    return w.kind() == WorkloadKind.FUNCTION
        ? AzureAddresses.function(w.name()).toString()
        : switch (w.kind()) {
          case JOB, SCHEDULED_JOB -> AzureAddresses.job(w.name()).toString();
          case SERVICE, WORKER, STATIC_SITE, FUNCTION -> AzureAddresses.app(w.name()).toString();
        };
  }

  String of(Datastore d) {
    if (d instanceof Datastore.External) {
      return "";
    }
    ResourceAddress address =
        switch (blueprint.project().cloud()) {
          case GCP -> gcp(d);
          case AWS -> aws(d);
          case AZURE -> azure(d);
        };
    return address.toString();
  }

  private static ResourceAddress gcp(Datastore d) {
    return switch (d) {
      case Datastore.Relational r -> GcpAddresses.sqlInstance(r.name());
      case Datastore.Document x -> GcpAddresses.document(x.name());
      case Datastore.Cache c -> GcpAddresses.cache(c.name());
      case Datastore.Bucket b -> GcpAddresses.bucket(b.name());
      case Datastore.Topic t -> GcpAddresses.topic(t.name());
      case Datastore.TaskQueue q -> GcpAddresses.taskQueue(q.name());
      case Datastore.External e -> throw external(e);
    };
  }

  private static ResourceAddress aws(Datastore d) {
    return switch (d) {
      case Datastore.Relational r -> AwsAddresses.database(r.name());
      case Datastore.Document x -> AwsAddresses.document(x.name());
      case Datastore.Cache c -> AwsAddresses.cache(c.name());
      case Datastore.Bucket b -> AwsAddresses.bucket(b.name());
      case Datastore.Topic t -> AwsAddresses.topic(t.name());
      case Datastore.TaskQueue q -> AwsAddresses.taskQueue(q.name());
      case Datastore.External e -> throw external(e);
    };
  }

  private static ResourceAddress azure(Datastore d) {
    return switch (d) {
      case Datastore.Relational r ->
          r.engine() == Engine.MYSQL
              ? AzureAddresses.mysql(r.name())
              : AzureAddresses.postgresql(r.name());
      case Datastore.Document x -> AzureAddresses.document(x.name());
      case Datastore.Cache c -> AzureAddresses.cache(c.name());
      case Datastore.Bucket b -> AzureAddresses.storage(b.name());
      case Datastore.Topic t -> AzureAddresses.topic(t.name());
      case Datastore.TaskQueue q -> AzureAddresses.taskQueue(q.name());
      case Datastore.External e -> throw external(e);
    };
  }

  private static IllegalArgumentException external(Datastore.External external) {
    return new IllegalArgumentException(external.name() + " is run elsewhere");
  }

  /** What stands in front. */
  String entry() {
    return switch (blueprint.project().cloud()) {
      case GCP -> GcpAddresses.LOAD_BALANCER_ADDRESS.toString();
      case AWS -> AwsAddresses.LOAD_BALANCER.toString();
      case AZURE -> AzureAddresses.FRONT_DOOR.toString();
    };
  }

  String firewall() {
    return switch (blueprint.project().cloud()) {
      case GCP -> GcpAddresses.SECURITY_POLICY.toString();
      case AWS -> AwsAddresses.FIREWALL.toString();
      case AZURE -> AzureAddresses.FIREWALL.toString();
    };
  }

  String network() {
    return switch (blueprint.project().cloud()) {
      case GCP -> GcpAddresses.NETWORK.toString();
      case AWS -> AwsAddresses.NETWORK.toString();
      case AZURE -> AzureAddresses.NETWORK.toString();
    };
  }
}
