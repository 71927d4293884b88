package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.gcp.GcpNames;
import dev.slipway.emit.record.InfrastructureRecord.Operation;
import java.util.ArrayList;
import java.util.List;

/** The operators' most frequent tasks with production's own names; the runbook has the rest. */
final class Operations {

  private Operations() {}

  static List<Operation> of(Blueprint blueprint) {
    return switch (blueprint.project().cloud()) {
      case GCP -> gcp(blueprint);
      case AWS -> others(blueprint, new AwsOperator(blueprint, blueprint.production()));
      case AZURE -> others(blueprint, new AzureOperator(blueprint, blueprint.production()));
    };
  }

  private static List<Operation> others(Blueprint blueprint, OperatorCommands commands) {
    List<Operation> operations = new ArrayList<>();
    operations.add(
        new Operation("Release", "merge a pull request to the main branch", "Standard Deployment"));
    for (Workload w : blueprint.workloads()) {
      if (w.kind() == WorkloadKind.SERVICE) {
        operations.add(
            new Operation(
                "Roll back " + w.name(),
                oneLine(commands.rollBack(w).getLast().commands().getLast()),
                "Emergency Rollback"));
        operations.add(new Operation("Logs of " + w.name(), oneLine(commands.logs(w)), "Logs"));
      }
    }
    for (Datastore.Relational database : blueprint.datastores(Datastore.Relational.class)) {
      operations.add(
          new Operation(
              "Back up " + database.name(),
              oneLine(commands.backUp(database).getFirst().commands().getFirst()),
              "Database"));
    }
    blueprint.secrets().stream()
        .limit(1)
        .forEach(s ->
            operations.add(
                new Operation(
                    "Replace a secret",
                    oneLine(commands.fill(s, blueprint.production())),
                    "Secrets")));
    return List.copyOf(operations);
  }

  private static String oneLine(String command) {
    return command.replace(" \\\n  ", " ");
  }

  private static List<Operation> gcp(Blueprint blueprint) {
    List<Operation> operations = new ArrayList<>();
    String project = " --project=" + blueprint.production().accountId();
    String region = " --region=" + blueprint.project().primaryRegion();
    operations.add(
        new Operation("Release", "merge a pull request to the main branch", "Standard Deployment"));
    blueprint.workloads().stream()
        .filter(w -> w.kind() == WorkloadKind.SERVICE)
        .forEach(w -> service(blueprint, w, project, region, operations));
    for (Datastore.Relational database : blueprint.datastores(Datastore.Relational.class)) {
      operations.add(
          new Operation(
              "Back up " + database.name(),
              "gcloud sql backups create --instance="
                  + GcpNames.instance(blueprint, database.name())
                  + project,
              "Database"));
    }
    blueprint.secrets().stream()
        .limit(1)
        .forEach(s ->
            operations.add(
                new Operation(
                    "Replace a secret",
                    "gcloud secrets versions add "
                        + GcpNames.resource(blueprint, s.name())
                        + " --data-file=-"
                        + project,
                    "Secrets")));
    return List.copyOf(operations);
  }

  private static void service(
      Blueprint blueprint, Workload w, String project, String region, List<Operation> operations) {
    String name = GcpNames.service(blueprint, w.name());
    operations.add(
        new Operation(
            "Roll back " + w.name(),
            "gcloud run services update-traffic "
                + name
                + " --to-revisions=REVISION=100"
                + region
                + project,
            "Emergency Rollback"));
    operations.add(
        new Operation(
            "Logs of " + w.name(),
            "gcloud run services logs read " + name + " --limit=100" + region + project,
            "Logs"));
  }
}
