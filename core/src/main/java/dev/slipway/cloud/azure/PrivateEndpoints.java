package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;
import java.util.Optional;

/**
 * Private addresses of services that live outside the network. Each region has its own, with a zone
 * of its own in which they are found, so that neither region needs the other to reach the data.
 */
final class PrivateEndpoints {

  private static final Provenance NETWORK =
      Provenance.of(Element.of(Element.Kind.NETWORK), "network");

  private PrivateEndpoints() {}

  /** What can be reached by a private address: its part of the service, and the zone's name. */
  enum Service {
    BLOB("blob", "blob", "privatelink.blob.core.windows.net"),
    DOCUMENTS("documents", "Sql", "privatelink.documents.azure.com"),
    REDIS("redis", "redisEnterprise", "privatelink.redis.azure.net"),
    SERVICE_BUS("servicebus", "namespace", "privatelink.servicebus.windows.net"),
    VAULT("vault", "vault", "privatelink.vaultcore.azure.net");

    private final String id;
    private final String subresource;
    private final String zone;

    Service(String id, String subresource, String zone) {
      this.id = id;
      this.subresource = subresource;
      this.zone = zone;
    }
  }

  /** Whether there is a network to reach anything from. */
  static boolean possible(Blueprint blueprint) {
    return blueprint.network().needed()
        && Subnets.of(blueprint, Place.primary(blueprint)).isPresent();
  }

  /** Endpoints of {@code target} in each region, where there is a network. */
  static void add(
      Blueprint blueprint,
      StackPart.Builder part,
      String file,
      Service service,
      String name,
      Reference target,
      Provenance why) {
    add(blueprint, part, file, service, name, target, why, Optional.empty());
  }

  /** Endpoints that are there only where an expression is true. */
  static void add(
      Blueprint blueprint,
      StackPart.Builder part,
      String file,
      Service service,
      String name,
      Reference target,
      Provenance why,
      Optional<Expression> condition) {
    if (!possible(blueprint)) {
      return;
    }
    for (Place place : Place.all(blueprint)) {
      Meta meta = condition.map(c -> only(place.meta(), c)).orElseGet(place::meta);
      Reference zone = zone(blueprint, part, service, place, meta);
      part.resource(
          file,
          place.of(AzureAddresses.privateEndpoint(name)),
          "",
          meta,
          endpoint(blueprint, service, name, target, place, zone),
          why);
    }
  }

  private static Body.Builder endpoint(
      Blueprint blueprint,
      Service service,
      String name,
      Expression target,
      Place place,
      Reference zone) {
    String full = AzureNames.resource(blueprint, place.named(name));
    return Body.builder()
        .set("name", full)
        .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
        .set("location", place.location())
        .set("subnet_id", place.one(AzureAddresses.ENDPOINTS_SUBNET).dot("id"))
        .set("tags", local("tags"))
        .block(
            "private_service_connection",
            Body.builder()
                .set("name", full)
                .set("private_connection_resource_id", target)
                .set("subresource_names", list(text(service.subresource)))
                .set("is_manual_connection", false))
        .block(
            "private_dns_zone_group",
            Body.builder()
                .set("name", "default")
                .set("private_dns_zone_ids", list(zone.dot("id"))));
  }

  private static Meta only(Meta meta, Expression condition) {
    return meta.withCount(when(condition, meta.count().orElse(number(1)), number(0)));
  }

  private static Reference zone(
      Blueprint blueprint, StackPart.Builder part, Service service, Place place, Meta meta) {
    ResourceAddress address = place.of(AzureAddresses.privateZone(service.id));
    part.resource(
        StackFiles.NETWORK,
        address,
        "",
        meta,
        Body.builder()
            .set("name", service.zone)
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("tags", local("tags")),
        NETWORK);
    Reference zone =
        meta.count().isPresent() ? address.reference().at(number(0)) : address.reference();
    part.resource(
        StackFiles.NETWORK,
        place.of(linkAddress(service.id)),
        "",
        meta,
        link(blueprint, zone.dot("id"), service.id, place),
        NETWORK);
    return zone;
  }

  /** Lets a region's network see a zone. */
  static void link(
      Blueprint blueprint,
      StackPart.Builder part,
      Expression zone,
      String name,
      Place place,
      List<Reference> after) {
    part.resource(
        StackFiles.NETWORK,
        place.of(linkAddress(name)),
        "",
        place.meta(Meta.NONE.withDependsOn(after)),
        link(blueprint, zone, name, place),
        NETWORK);
  }

  private static Body.Builder link(Blueprint blueprint, Expression zone, String name, Place place) {
    return Body.builder()
        .set("name", AzureNames.resource(blueprint, place.named(name)))
        .set("private_dns_zone_id", zone)
        .set("virtual_network_id", place.one(AzureAddresses.NETWORK).dot("id"))
        .set("tags", local("tags"));
  }

  static ResourceAddress linkAddress(String name) {
    return ResourceAddress.managed(
        "azurerm_private_dns_zone_virtual_network_link", ResourceAddress.id(name));
  }
}
