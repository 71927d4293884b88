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
    return switch (cloud) {
      case GCP -> gcp(workload);
      case AWS -> aws(workload);
      case AZURE -> azure(workload);
    };
  }

  private String gcp(Workload workload) {
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

  private String aws(Workload workload) {
    String service =
        platform == Platform.KUBERNETES ? "EKS Auto Mode deployment" : "ECS service on Fargate";
    return switch (workload.kind()) {
      case SERVICE, WORKER, STATIC_SITE -> service;
      case JOB -> "ECS task on Fargate";
      case SCHEDULED_JOB -> "ECS task on Fargate, started by EventBridge Scheduler";
      case FUNCTION -> "Lambda function";
    };
  }

  private String azure(Workload workload) {
    String app = platform == Platform.KUBERNETES ? "AKS deployment" : "Container App";
    return switch (workload.kind()) {
      case SERVICE, WORKER, STATIC_SITE -> app;
      case JOB -> "Container Apps job";
      case SCHEDULED_JOB -> "Container Apps job on a schedule";
      case FUNCTION -> "Function App (Flex Consumption)";
    };
  }

  String of(Datastore datastore) {
    if (datastore instanceof Datastore.External e) {
      return e.engine().label() + ", run elsewhere";
    }
    return switch (cloud) {
      case GCP -> gcp(datastore);
      case AWS -> aws(datastore);
      case AZURE -> azure(datastore);
    };
  }

  private static String gcp(Datastore datastore) {
    return switch (datastore) {
      case Datastore.Relational r -> "Cloud SQL for " + r.engine().label() + " " + r.version();
      case Datastore.Document ignored -> "Firestore";
      case Datastore.Cache c -> "Memorystore for " + c.engine().label() + " " + c.version();
      case Datastore.Bucket ignored -> "Cloud Storage";
      case Datastore.Topic ignored -> "Pub/Sub";
      case Datastore.TaskQueue ignored -> "Cloud Tasks";
      case Datastore.External e -> e.engine().label();
    };
  }

  private static String aws(Datastore datastore) {
    return switch (datastore) {
      case Datastore.Relational r -> "RDS for " + r.engine().label() + " " + r.version();
      case Datastore.Document ignored -> "DynamoDB";
      case Datastore.Cache ignored -> "ElastiCache for Valkey";
      case Datastore.Bucket ignored -> "S3";
      case Datastore.Topic ignored -> "SNS with SQS";
      case Datastore.TaskQueue ignored -> "SQS";
      case Datastore.External e -> e.engine().label();
    };
  }

  private static String azure(Datastore datastore) {
    return switch (datastore) {
      case Datastore.Relational r ->
          "Azure Database for " + r.engine().label() + " " + r.version() + ", flexible server";
      case Datastore.Document ignored -> "Cosmos DB";
      case Datastore.Cache ignored -> "Azure Managed Redis";
      case Datastore.Bucket ignored -> "Blob Storage";
      case Datastore.Topic ignored -> "Service Bus topic";
      case Datastore.TaskQueue ignored -> "Service Bus queue";
      case Datastore.External e -> e.engine().label();
    };
  }

  private String choose(String google, String amazon, String microsoft) {
    return switch (cloud) {
      case GCP -> google;
      case AWS -> amazon;
      case AZURE -> microsoft;
    };
  }

  String entry() {
    return choose(
        "Global external Application Load Balancer",
        "Application Load Balancer, CloudFront in front where it serves",
        "Azure Front Door");
  }

  String firewall() {
    return choose("Cloud Armor", "AWS WAF", "Front Door Web Application Firewall");
  }

  String cdn() {
    return choose("Cloud CDN", "CloudFront", "Azure Front Door");
  }

  String secrets() {
    return choose("Secret Manager", "Secrets Manager", "Key Vault");
  }

  String monitoring() {
    return choose("Cloud Monitoring", "CloudWatch", "Azure Monitor");
  }

  String logging() {
    return choose("Cloud Logging", "CloudWatch Logs", "Log Analytics");
  }
}
