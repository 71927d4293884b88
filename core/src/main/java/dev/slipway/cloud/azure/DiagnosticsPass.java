package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.template;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.vocabulary.Engine;
import java.util.List;

/**
 * Which logs of the platform reach the workspace: each is paid for by the gigabyte, so only what an
 * alert, an audit or a search for a cause needs. Metrics stay where they are, since they are kept
 * for three months for nothing and rules and charts read them there.
 */
final class DiagnosticsPass implements Pass {

  @Override
  public String name() {
    return "diagnostics";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (FrontDoor.present(blueprint)) {
      add(
          part,
          "platform_edge",
          "About three USD for a million requests: error rates, percentiles and attacks are known"
              + " from nowhere else.",
          AzureAddresses.FRONT_DOOR.reference().dot("id"),
          List.of("FrontDoorAccessLog", "FrontDoorWebApplicationFirewallLog"),
          Provenance.of(Element.of(Element.Kind.EDGE), "observability.logs"));
    }
    if (VaultPass.needed(blueprint)) {
      Body.Builder vault = body(AzureAddresses.VAULT.reference().dot("id"), List.of("AuditEvent"));
      if (Requirement.auditLogs(blueprint)) {
        vault.set("storage_account_id", AuditPass.ACCOUNT.reference().dot("id"));
      }
      part.resource(
          StackFiles.LOGGING,
          AzureAddresses.diagnostics("platform_vault"),
          "Who read which secret, and when.",
          vault,
          Provenance.of(Element.of(Element.Kind.PROJECT), "observability.logs"));
    }
    if (Requirement.kubernetes(blueprint)) {
      Place.all(blueprint).forEach(place -> cluster(place, part));
    }
    boolean audited = Requirement.auditLogs(blueprint);
    blueprint.datastores().forEach(store -> store(store, audited, part));
    if (audited && MessagingPass.needed(blueprint)) {
      add(
          part,
          "platform_messages",
          "",
          AzureAddresses.NAMESPACE.reference().dot("id"),
          List.of("OperationalLogs"),
          Provenance.of(Element.of(Element.Kind.PROJECT), "observability.logs"));
    }
    return part.build();
  }

  /** Who reads and writes data is logged where an audit asks for it: it is most of what happens. */
  private static void store(Datastore store, boolean audited, StackPart.Builder part) {
    String name = store.name();
    Provenance why = Provenance.of(store.element(), "observability.logs");
    switch (store) {
      case Datastore.Relational database -> {
        boolean mysql = database.engine() == Engine.MYSQL;
        List<String> logs =
            mysql
                ? audited ? List.of("MySqlAuditLogs", "MySqlSlowLogs") : List.of("MySqlSlowLogs")
                : List.of("PostgreSQLLogs");
        add(part, name, "", DatastoreConditions.server(database), logs, why);
      }
      case Datastore.Document _ -> {
        if (audited) {
          Expression id = AzureAddresses.document(name).reference().dot("id");
          add(part, name, "", id, List.of("ControlPlaneRequests", "DataPlaneRequests"), why);
        }
      }
      case Datastore.Bucket _ -> {
        if (audited) {
          add(
              part,
              name,
              "",
              template(AzureAddresses.storage(name).reference().dot("id"), "/blobServices/default"),
              List.of("StorageDelete", "StorageRead", "StorageWrite"),
              why);
        }
      }
      case Datastore.Cache _, Datastore.Topic _, Datastore.TaskQueue _, Datastore.External _ -> {}
    }
  }

  private static void cluster(Place place, StackPart.Builder part) {
    part.resource(
        StackFiles.LOGGING,
        place.of(AzureAddresses.diagnostics("platform_cluster")),
        "Who changed what in the cluster; who read it would cost many times that.",
        place.meta(),
        body(place.one(AzureAddresses.CLUSTER).dot("id"), List.of("guard", "kube-audit-admin")),
        Provenance.of(Element.of(Element.Kind.PROJECT), "observability.logs"));
  }

  private static void add(
      StackPart.Builder part,
      String name,
      String comment,
      Expression target,
      List<String> categories,
      Provenance why) {
    part.resource(
        StackFiles.LOGGING,
        AzureAddresses.diagnostics(name),
        comment,
        body(target, categories),
        why);
  }

  static Body.Builder body(Expression target, List<String> categories) {
    Body.Builder body =
        Body.builder()
            .set("name", "logs")
            .set("target_resource_id", target)
            .set("log_analytics_workspace_id", AzureAddresses.LOGS.reference().dot("id"));
    for (String category : categories) {
      body.block("enabled_log", Body.builder().set("category", category));
    }
    return body;
  }
}
