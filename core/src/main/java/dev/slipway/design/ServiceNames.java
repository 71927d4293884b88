package dev.slipway.design;

import dev.slipway.vocabulary.Cloud;

/** What a cloud calls the services that a design chooses. */
record ServiceNames(
    String containers,
    String kubernetes,
    String functions,
    String documents,
    String topic,
    String queue,
    String bucket,
    String firewall,
    String account) {

  private static final ServiceNames GOOGLE =
      new ServiceNames(
          "Cloud Run",
          "GKE Autopilot",
          "Cloud Run functions",
          "Firestore",
          "Pub/Sub",
          "Cloud Tasks",
          "Cloud Storage",
          "Cloud Armor",
          "cloud project");

  private static final ServiceNames AMAZON =
      new ServiceNames(
          "ECS on Fargate",
          "EKS Auto Mode",
          "Lambda",
          "DynamoDB",
          "SNS with SQS queues",
          "SQS",
          "S3",
          "AWS WAF",
          "AWS account");

  private static final ServiceNames MICROSOFT =
      new ServiceNames(
          "Azure Container Apps",
          "AKS",
          "Azure Functions",
          "Cosmos DB",
          "Service Bus",
          "Service Bus",
          "Blob Storage",
          "Azure Web Application Firewall",
          "subscription");

  static ServiceNames of(Cloud cloud) {
    return switch (cloud) {
      case GCP -> GOOGLE;
      case AWS -> AMAZON;
      case AZURE -> MICROSOFT;
    };
  }
}
