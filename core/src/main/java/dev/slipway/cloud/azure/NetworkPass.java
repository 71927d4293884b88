package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The private network of each region: subnets, what they are delegated to, the one way out, and the
 * peering through which the second region reaches the first one's data.
 */
final class NetworkPass implements Pass {

  private static final Provenance WHY = Provenance.of(Element.of(Element.Kind.NETWORK), "network");
  private static final Provenance EGRESS =
      Provenance.of(Element.of(Element.Kind.NETWORK), "network.egress", "network");
  private static final String FILE = StackFiles.NETWORK;
  static final ResourceAddress GUARD =
      ResourceAddress.managed("azurerm_network_security_group", "apps");
  private static final ResourceAddress NAT = ResourceAddress.managed("azurerm_nat_gateway", "main");
  private static final ResourceAddress ADDRESS =
      ResourceAddress.managed("azurerm_public_ip", "egress");

  @Override
  public String name() {
    return "network";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!needed(blueprint)) {
      return part.build();
    }
    for (Place place : Place.all(blueprint)) {
      Subnets.of(blueprint, place).ifPresent(subnets -> region(blueprint, place, subnets, part));
    }
    return part.build();
  }

  /**
   * Whether there is a network: something has to be reached privately, or functions and apps call
   * each other where the internet must not.
   */
  static boolean needed(Blueprint blueprint) {
    return blueprint.network().needed()
        || functions(blueprint)
            && (Functions.calledPrivately(blueprint) || Functions.callApps(blueprint));
  }

  private static void region(
      Blueprint blueprint, Place place, Subnets subnets, StackPart.Builder part) {
    part.resource(
        FILE,
        place.of(AzureAddresses.NETWORK),
        "",
        place.meta(),
        Body.builder()
            .set("name", AzureNames.resource(blueprint, place.named("network")))
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("location", place.location())
            .set("address_space", texts(List.of(subnets.apps(), subnets.services())))
            .set("tags", local("tags")),
        WHY);
    apps(blueprint, place, subnets, part);
    subnet(
        blueprint,
        place,
        AzureAddresses.ENDPOINTS_SUBNET,
        "Private endpoints of what keeps data.",
        subnets.endpoints(),
        Optional.empty(),
        part);
    if (functions(blueprint)) {
      subnet(
          blueprint,
          place,
          AzureAddresses.FUNCTIONS_SUBNET,
          "Functions leave by it; a subnet that apps are in takes nothing else.",
          subnets.functions(),
          Optional.of("Microsoft.App/environments"),
          part);
    }
    guard(blueprint, place, part);
    if (blueprint.network().nat()) {
      nat(blueprint, place, part);
    }
    if (!place.isPrimary()) {
      peering(blueprint, place, part);
    }
  }

  static boolean functions(Blueprint blueprint) {
    return !Requirement.kubernetes(blueprint)
        && blueprint.workloads().stream().anyMatch(w -> w.kind() == WorkloadKind.FUNCTION);
  }

  private static void apps(
      Blueprint blueprint, Place place, Subnets subnets, StackPart.Builder part) {
    boolean cluster = Requirement.kubernetes(blueprint);
    subnet(
        blueprint,
        place,
        AzureAddresses.APPS_SUBNET,
        cluster
            ? "Nodes take their addresses here; pods have a range of their own."
            : "Every replica takes an address of this range while it runs.",
        subnets.apps(),
        cluster ? Optional.empty() : Optional.of("Microsoft.App/environments"),
        part);
  }

  /**
   * What a subnet is known to without a private endpoint, which would be paid by the hour: the
   * storage that functions have for themselves, and functions that only workloads call.
   */
  private static List<String> endpoints(Blueprint blueprint, ResourceAddress address) {
    boolean functions = address.equals(AzureAddresses.FUNCTIONS_SUBNET);
    boolean leaves = functions || address.equals(AzureAddresses.APPS_SUBNET);
    List<String> services = new ArrayList<>();
    if (functions) {
      services.add("Microsoft.Storage");
    }
    if (leaves && functions(blueprint) && Functions.calledPrivately(blueprint)) {
      services.add("Microsoft.Web");
    }
    return services;
  }

  private static void subnet(
      Blueprint blueprint,
      Place place,
      ResourceAddress address,
      String comment,
      String range,
      Optional<String> delegation,
      StackPart.Builder part) {
    Body.Builder body =
        Body.builder()
            .set("name", address.name())
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("virtual_network_name", place.one(AzureAddresses.NETWORK).dot("name"))
            .set("address_prefixes", texts(List.of(range)));
    if (address.equals(AzureAddresses.ENDPOINTS_SUBNET)) {
      body.set("default_outbound_access_enabled", false)
          .set(
              "private_endpoint_network_policies",
              text("NetworkSecurityGroupEnabled"),
              "Without it the security group would not see traffic to private endpoints.");
    }
    endpoints(blueprint, address)
        .forEach(service -> body.block("service_endpoint", Body.builder().set("service", service)));
    delegation.ifPresent(service ->
        body.block(
            "delegation",
            Body.builder()
                .set("name", "delegation")
                .block(
                    "service_delegation",
                    Body.builder()
                        .set("name", service)
                        .set(
                            "actions",
                            texts(
                                List.of(
                                    "Microsoft.Network/virtualNetworks/subnets/join/action"))))));
    part.resource(FILE, place.of(address), comment, place.meta(), body, WHY);
  }

  private static void guard(Blueprint blueprint, Place place, StackPart.Builder part) {
    part.resource(
        FILE,
        place.of(GUARD),
        "Azure's own rules let in the network itself and its load balancer's probes, and nobody"
            + " else.",
        place.meta(),
        Body.builder()
            .set("name", AzureNames.resource(blueprint, place.named("apps")))
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("location", place.location())
            .set("tags", local("tags")),
        WHY);
    if (Requirement.kubernetes(blueprint)) {
      letIn(place, part);
    }
    associate(place, AzureAddresses.APPS_SUBNET, part);
    associate(place, AzureAddresses.ENDPOINTS_SUBNET, part);
    if (functions(blueprint)) {
      associate(place, AzureAddresses.FUNCTIONS_SUBNET, part);
    }
  }

  /** What comes to a cluster comes to a load balancer in its network. */
  private static void letIn(Place place, StackPart.Builder part) {
    part.resource(
        FILE,
        place.of(ResourceAddress.managed("azurerm_network_security_rule", "web")),
        "Browsers; by plain HTTP they are only sent to HTTPS.",
        place.meta(),
        Body.builder()
            .set(
                "name",
                text("web"),
                Checkov.skip("CKV_AZURE_160", "the gateway sends plain HTTP to HTTPS"))
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("network_security_group_name", place.one(GUARD).dot("name"))
            .set("priority", 100)
            .set("direction", "Inbound")
            .set("access", "Allow")
            .set("protocol", "Tcp")
            .set("source_address_prefix", "Internet")
            .set("source_port_range", "*")
            .set("destination_address_prefix", "*")
            .set("destination_port_ranges", texts(List.of("80", "443"))),
        WHY);
  }

  private static void associate(Place place, ResourceAddress subnet, StackPart.Builder part) {
    part.resource(
        FILE,
        place.of(
            ResourceAddress.managed(
                "azurerm_subnet_network_security_group_association", subnet.name())),
        "",
        place.meta(),
        Body.builder()
            .set("subnet_id", place.one(subnet).dot("id"))
            .set("network_security_group_id", place.one(GUARD).dot("id")),
        WHY);
  }

  private static void nat(Blueprint blueprint, Place place, StackPart.Builder part) {
    part.resource(
        FILE,
        place.of(ADDRESS),
        "The address that others see; partners may allow it in their firewalls.",
        place.meta(),
        Body.builder()
            .set("name", AzureNames.resource(blueprint, place.named("egress")))
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("location", place.location())
            .set("allocation_method", "Static")
            .set("sku", "Standard")
            .set("tags", local("tags")),
        EGRESS);
    part.resource(
        FILE,
        place.of(NAT),
        "",
        place.meta(),
        Body.builder()
            .set("name", AzureNames.resource(blueprint, place.named("egress")))
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set("location", place.location())
            .set("sku_name", "Standard")
            .set("tags", local("tags")),
        EGRESS);
    part.resource(
        FILE,
        place.of(ResourceAddress.managed("azurerm_nat_gateway_public_ip_association", "egress")),
        "",
        place.meta(),
        Body.builder()
            .set("nat_gateway_id", place.one(NAT).dot("id"))
            .set("public_ip_address_id", place.one(ADDRESS).dot("id")),
        EGRESS);
    leave(place, AzureAddresses.APPS_SUBNET, part);
    if (functions(blueprint)) {
      leave(place, AzureAddresses.FUNCTIONS_SUBNET, part);
    }
  }

  private static void leave(Place place, ResourceAddress subnet, StackPart.Builder part) {
    part.resource(
        FILE,
        place.of(ResourceAddress.managed("azurerm_subnet_nat_gateway_association", subnet.name())),
        "",
        place.meta(),
        Body.builder()
            .set("subnet_id", place.one(subnet).dot("id"))
            .set("nat_gateway_id", place.one(NAT).dot("id")),
        EGRESS);
  }

  private static void peering(Blueprint blueprint, Place place, StackPart.Builder part) {
    Place primary = Place.primary(blueprint);
    peer(primary, place, "to_" + place.word(), place, part);
    peer(place, primary, "to_primary_of_" + place.word(), place, part);
  }

  /** One direction; it is there where the further region is. */
  private static void peer(Place from, Place to, String id, Place further, StackPart.Builder part) {
    part.resource(
        FILE,
        ResourceAddress.managed("azurerm_virtual_network_peering", id),
        "",
        further.meta(),
        Body.builder()
            .set("name", "to-" + to.word())
            .set("resource_group_name", from.one(AzureAddresses.GROUP).dot("name"))
            .set("virtual_network_name", from.one(AzureAddresses.NETWORK).dot("name"))
            .set("remote_virtual_network_id", to.one(AzureAddresses.NETWORK).dot("id")),
        WHY);
  }
}
