package dev.slipway.compare;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.compare.Comparison.Freedom;
import dev.slipway.compare.Comparison.Tie;
import dev.slipway.compare.Comparison.TieRow;
import dev.slipway.vocabulary.Cloud;
import java.util.ArrayList;
import java.util.List;

/** Which parts speak an open protocol and which a cloud's own. */
final class Ties {

  private Ties() {}

  static List<TieRow> rows(CloudDesign chosen, List<CloudDesign> designs) {
    List<TieRow> rows = new ArrayList<>();
    for (Workload workload : chosen.blueprint().workloads()) {
      rows.add(
          new TieRow(
              ComparedServices.name(workload),
              designs.stream().map(d -> of(d, workload)).toList()));
    }
    for (Datastore datastore : chosen.blueprint().datastores()) {
      rows.add(
          new TieRow(
              ComparedServices.name(datastore),
              designs.stream()
                  .map(d ->
                      d.blueprint()
                          .datastore(datastore.name())
                          .map(own -> of(d.cloud(), own))
                          .orElse(open("not needed")))
                  .toList()));
    }
    return List.copyOf(rows);
  }

  static Tie of(CloudDesign design, Workload workload) {
    boolean handler =
        workload.kind() == WorkloadKind.FUNCTION
            && (design.has(workload.element(), "google_cloudfunctions2_function")
                || design.has(workload.element(), "aws_lambda_function")
                || design.has(workload.element(), "azurerm_function_app_flex_consumption"));
    if (handler) {
      return own(
          switch (design.cloud()) {
            case GCP -> "Functions Framework handler";
            case AWS -> "Lambda handler";
            case AZURE -> "Azure Functions handler";
          });
    }
    return workload.kind() == WorkloadKind.STATIC_SITE ? open("HTTP") : open("OCI container");
  }

  static Tie of(Cloud cloud, Datastore datastore) {
    return switch (datastore) {
      case Datastore.Relational r -> open(r.engine().label() + " protocol");
      case Datastore.Cache c -> open(c.engine().label() + " protocol");
      case Datastore.Document ignored -> documents(cloud);
      case Datastore.Bucket ignored -> objects(cloud);
      case Datastore.Topic ignored -> topic(cloud);
      case Datastore.TaskQueue ignored -> queue(cloud);
      case Datastore.External e -> open(e.engine().label() + " protocol");
    };
  }

  private static Tie documents(Cloud cloud) {
    return switch (cloud) {
      case GCP -> own("Firestore API");
      case AWS -> own("DynamoDB API");
      case AZURE -> own("Cosmos DB for NoSQL API");
    };
  }

  private static Tie objects(Cloud cloud) {
    return switch (cloud) {
      case GCP -> new Tie(Freedom.COPIED, "Cloud Storage API; S3 requests by its XML API");
      case AWS -> new Tie(Freedom.COPIED, "S3 API");
      case AZURE -> own("Blob Storage API");
    };
  }

  private static Tie topic(Cloud cloud) {
    return switch (cloud) {
      case GCP -> own("Pub/Sub API");
      case AWS -> own("SNS and SQS APIs");
      case AZURE -> open("AMQP 1.0");
    };
  }

  private static Tie queue(Cloud cloud) {
    return switch (cloud) {
      case GCP -> own("Cloud Tasks API");
      case AWS -> own("SQS API");
      case AZURE -> open("AMQP 1.0");
    };
  }

  private static Tie open(String protocol) {
    return new Tie(Freedom.OPEN, protocol);
  }

  private static Tie own(String protocol) {
    return new Tie(Freedom.OWN, protocol);
  }
}
