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
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.List;

/**
 * The subnet that database servers of one engine are put into, and the zone in which they are
 * found.
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

  /** The link by which the network sees the zone: a server is made after it. */
  static ResourceAddress link(Engine engine) {
    return ResourceAddress.managed(
        "azurerm_private_dns_zone_virtual_network_link", service(engine));
  }

  private static String service(Engine engine) {
    return engine == Engine.MYSQL ? "mysql" : "postgresql";
  }

  static void add(Blueprint blueprint, StackPart.Builder part, Engine engine) {
    boolean mysql = engine == Engine.MYSQL;
    Place place = Place.primary(blueprint);
    Subnets subnets = Subnets.of(blueprint, place).orElseThrow();
    part.resource(
        StackFiles.NETWORK,
        subnet(engine),
        "Servers stand in the network itself: unlike a private endpoint that costs nothing, and"
            + " there is no public address to close.",
        Body.builder()
            .set("name", text(service(engine)))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("virtual_network_name", AzureAddresses.NETWORK.reference().dot("name"))
            .set("address_prefixes", list(text(mysql ? subnets.mysql() : subnets.postgresql())))
            .set("default_outbound_access_enabled", false)
            .block("delegation", delegation(mysql)),
        WHY);
    part.resource(
        StackFiles.NETWORK,
        zone(engine),
        "",
        Body.builder()
            .set(
                "name",
                blueprint.project().slug()
                    + ".private."
                    + (mysql ? "mysql" : "postgres")
                    + ".database.azure.com")
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("tags", local("tags")),
        WHY);
    part.resource(
        StackFiles.NETWORK,
        link(engine),
        "",
        Meta.NONE.withDependsOn(List.of(subnet(engine).reference())),
        Body.builder()
            .set("name", AzureNames.resource(blueprint, service(engine)))
            .set("private_dns_zone_id", zone(engine).reference().dot("id"))
            .set("virtual_network_id", AzureAddresses.NETWORK.reference().dot("id"))
            .set("tags", local("tags")),
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
