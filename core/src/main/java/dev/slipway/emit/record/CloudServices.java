package dev.slipway.emit.record;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Workload;
import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.Platform;

/** What a cloud calls the service that realizes a part of a blueprint. */
final class CloudServices {

  private final Cloud cloud;
  private final Platform platform;

  CloudServices(Cloud cloud, Platform platform) {
    this.cloud = cloud;
    this.platform = platform;
  }

  String of(Workload workload) {
    if (cloud != Cloud.GCP) {
      return Words.capital(Words.kind(workload.kind()));
    }
    return switch (workload.kind()) {
      case SERVICE ->
          platform == Platform.KUBERNETES ? "GKE Autopilot deployment" : "Cloud Run service";
      case WORKER ->
          platform == Platform.KUBERNETES ? "GKE Autopilot deployment" : "Cloud Run worker pool";
      case JOB -> "Cloud Run job";
      case SCHEDULED_JOB -> "Cloud Run job, started by Cloud Scheduler";
      case FUNCTION -> "Cloud Run function";
      case STATIC_SITE -> "Cloud Storage behind Cloud CDN";
    };
  }

  String of(Datastore datastore) {
    if (cloud != Cloud.GCP) {
      return datastore.engine().label();
    }
    return switch (datastore) {
      case Datastore.Relational r -> "Cloud SQL for " + r.engine().label() + " " + r.version();
      case Datastore.Document ignored -> "Firestore";
      case Datastore.Cache c -> "Memorystore for " + c.engine().label() + " " + c.version();
      case Datastore.Bucket ignored -> "Cloud Storage";
      case Datastore.Topic ignored -> "Pub/Sub";
      case Datastore.TaskQueue ignored -> "Cloud Tasks";
      case Datastore.External e -> e.engine().label() + ", run elsewhere";
    };
  }

  String entry() {
    return cloud == Cloud.GCP ? "Global external Application Load Balancer" : "Load balancer";
  }

  String firewall() {
    return cloud == Cloud.GCP ? "Cloud Armor" : "Web application firewall";
  }

  String cdn() {
    return cloud == Cloud.GCP ? "Cloud CDN" : "CDN";
  }

  String secrets() {
    return cloud == Cloud.GCP ? "Secret Manager" : "Secret store";
  }

  String monitoring() {
    return cloud == Cloud.GCP ? "Cloud Monitoring" : "Monitoring";
  }

  String logging() {
    return cloud == Cloud.GCP ? "Cloud Logging" : "Logs";
  }
}
