package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Secret;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.azure.AzureAddresses;
import dev.slipway.cloud.azure.AzureNames;
import dev.slipway.cloud.azure.DatastoreAddresses;
import dev.slipway.cloud.azure.Place;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.ArrayList;
import java.util.List;

/** The Azure CLI. */
final class AzureOperator implements OperatorCommands {

  private final Blueprint blueprint;
  private final Environment environment;

  AzureOperator(Blueprint blueprint, Environment environment) {
    this.blueprint = blueprint;
    this.environment = environment;
  }

  private String group() {
    return group(Place.primary(blueprint));
  }

  private String group(Place place) {
    return AzureNames.resource(blueprint, place.named("main"));
  }

  private String app(String workload) {
    return AzureNames.app(blueprint, workload);
  }

  private String az(String arguments) {
    return "az " + arguments + " --resource-group " + group();
  }

  /** The same in each region that production runs in. */
  private List<String> everywhere(String arguments) {
    return Place.all(blueprint).stream()
        .map(p -> "az " + arguments + " --resource-group " + group(p))
        .toList();
  }

  private String server(Datastore.Relational d) {
    return AzureNames.world(blueprint, environment, d.name(), 63);
  }

  private static String kind(Datastore.Relational d) {
    return d.engine() == Engine.MYSQL ? "mysql" : "postgres";
  }

  private String vault() {
    return AzureNames.vault(blueprint, environment);
  }

  private String workspace() {
    return "$(az monitor log-analytics workspace list --resource-group "
        + group()
        + " --query '[0].customerId' --output tsv)";
  }

  @Override
  public List<String> notices() {
    return List.of(
        "Azure has trouble or plans to: Service Health in the portal says what and where. Users"
            + " hit: treat it as the alert that fits; a fail-over of the database is a minute of"
            + " errors.",
        "Somebody lifted a lock that keeps data: ask who and why at once (the activity log names"
            + " him), and apply again, which puts it back.",
        "A budget: go through Cost Spike (Cost Spike).",
        "A secret that ends soon: Secrets (Secrets).");
  }

  @Override
  public String tools() {
    return "the Azure CLI with its extension containerapp, terraform 1.11 or newer, and gh";
  }

  @Override
  public String place(Environment e) {
    return "subscription " + e.accountId();
  }

  @Override
  public Step signIn() {
    return Step.of(
            "Before anything else, once a day: sign in, and check where you are.",
            "az login",
            "az account set --subscription " + Shell.word(environment.accountId()),
            "az account show --query '[id, user.name]' --output tsv")
        .expect("subscription " + environment.accountId() + " and your own name.");
  }

  @Override
  public String charts() {
    return "https://portal.azure.com/#@/resource/subscriptions/"
        + environment.accountId()
        + "/resourceGroups/"
        + group()
        + "/overview, then Dashboards or Workbooks";
  }

  @Override
  public List<Step> state(Workload w) {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        everywhere(
            "containerapp revision list --name "
                + app(w.name())
                + " --query '[].{name: name, weight: properties.trafficWeight, state:"
                + " properties.runningState, health: properties.healthState, since:"
                + " properties.createdTime}' --output table"));
    return List.of(
        Step.of("Which revision serves now, and which did before?", lines.toArray(String[]::new))
            .expect(
                "the weights add up to 100. The summary of the deploy workflow's last run names the"
                    + " revision of before; put it in place of REVISION."));
  }

  @Override
  public List<Step> rollBack(Workload w) {
    List<String> lines = new ArrayList<>();
    if (w.kind() == WorkloadKind.WORKER) {
      lines.addAll(
          everywhere(
              "containerapp revision copy --name "
                  + app(w.name())
                  + " --from-revision REVISION --query name"));
      return List.of(
          Step.of(
                  "A worker has no traffic to move: make a new revision from the one of before.",
                  lines.toArray(String[]::new))
              .expect("a new revision that is Running, and no errors in its log."));
    }
    lines.addAll(
        everywhere(
            "containerapp revision activate --name " + app(w.name()) + " --revision REVISION"));
    lines.addAll(
        everywhere(
            "containerapp ingress traffic set --name "
                + app(w.name())
                + " --revision-weight REVISION=100"));
    return List.of(
        Step.of("Send all traffic there:", lines.toArray(String[]::new))
            .expect("\"weight\": 100 for it. Errors stop within a minute."));
  }

  @Override
  public List<String> restart(Workload w) {
    return Place.all(blueprint).stream()
        .map(p ->
            "for revision in $(az containerapp revision list --name "
                + app(w.name())
                + " --resource-group "
                + group(p)
                + " --query '[?properties.active].name' --output tsv); do\n"
                + "  az containerapp revision restart --name "
                + app(w.name())
                + " --revision \"$revision\" --resource-group "
                + group(p)
                + "\ndone")
        .toList();
  }

  @Override
  public List<String> scale(Workload w, int min, int max) {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        everywhere(
            "containerapp update --name "
                + app(w.name())
                + " --min-replicas "
                + min
                + " --max-replicas "
                + max
                + " --query properties.latestRevisionName --output tsv"));
    if (w.kind() != WorkloadKind.WORKER) {
      // New settings are a new revision, and the traffic stays where the last release put it.
      lines.addAll(
          everywhere(
              "containerapp ingress traffic set --name "
                  + app(w.name())
                  + " --revision-weight latest=100"));
    }
    return lines;
  }

  @Override
  public String scalingVariables(Workload w) {
    String id = ResourceAddress.id(w.name());
    return id + "_min_instances, " + id + "_max_instances";
  }

  private String query(String words) {
    return "az monitor log-analytics query --workspace \""
        + workspace()
        + "\" --output table"
        + " \\\n  --analytics-query '"
        + words.replace("'", "")
        + "'";
  }

  private String lines(Workload w, String more, String since) {
    boolean job = w.kind() == WorkloadKind.JOB || w.kind() == WorkloadKind.SCHEDULED_JOB;
    return query(
        "ContainerAppConsoleLogs_CL | where "
            + (job ? "ContainerJobName_s" : "ContainerAppName_s")
            + " == \""
            + app(w.name())
            + "\" and TimeGenerated > ago("
            + since
            + ")"
            + more
            + " | project TimeGenerated, RevisionName_s, Log_s | order by TimeGenerated desc | take"
            + " 50");
  }

  @Override
  public String logs(Workload w) {
    return lines(w, "", "30m");
  }

  @Override
  public String errors(Workload w) {
    return lines(w, " and Log_s has_any (\"ERROR\", \"Exception\", \"CRITICAL\")", "1h");
  }

  @Override
  public String follow(Workload w) {
    return az("containerapp logs show --follow --tail 100 --name " + app(w.name()));
  }

  @Override
  public List<Step> job(Workload job) {
    return List.of(
        Step.of(
                "Its last runs, and what they wrote:",
                az(
                    "containerapp job execution list --name "
                        + app(job.name())
                        + " --query '[:5].{name: name, status: properties.status, from:"
                        + " properties.startTime}' --output table"),
                lines(job, "", "1d"))
            .expect("why it ended."),
        Step.of(
                "By hand:",
                az(
                    "containerapp job start --name "
                        + app(job.name())
                        + " --query name --output tsv"))
            .expect("the name of the run; the first command shows how it ends."));
  }

  @Override
  public List<String> look(Alert alert) {
    List<String> look = new ArrayList<>();
    String target = alert.target().name();
    blueprint
        .workload(target)
        .filter(w -> w.element().equals(alert.target()))
        .ifPresent(w -> {
          if (w.kind() == WorkloadKind.JOB || w.kind() == WorkloadKind.SCHEDULED_JOB) {
            look.addAll(job(w).getFirst().commands());
          } else if (w.kind() != WorkloadKind.FUNCTION) {
            look.add(metric(alert, w));
            look.add(state(w).getFirst().commands().getFirst());
          }
        });
    blueprint
        .datastore(target)
        .filter(d -> d.element().equals(alert.target()))
        .ifPresent(d -> look.addAll(state(d)));
    look.add(
        "az monitor activity-log list --resource-group "
            + group()
            + " --offset 2h --query '[].[eventTimestamp, operationName.localizedValue,"
            + " status.value]' --output tsv");
    return look;
  }

  private String metric(Alert alert, Workload w) {
    String metric =
        switch (alert.signal()) {
          case LATENCY_P95, LATENCY_P99 -> "ResponseTime --aggregation Average";
          case INSTANCE_CEILING -> "Replicas --aggregation Maximum";
          default -> "Requests --aggregation Total --filter \"statusCodeCategory eq '*'\"";
        };
    return "az monitor metrics list --interval PT5M --offset 1h --output table --metric "
        + metric
        + " \\\n  --resource \"$(az containerapp show --name "
        + app(w.name())
        + " --resource-group "
        + group()
        + " --query id --output tsv)\"";
  }

  private List<String> state(Datastore store) {
    return switch (store) {
      case Datastore.Relational d ->
          List.of(
              "az monitor metrics list --interval PT5M --offset 1h --output table --metric"
                  + " cpu_percent memory_percent storage_percent active_connections"
                  + " \\\n  --resource \"$(az "
                  + kind(d)
                  + " flexible-server show --name "
                  + server(d)
                  + " --resource-group "
                  + group()
                  + " --query id --output tsv)\"",
              az(
                  kind(d)
                      + " flexible-server show --name "
                      + server(d)
                      + " --query '{state: state, standby: highAvailability.state, size: sku.name,"
                      + " storage: storage.storageSizeGb}'"));
      case Datastore.Cache c ->
          List.of(
              "az redisenterprise show --name "
                  + AzureNames.world(blueprint, environment, c.name(), 60)
                  + " --resource-group "
                  + group()
                  + " --query '{state: resourceState, size: sku.name}'");
      case Datastore.TaskQueue q -> List.of(queue(q.name()));
      case Datastore.Topic t ->
          t.subscriptions().stream().map(s -> subscription(t.name(), s.name())).toList();
      case Datastore.Document _, Datastore.Bucket _, Datastore.External _ -> List.of();
    };
  }

  private String namespace() {
    return AzureNames.world(blueprint, environment, "messages", 50);
  }

  private String queue(String queue) {
    return az(
        "servicebus queue show --namespace-name "
            + namespace()
            + " --name "
            + Shell.word(queue)
            + " --query countDetails");
  }

  private String subscription(String topic, String subscription) {
    return az(
        "servicebus topic subscription show --namespace-name "
            + namespace()
            + " --topic-name "
            + Shell.word(topic)
            + " --name "
            + Shell.word(subscription)
            + " --query countDetails");
  }

  @Override
  public String insight(Alert alert) {
    return "Query Performance Insight of the database shows which statements take the time;"
        + " Application Insights shows where a slow request spent it.";
  }

  @Override
  public List<Step> connect(Datastore.Relational d) {
    boolean mysql = d.engine() == Engine.MYSQL;
    String user = DatastoreAddresses.ADMINISTRATOR;
    String password =
        "$(az keyvault secret show --vault-name "
            + vault()
            + " --name "
            + Shell.word(d.name() + "-password")
            + " --query value --output tsv)";
    return List.of(
        Step.of(
                "It has no public address: do this from a machine inside the network (VPN, Bastion,"
                    + " or az containerapp exec into an app whose image has a client). You need the"
                    + " role Key Vault Secrets User. The password goes from the vault to the client"
                    + " and is not shown.",
                mysql
                    ? "MYSQL_PWD=\""
                        + password
                        + "\" mysql --host="
                        + server(d)
                        + ".mysql.database.azure.com --ssl-mode=REQUIRED --user=\""
                        + user
                        + "\" "
                        + Shell.word(d.databaseName())
                    : "PGPASSWORD=\""
                        + password
                        + "\" psql \"host="
                        + server(d)
                        + ".postgres.database.azure.com sslmode=require dbname="
                        + d.databaseName()
                        + " user="
                        + user
                        + "\"")
            .expect("the prompt of the database. It is the application's own user: take care."));
  }

  @Override
  public List<Step> backUp(Datastore.Relational d) {
    return List.of(
        Step.of(
                "Every day by itself, "
                    + Math.max(7, d.size(environment.name()).backupsRetained())
                    + " days kept. Before something risky, note the time and, on PostgreSQL, make"
                    + " one more:",
                az(
                    kind(d)
                        + " flexible-server backup create --name "
                        + server(d)
                        + " --backup-name \"before-$(date -u +%Y%m%d-%H%M)\""),
                az(
                    kind(d)
                        + " flexible-server backup list --name "
                        + server(d)
                        + " --query '[-5:].[name, completedTime]' --output tsv"))
            .expect("the new backup at the end of the list after some minutes."));
  }

  private Step swap(Datastore.Relational d) {
    return Step.of(
        "Look into it first. Server names cannot be swapped: copy the lost rows back, or, if all of"
            + " it is damaged, dump the restored one and load it into the running one from a"
            + " machine inside the network"
            + (d.engine() == Engine.MYSQL ? " (mysqldump, mysql)" : " (pg_dump, pg_restore)")
            + ", while the services stand still. Remove the restored server when it is over:",
        az(kind(d) + " flexible-server delete --name " + server(d) + "-restored"));
  }

  private Step restored(Datastore.Relational d, String say, String time) {
    return Step.of(
            say,
            az(
                kind(d)
                    + " flexible-server restore --name "
                    + server(d)
                    + "-restored --source-server "
                    + server(d)
                    + " \\\n  --restore-time "
                    + time))
        .expect("Ready, after 15 to 60 minutes; in the same network as the running one.");
  }

  @Override
  public List<Step> restore(Datastore.Relational d) {
    return List.of(
        restored(
            d,
            "A backup is restored as a point in time, into a new server; the running one is not"
                + " touched. TIME is UTC, that of the backup, like 2026-01-31T02:59:00Z.",
            "TIME"),
        swap(d));
  }

  @Override
  public List<Step> pointInTime(Datastore.Relational d) {
    return List.of(
        restored(
            d,
            "Any second of the last "
                + d.size(environment.name()).pointInTimeDays()
                + " days, up to about five minutes ago. TIME is UTC, just before the damage.",
            "TIME"),
        swap(d));
  }

  @Override
  public List<Step> failOver(Datastore.Relational d) {
    return List.of(
        Step.of(
                "The standby takes over by itself within one to two minutes. By hand, if the zone"
                    + " is sick but not dead:",
                az(kind(d) + " flexible-server restart --failover Forced --name " + server(d)))
            .expect("a minute of connection errors, then none."));
  }

  @Override
  public List<Step> promote(Datastore.Relational d) {
    String replica = AzureNames.world(blueprint, environment, d.name() + "-replica", 61);
    return List.of(
        Step.of(
            "Only if the primary is lost for good: there is no way back, and what had not reached"
                + " the replica is gone. The list shows the replica's real name; put it in place of"
                + " REPLICA. Then point the services at it by a change of the blueprint.",
            "az "
                + kind(d)
                + " flexible-server list --query '[].[name, replicationRole, location]'"
                + " --output tsv | grep "
                + Shell.word(replica.substring(0, Math.min(20, replica.length()))),
            "az "
                + kind(d)
                + " flexible-server replica "
                + (d.engine() == Engine.MYSQL
                    ? "stop-replication"
                    : "promote --promote-mode standalone --promote-option forced")
                + " --name REPLICA --resource-group "
                + group(Place.all(blueprint).getLast())));
  }

  @Override
  public Step resize(Datastore.Relational d) {
    Datastore.RelationalSize size = d.size(environment.name());
    return Step.of(
            d.name()
                + ": "
                + size.tier()
                + " now. Changing it restarts the server: "
                + (size.highAvailability() ? "about a minute" : "some minutes")
                + " without one. Put the new size, without the letters in front, in place of SIZE:",
            az(
                kind(d)
                    + " flexible-server update --name "
                    + server(d)
                    + " --sku-name SIZE --query sku"))
        .expect("the new size.");
  }

  @Override
  public Step resize(Datastore.Cache c) {
    return Step.of(
            c.name()
                + ": "
                + c.size(environment.name()).memoryGib()
                + " GiB now. Put a larger size, such as Balanced_B10, in place of SIZE:",
            "az redisenterprise update --name "
                + AzureNames.world(blueprint, environment, c.name(), 60)
                + " --sku SIZE --resource-group "
                + group())
        .expect("Succeeded; it answers meanwhile if it has two nodes.");
  }

  @Override
  public List<Step> recover(Datastore store) {
    return switch (store) {
      case Datastore.Bucket b -> bucket(b);
      case Datastore.Document d ->
          List.of(
              Step.of(
                  "Any second of the last days, as a new account. TIME as 2026-01-31T02:59:00Z:",
                  az(
                      "cosmosdb restore --account-name "
                          + AzureNames.world(blueprint, environment, d.name(), 44)
                          + " --target-database-account-name RESTORED \\\n"
                          + "  --restore-timestamp TIME --location "
                          + Shell.word(blueprint.project().primaryRegion()))));
      case Datastore.TaskQueue q -> List.of(deadLetters(q.name(), queue(q.name())));
      case Datastore.Topic t ->
          t.subscriptions().stream()
              .map(s -> deadLetters(s.name(), subscription(t.name(), s.name())))
              .toList();
      case Datastore.Cache _, Datastore.Relational _, Datastore.External _ -> List.of();
    };
  }

  private List<Step> bucket(Datastore.Bucket b) {
    String account = AzureNames.storage(blueprint, environment, b.name());
    String where = " --auth-mode login --account-name " + account + " --container-name " + b.name();
    return List.of(
        Step.of(
            "Overwritten and deleted objects are kept for a while. Bring a deleted one back:",
            "az storage blob undelete --name PATH" + where),
        Step.of(
            "Or an older version of one that was overwritten:",
            "az storage blob list --include v --prefix PATH --query '[].[name, versionId,"
                + " properties.lastModified]' --output tsv"
                + where,
            "az storage blob copy start --auth-mode login --account-name "
                + account
                + " --destination-container "
                + b.name()
                + " --destination-blob PATH \\\n  --source-uri 'https://"
                + account
                + ".blob.core.windows.net/"
                + b.name()
                + "/PATH?versionId=VERSION'"));
  }

  private static Step deadLetters(String name, String count) {
    return Step.of(
            "Messages of "
                + name
                + " that failed too often wait among the dead letters. How many there are:",
            count)
        .expect(
            "deadLetterMessageCount. In the portal, Service Bus Explorer shows them (Dead-letter,"
                + " Peek); when the cause is mended, select them there and choose Re-send.");
  }

  @Override
  public String fill(Secret secret, Environment where) {
    return "read -rs VALUE; printf %s \"$VALUE\" | az keyvault secret set --vault-name "
        + AzureNames.vault(blueprint, where)
        + " \\\n  --name "
        + Shell.word(secret.name())
        + " --file /dev/stdin --query attributes.created; unset VALUE";
  }

  @Override
  public Step retire(Secret secret) {
    return Step.of(
        "The value of before stays as an older version. If something fails now, set it again the"
            + " same way; otherwise disable it, with its version in place of OLD:",
        "az keyvault secret list-versions --vault-name "
            + vault()
            + " --name "
            + Shell.word(secret.name())
            + " --query '[].[id, attributes.created]' --output tsv",
        "az keyvault secret set-attributes --vault-name "
            + vault()
            + " --name "
            + Shell.word(secret.name())
            + " --version OLD --enabled false");
  }

  @Override
  public List<Step> costs() {
    return List.of(
        Step.of(
                "The bill by service and day; it is up to a day behind:",
                "az costmanagement query --type ActualCost --timeframe MonthToDate --scope"
                    + " subscriptions/"
                    + Shell.word(environment.accountId())
                    + " \\\n"
                    + "  --dataset-aggregation '{\"cost\": {\"name\": \"Cost\", \"function\":"
                    + " \"Sum\"}}' --dataset-grouping name=ServiceName type=Dimension --output"
                    + " table")
            .expect("days that look alike; the one that does not shows the service."),
        Step.of(
            "What runs right now:",
            everywhere(
                    "containerapp list --query '[].[name, properties.runningStatus,"
                        + " properties.template.scale.maxReplicas]' --output tsv")
                .toArray(String[]::new)));
  }

  @Override
  public List<Step> state() {
    String blob =
        " --auth-mode login --account-name "
            + AzureNames.stateAccount(blueprint, environment)
            + " --container-name tfstate";
    return List.of(
        Step.of(
            "The lock is a lease on the state's blob. If force-unlock does not take it:",
            "az storage blob lease break --blob-name main.tfstate" + blob),
        Step.of(
            "A damaged state: the account keeps older versions. Put the one to go back to in place"
                + " of VERSION:",
            "az storage blob list --include v --prefix main.tfstate --query '[].[versionId,"
                + " properties.lastModified]' --output tsv"
                + blob,
            "az storage blob download --name main.tfstate --version-id VERSION --file main.tfstate"
                + blob,
            "terraform state push main.tfstate"));
  }

  @Override
  public List<Step> accounts() {
    List<String> lines = new ArrayList<>();
    for (Environment e : blueprint.environments()) {
      lines.add(
          "az account alias create --name "
              + Shell.word(blueprint.project().slug() + "-" + e.name())
              + " --display-name "
              + Shell.word(blueprint.project().slug() + "-" + e.name())
              + " --workload "
              + (e.deletionProtection() ? "Production" : "DevTest")
              + " --billing-scope BILLING_SCOPE");
    }
    lines.add("az account list --query '[].[id, name]' --output tsv");
    return List.of(
        Step.of(
                "By somebody who may make subscriptions; skip what exists. BILLING_SCOPE is the id"
                    + " of the invoice section.",
                lines.toArray(String[]::new))
            .expect(
                "an id for each environment. They have to be those of `accounts` in slipway.yaml;"
                    + " if they are not, enter them there and design again."));
  }

  @Override
  public String backend(Environment e) {
    return "environments/" + Shell.word(e.name()) + ".azurerm.tfbackend";
  }

  /** The vault: the secrets in it are made when they are filled. */
  @Override
  public String secretAddress(Secret secret) {
    return AzureAddresses.VAULT.toString();
  }

  @Override
  public List<Step> certificates(Environment e) {
    String domain = Shell.word(e.domain().orElseThrow());
    boolean zone = blueprint.edge().dnsZone().isPresent();
    return List.of(
        Step.of(
                "For "
                    + e.name()
                    + (zone
                        ? ": the zone is made here; its parent has to point to it. In the folder"
                            + " terraform, after the first apply:"
                        : ": somebody else keeps the DNS. In the folder terraform, after the first"
                            + " apply, this prints what to enter:"),
                "terraform init -reconfigure -backend-config=" + backend(e),
                zone ? "terraform output dns_name_servers" : "terraform output dns_records")
            .expect(
                "the certificate of "
                    + domain
                    + " is issued some minutes to an hour after the records are there."),
        Step.of("Then the name leads here:", "dig +short " + domain));
  }

  @Override
  public List<Step> loseRegion() {
    String first = blueprint.project().primaryRegion();
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.of(
            "Users: Front Door takes "
                + first
                + " out by its health probes within a minute or two; nothing to do. See that the"
                + " other region answers:",
            "az containerapp list --query '[].[name, location, properties.runningStatus]' --output"
                + " tsv"));
    blueprint.datastores(Datastore.Relational.class).forEach(d -> steps.addAll(promote(d)));
    steps.add(
        Step.of(
            "Storage is copied to the paired region where the design says so; messages are not:"
                + " what was in them waits in "
                + first
                + ". Tell the users what may be missing, by the replica's lag at the time."));
    return steps;
  }

  @Override
  public List<Step> comeBack() {
    return List.of(
        Step.of(
            "Not in a hurry: the promoted server is the truth now. Make a replica of it in the lost"
                + " region (set its source in the design; remove the old server from the state with"
                + " terraform state rm), wait until it has no lag, and move back at a quiet hour"
                + " the same way. Then apply: the plan has to change nothing else."));
  }
}
