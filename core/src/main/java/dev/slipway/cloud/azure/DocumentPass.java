package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Connection.Access;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cosmos DB accounts, the database in each, and which identity may do what in it. */
final class DocumentPass implements Pass {

  private static final String FILE = StackFiles.DATABASE;
  private static final int NAME_LIMIT = 44;
  private static final int FREE_DAYS = 7;
  private static final int MINUTES_A_DAY = 1440;
  private static final int MAX_BACKUP_HOURS = 720;
  private static final int HOURS_A_DAY = 24;

  /** The built-in roles of the data itself; they are resources of the account. */
  private static final String READER = "00000000-0000-0000-0000-000000000001";

  private static final String CONTRIBUTOR = "00000000-0000-0000-0000-000000000002";

  @Override
  public String name() {
    return "documents";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Datastore.Document store : blueprint.datastores(Datastore.Document.class)) {
      Provenance why = Provenance.of(store.element(), "document." + store.name());
      Reference account = AzureAddresses.document(store.name()).reference();
      part.resource(
          FILE,
          AzureAddresses.document(store.name()),
          "",
          Locks.kept(blueprint, CustomerKeys.after(blueprint)),
          account(blueprint, store),
          why);
      database(blueprint, part, store, why);
      PrivateEndpoints.add(
          blueprint,
          part,
          FILE,
          PrivateEndpoints.Service.DOCUMENTS,
          store.name(),
          account.dot("id"),
          why);
      Locks.add(part, FILE, store.name(), account.dot("id"), why);
      rights(blueprint, part, store);
    }
    return part.build();
  }

  /** Several regions want capacity that is bought; one region can pay for what it uses. */
  private static boolean serverless(Blueprint blueprint) {
    return blueprint.project().regions().size() == 1;
  }

  private static Body.Builder account(Blueprint blueprint, Datastore.Document store) {
    Body.Builder body =
        Body.builder()
            .set("name", AzureNames.world(blueprint, store.name(), NAME_LIMIT), waivers(blueprint))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("location", var("location"))
            .set("offer_type", "Standard")
            .set("kind", "GlobalDocumentDB")
            .set("minimal_tls_version", "Tls12")
            .set(
                "local_authentication_enabled",
                bool(false),
                "Only identities open it: a key would open everything, to anybody who has it.")
            .set("access_key_metadata_writes_enabled", false)
            .set("public_network_access_enabled", !PrivateEndpoints.possible(blueprint));
    if (!serverless(blueprint)) {
      body.set("automatic_failover_enabled", true);
    }
    if (CustomerKeys.wanted(blueprint)) {
      body.set("key_vault_key_id", CustomerKeys.KEY.reference().dot("versionless_id"))
          .set(
              "default_identity_type",
              template("UserAssignedIdentity=", CustomerKeys.IDENTITY.reference().dot("id")));
    }
    body.set("tags", local("tags"));
    CustomerKeys.identity(blueprint, body);
    if (serverless(blueprint)) {
      body.block(
          "capabilities",
          Body.builder().set("name", "EnableServerless"),
          "Requests are paid for one by one, and an idle database costs its disk only.");
    }
    body.block("consistency_policy", Body.builder().set("consistency_level", "Session"));
    locations(blueprint, body);
    return body.block("backup", backup(blueprint, store));
  }

  private static void locations(Blueprint blueprint, Body.Builder body) {
    for (Place place : Place.all(blueprint)) {
      Body.Builder location =
          Body.builder()
              .set("location", place.isPrimary() ? place.location() : ref("geo_location.value"))
              .set("failover_priority", place.index());
      if (!serverless(blueprint)) {
        location.set("zone_redundant", place.zones());
      }
      if (place.isPrimary()) {
        body.block("geo_location", location);
      } else {
        body.add(optional(place, location.build()));
      }
    }
  }

  private static Body.Block optional(Place place, Body location) {
    Body content =
        Body.builder()
            .set(
                "for_each", when(equal(place.location(), text("")), list(), list(place.location())))
            .add(new Body.Block("content", List.of(), location, "", Optional.empty()))
            .build();
    return new Body.Block("dynamic", List.of("geo_location"), content, "", Optional.empty());
  }

  private static Body.Builder backup(Blueprint blueprint, Datastore.Document store) {
    if (store.pointInTimeRecovery()) {
      return Body.builder()
          .set("type", "Continuous")
          .set(
              "tier",
              store.backupRetentionDays() > FREE_DAYS ? "Continuous30Days" : "Continuous7Days");
    }
    return Body.builder()
        .set("type", "Periodic")
        .set("interval_in_minutes", MINUTES_A_DAY)
        .set(
            "retention_in_hours",
            Math.clamp(
                (long) store.backupRetentionDays() * HOURS_A_DAY,
                2 * HOURS_A_DAY,
                MAX_BACKUP_HOURS))
        .set(
            "storage_redundancy",
            blueprint.project().regions().size() > 1
                ? "Geo"
                : Place.primary(blueprint).zones() ? "Zone" : "Local");
  }

  private static void database(
      Blueprint blueprint, StackPart.Builder part, Datastore.Document store, Provenance why) {
    Body.Builder body =
        Body.builder()
            .set("name", store.name())
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("account_name", AzureAddresses.document(store.name()).reference().dot("name"));
    if (!serverless(blueprint)) {
      Reference limit =
          new EnvironmentInputs(blueprint, part, why)
              .number(
                  ResourceAddress.id(store.name()) + "_max_throughput",
                  "Request units a second to which "
                      + store.name()
                      + " scales; a tenth of it is always paid for.",
                  1000,
                  1_000_000,
                  _ -> 1000);
      body.block("autoscale_settings", Body.builder().set("max_throughput", limit));
    }
    part.resource(
        FILE, AzureAddresses.documentDatabase(store.name()), "", Locks.kept(blueprint), body, why);
    containers(blueprint, part, store, why);
  }

  /** An identity may fill containers and not make them, so they are named here. */
  private static void containers(
      Blueprint blueprint, StackPart.Builder part, Datastore.Document store, Provenance why) {
    String variable = ResourceAddress.id(store.name()) + "_containers";
    part.variable(
        StackFiles.VARIABLES,
        variable,
        call("map", ref("string")),
        "Containers of "
            + store.name()
            + " with the path of their partition key. An identity may fill them and not make them.",
        Optional.of(object(Map.of("items", text("/id")))),
        why);
    part.resource(
        FILE,
        ResourceAddress.managed("azurerm_cosmosdb_sql_container", ResourceAddress.id(store.name())),
        "",
        Locks.kept(blueprint).withForEach(var(variable)),
        Body.builder()
            .set("name", ref("each.key"))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("account_name", AzureAddresses.document(store.name()).reference().dot("name"))
            .set(
                "database_name",
                AzureAddresses.documentDatabase(store.name()).reference().dot("name"))
            .set("partition_key_paths", list(ref("each.value")))
            .set("partition_key_version", 2),
        why);
  }

  private static void rights(
      Blueprint blueprint, StackPart.Builder part, Datastore.Document store) {
    Reference account = AzureAddresses.document(store.name()).reference();
    for (Workload workload : blueprint.workloads()) {
      List<Access> access =
          workload.connections().stream()
              .filter(c -> c.to().equals(store.element()))
              .map(Connection::access)
              .toList();
      if (access.isEmpty()) {
        continue;
      }
      boolean reads = access.stream().allMatch(a -> a == Access.READ);
      part.resource(
          StackFiles.IDENTITY,
          ResourceAddress.managed(
              "azurerm_cosmosdb_sql_role_assignment",
              ResourceAddress.id(workload.name() + "_" + store.name())),
          reads
              ? "The built-in data reader, in this database only."
              : "The built-in data contributor, in this database only.",
          Body.builder()
              .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
              .set("account_name", account.dot("name"))
              .set(
                  "role_definition_id",
                  template(
                      account.dot("id"), "/sqlRoleDefinitions/" + (reads ? READER : CONTRIBUTOR)))
              .set(
                  "principal_id",
                  AzureAddresses.identity(workload.name()).reference().dot("principal_id"))
              .set(
                  "scope",
                  template(
                      account.dot("id"),
                      "/dbs/",
                      AzureAddresses.documentDatabase(store.name()).reference().dot("name"))),
          Provenance.of(store.element(), "identity", "workload." + workload.name() + ".kind"));
    }
  }

  private static String waivers(Blueprint blueprint) {
    List<String> waivers = new ArrayList<>();
    if (!CustomerKeys.wanted(blueprint)) {
      waivers.add(
          Checkov.skip(
              "CKV_AZURE_100", "nothing asks for keys of the company's own; Azure's encrypt it"));
    }
    waivers.add(
        Checkov.skip("CKV_AZURE_140", "keys are off; the rule reads the argument's older name"));
    if (!PrivateEndpoints.possible(blueprint)) {
      String open = "nothing in this design has a private network; identities guard it";
      waivers.add(Checkov.skip("CKV_AZURE_99", open));
      waivers.add(Checkov.skip("CKV_AZURE_101", open));
    }
    return String.join("\n", waivers);
  }
}
