package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.List;

/** One flexible server of Azure Database for MySQL with its database and parameters. */
final class MysqlServer {

  private static final String FILE = StackFiles.DATABASE;

  private final Blueprint blueprint;
  private final Datastore.Relational store;
  private final StackPart.Builder part;
  private final ResourceAddress address;

  MysqlServer(Blueprint blueprint, Datastore.Relational store, StackPart.Builder part) {
    this.blueprint = blueprint;
    this.store = store;
    this.part = part;
    this.address = AzureAddresses.mysql(store.name());
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
  }

  private Meta meta(Place place) {
    Meta linked = Meta.NONE.withDependsOn(List.of(DatabaseNetwork.link(Engine.MYSQL, place)));
    return CustomerKeys.after(blueprint, linked)
        .withLifecycle(
            Body.builder()
                .set(
                    "ignore_changes",
                    list(
                        ref("zone"),
                        ref("high_availability").at(number(0)).dot("standby_availability_zone"),
                        ref("storage").at(number(0)).dot("size_gb")),
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
            .set("version", text(version(store.version())))
            .set("sku_name", variables.sku())
            .set("backup_retention_days", variables.backupDays())
            .set("geo_redundant_backup_enabled", FlexibleServers.geoBackup(blueprint))
            .set("delegated_subnet_id", DatabaseNetwork.subnet(Engine.MYSQL).reference().dot("id"))
            .set("private_dns_zone_id", DatabaseNetwork.zone(Engine.MYSQL).reference().dot("id"))
            .set("public_network_access", "Disabled");
    FlexibleServers.password(blueprint, store, body);
    body.set("tags", local("tags"));
    CustomerKeys.identity(blueprint, body);
    CustomerKeys.database(blueprint, body);
    return body.block(
            "storage",
            Body.builder()
                .set("size_gb", variables.storageGb())
                .set("auto_grow_enabled", true)
                .set("io_scaling_enabled", false))
        .add(FlexibleServers.standby(variables))
        .block("maintenance_window", FlexibleServers.maintenance(), "Sunday, 02:00 UTC.");
  }

  private void replica(RelationalVariables variables, Reference count) {
    Place place = FlexibleServers.replicaPlace(blueprint);
    Body.Builder body =
        Body.builder()
            .set(
                "name",
                FlexibleServers.replicaName(blueprint, store),
                FlexibleServers.replicaWaivers(store))
            .set(
                "resource_group_name",
                AzureAddresses.GROUP.reference().dot("name"),
                "Azure keeps a replica in its source's group.")
            .set("location", place.location())
            .set("create_mode", "Replica")
            .set("source_server_id", address.reference().dot("id"))
            .set("sku_name", variables.sku())
            .set("delegated_subnet_id", place.one(DatabaseNetwork.subnet(Engine.MYSQL)).dot("id"))
            .set("private_dns_zone_id", DatabaseNetwork.zone(Engine.MYSQL).reference().dot("id"))
            .set("public_network_access", "Disabled")
            .set("tags", local("tags"));
    CustomerKeys.identity(blueprint, body);
    CustomerKeys.database(blueprint, body);
    part.resource(
        FILE,
        AzureAddresses.mysqlReplica(store.name()),
        FlexibleServers.REPLICA,
        meta(place).withCount(count),
        body,
        RelationalVariables.why(store, "replica"));
  }

  /** The provider calls 8.0 by its first patch level; the platform keeps it current. */
  private static String version(String asked) {
    return switch (asked) {
      case "5.7" -> "5.7";
      case "8", "8.0" -> "8.0.21";
      default -> asked.startsWith("8.0.") ? "8.0.21" : "8.4";
    };
  }

  private void database() {
    part.resource(
        FILE,
        ResourceAddress.managed(
            "azurerm_mysql_flexible_database", ResourceAddress.id(store.name())),
        "",
        Locks.kept(blueprint),
        Body.builder()
            .set("name", store.databaseName())
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("server_name", address.reference().dot("name"))
            .set("charset", "utf8mb4")
            .set("collation", "utf8mb4_0900_ai_ci"),
        RelationalVariables.why(store, "engine"));
  }

  private void parameters() {
    for (ServerParameters.Parameter parameter : ServerParameters.of(store)) {
      part.resource(
          FILE,
          ResourceAddress.managed(
              "azurerm_mysql_flexible_server_configuration",
              ResourceAddress.id(store.name() + "_" + parameter.name())),
          parameter.comment(),
          Body.builder()
              .set("name", parameter.name())
              .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
              .set("server_name", address.reference().dot("name"))
              .set("value", parameter.value()),
          RelationalVariables.why(store, "engine"));
    }
  }
}
