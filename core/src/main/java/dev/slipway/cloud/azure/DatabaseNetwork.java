package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.List;

/**
 * The subnets that database servers of one engine are put into, one a region, and the zone in which
 * the servers of all regions are found.
 */
final class DatabaseNetwork {

  private static final Provenance WHY = Provenance.of(Element.of(Element.Kind.NETWORK), "network");

  private DatabaseNetwork() {}

  static ResourceAddress subnet(Engine engine) {
    return engine == Engine.MYSQL ? AzureAddresses.MYSQL_SUBNET : AzureAddresses.POSTGRESQL_SUBNET;
  }

  static ResourceAddress zone(Engine engine) {
    return AzureAddresses.privateZone(service(engine));
  }

  /** The link by which a region's network sees the zone: a server is made after it. */
  static Reference link(Engine engine, Place place) {
    return place.of(PrivateEndpoints.linkAddress(service(engine))).reference();
  }

  private static String service(Engine engine) {
    return engine == Engine.MYSQL ? "mysql" : "postgresql";
  }

  static void add(Blueprint blueprint, StackPart.Builder part, Engine engine) {
    part.resource(
        StackFiles.NETWORK,
        zone(engine),
        "",
        Body.builder()
            .set(
                "name",
                blueprint.project().slug()
                    + ".private."
                    + (engine == Engine.MYSQL ? "mysql" : "postgres")
                    + ".database.azure.com")
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("tags", local("tags")),
        WHY);
    for (Place place : Place.all(blueprint)) {
      Subnets.of(blueprint, place).ifPresent(subnets -> subnet(part, place, engine, subnets));
      PrivateEndpoints.link(
          blueprint,
          part,
          zone(engine).reference().dot("id"),
          service(engine),
          place,
          List.of(place.of(subnet(engine)).reference()));
    }
  }

  private static void subnet(StackPart.Builder part, Place place, Engine engine, Subnets subnets) {
    boolean mysql = engine == Engine.MYSQL;
    part.resource(
        StackFiles.NETWORK,
        place.of(subnet(engine)),
        "Servers stand in the network itself: unlike a private endpoint that costs nothing, and"
            + " there is no public address to close.",
        place.meta(),
        Body.builder()
            .set("name", service(engine))
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("virtual_network_name", place.one(AzureAddresses.NETWORK).dot("name"))
            .set("address_prefixes", list(text(mysql ? subnets.mysql() : subnets.postgresql())))
            .block(
                "service_endpoint",
                Body.builder().set("service", "Microsoft.Storage"),
                "Servers write their backups by it.")
            .block("delegation", delegation(mysql)),
        WHY);
    part.resource(
        StackFiles.NETWORK,
        place.of(
            ResourceAddress.managed(
                "azurerm_subnet_network_security_group_association", service(engine))),
        "",
        place.meta(),
        Body.builder()
            .set("subnet_id", place.one(subnet(engine)).dot("id"))
            .set("network_security_group_id", place.one(NetworkPass.GUARD).dot("id")),
        WHY);
  }

  private static Body.Builder delegation(boolean mysql) {
    return Body.builder()
        .set("name", "servers")
        .block(
            "service_delegation",
            Body.builder()
                .set(
                    "name",
                    mysql
                        ? "Microsoft.DBforMySQL/flexibleServers"
                        : "Microsoft.DBforPostgreSQL/flexibleServers")
                .set(
                    "actions",
                    list(text("Microsoft.Network/virtualNetworks/subnets/join/action"))));
  }
}
