package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression.Binary;
import dev.slipway.stack.Expression.Operator;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.List;
import java.util.Optional;

/** One flexible server of Azure Database for PostgreSQL with its database and parameters. */
final class PostgresqlServer {

  private static final String FILE = StackFiles.DATABASE;
  private static final long MB_PER_GB = 1024;

  private final Blueprint blueprint;
  private final Datastore.Relational store;
  private final StackPart.Builder part;
  private final ResourceAddress address;

  PostgresqlServer(Blueprint blueprint, Datastore.Relational store, StackPart.Builder part) {
    this.blueprint = blueprint;
    this.store = store;
    this.part = part;
    this.address = AzureAddresses.postgresql(store.name());
  }

  void add() {
    RelationalVariables variables = RelationalVariables.declare(blueprint, store, part);
    part.resource(
        FILE,
        address,
        "",
        Locks.kept(blueprint, meta(Place.primary(blueprint))),
        server(variables),
        RelationalVariables.why(store, "engine"));
    Locks.add(
        part,
        FILE,
        store.name(),
        address.reference().dot("id"),
        RelationalVariables.why(store, "engine"));
    if (variables.replicas().isPresent()) {
      replica(variables, variables.replicas().get());
    }
    database();
    parameters();
    ConnectionPooler.add(blueprint, store, part);
    if (DatastoreLogins.login(store) == Login.IDENTITY) {
      owner().ifPresent(this::administrator);
    }
  }

  /** The workload that makes the tables: the migration, or the first that writes. */
  private Optional<Workload> owner() {
    List<Workload> users =
        blueprint.workloads().stream()
            .filter(w -> w.connections().stream().anyMatch(c -> c.to().equals(store.element())))
            .toList();
    return users.stream()
        .filter(w -> w.migration().filter(m -> m.datastore().equals(store.name())).isPresent())
        .findFirst()
        .or(() -> users.stream().findFirst());
  }

  private void administrator(Workload workload) {
    Reference identity = AzureAddresses.identity(workload.name()).reference();
    part.resource(
        FILE,
        ResourceAddress.managed(
            "azurerm_postgresql_flexible_server_active_directory_administrator",
            ResourceAddress.id(store.name())),
        "Owns the schema, and makes roles for the other identities with"
            + " pgaadauth_create_principal: Terraform cannot, as they are rows of the database.",
        Body.builder()
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("server_name", address.reference().dot("name"))
            .set("tenant_id", AzureAddresses.CLIENT.reference().dot("tenant_id"))
            .set("object_id", identity.dot("principal_id"))
            .set("principal_name", identity.dot("name"))
            .set("principal_type", "ServicePrincipal"),
        RelationalVariables.why(store, "login"));
  }

  private Meta meta(Place place) {
    Meta linked = Meta.NONE.withDependsOn(List.of(DatabaseNetwork.link(Engine.POSTGRESQL, place)));
    return CustomerKeys.after(blueprint, linked)
        .withLifecycle(
            Body.builder()
                .set(
                    "ignore_changes",
                    list(
                        ref("zone"),
                        ref("high_availability").at(number(0)).dot("standby_availability_zone"),
                        ref("storage_mb")),
                    "A failover swaps the zones, and the disk grows by itself and never shrinks.")
                .build());
  }

  private Body.Builder server(RelationalVariables variables) {
    Body.Builder body =
        Body.builder()
            .set(
                "name",
                AzureNames.world(blueprint, store.name(), 63),
                FlexibleServers.waivers(blueprint, store))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("location", var("location"))
            .set("version", text(store.version().split("\\.", 2)[0]))
            .set("sku_name", variables.sku())
            .set("storage_mb", new Binary(Operator.TIMES, variables.storageGb(), number(MB_PER_GB)))
            .set("auto_grow_enabled", true)
            .set("backup_retention_days", variables.backupDays())
            .set("geo_redundant_backup_enabled", FlexibleServers.geoBackup(blueprint))
            .set(
                "delegated_subnet_id",
                DatabaseNetwork.subnet(Engine.POSTGRESQL).reference().dot("id"))
            .set(
                "private_dns_zone_id",
                DatabaseNetwork.zone(Engine.POSTGRESQL).reference().dot("id"))
            .set("public_network_access_enabled", false);
    if (DatastoreLogins.login(store) != Login.IDENTITY) {
      FlexibleServers.password(blueprint, store, body);
    }
    body.set("tags", local("tags"));
    CustomerKeys.identity(blueprint, body);
    CustomerKeys.database(blueprint, body);
    body.block("authentication", authentication())
        .add(FlexibleServers.standby(variables))
        .block("maintenance_window", FlexibleServers.maintenance(), "Sunday, 02:00 UTC.");
    return body;
  }

  private void replica(RelationalVariables variables, Reference count) {
    Place place = FlexibleServers.replicaPlace(blueprint);
    Body.Builder body =
        Body.builder()
            .set(
                "name",
                FlexibleServers.replicaName(blueprint, store),
                FlexibleServers.replicaWaivers(store))
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("location", place.location())
            .set("create_mode", "Replica")
            .set("source_server_id", address.reference().dot("id"))
            .set("sku_name", variables.sku())
            .set("storage_mb", new Binary(Operator.TIMES, variables.storageGb(), number(MB_PER_GB)))
            .set("auto_grow_enabled", true)
            .set(
                "delegated_subnet_id",
                place.one(DatabaseNetwork.subnet(Engine.POSTGRESQL)).dot("id"))
            .set(
                "private_dns_zone_id",
                DatabaseNetwork.zone(Engine.POSTGRESQL).reference().dot("id"))
            .set("public_network_access_enabled", false)
            .set("tags", local("tags"));
    CustomerKeys.identity(blueprint, body);
    CustomerKeys.database(blueprint, body);
    part.resource(
        FILE,
        AzureAddresses.postgresqlReplica(store.name()),
        FlexibleServers.REPLICA,
        meta(place).withCount(count),
        body,
        RelationalVariables.why(store, "replica"));
  }

  private Body.Builder authentication() {
    boolean identity = DatastoreLogins.login(store) == Login.IDENTITY;
    Body.Builder body =
        Body.builder()
            .set("password_auth_enabled", !identity)
            .set("active_directory_auth_enabled", identity);
    part.resource(
        StackFiles.MAIN,
        AzureAddresses.CLIENT,
        "",
        Body.builder(),
        RelationalVariables.why(store, "login"));
    return identity
        ? body.set("tenant_id", AzureAddresses.CLIENT.reference().dot("tenant_id"))
        : body;
  }

  private void database() {
    part.resource(
        FILE,
        ResourceAddress.managed(
            "azurerm_postgresql_flexible_server_database", ResourceAddress.id(store.name())),
        "",
        Locks.kept(blueprint),
        Body.builder()
            .set("name", store.databaseName())
            .set("server_id", address.reference().dot("id"))
            .set("charset", "UTF8")
            .set("collation", "en_US.utf8"),
        RelationalVariables.why(store, "engine"));
  }

  private void parameters() {
    for (ServerParameters.Parameter parameter : ServerParameters.of(store)) {
      part.resource(
          FILE,
          ResourceAddress.managed(
              "azurerm_postgresql_flexible_server_configuration",
              ResourceAddress.id(store.name() + "_" + parameter.name())),
          parameter.comment(),
          Body.builder()
              .set("name", parameter.name())
              .set("server_id", address.reference().dot("id"))
              .set("value", parameter.value()),
          RelationalVariables.why(store, "engine"));
    }
  }
}
