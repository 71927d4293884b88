package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Network;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Front;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The private network: subnets, the range for managed databases and caches, the one way out, and
 * the firewall.
 */
final class NetworkPass implements Pass {

  private static final Provenance WHY = Provenance.of(Element.of(Element.Kind.NETWORK), "network");
  private static final Provenance EGRESS =
      Provenance.of(Element.of(Element.Kind.NETWORK), "network.egress", "network");
  private static final String FILE = StackFiles.NETWORK;
  private static final ResourceAddress PRIVATE_RANGE =
      ResourceAddress.managed("google_compute_global_address", "private_services");

  @Override
  public String name() {
    return "network";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!blueprint.network().needed()) {
      return part.build();
    }
    part.service("compute.googleapis.com");
    network(blueprint, part);
    subnetworks(blueprint, part);
    firewall(blueprint, part);
    if (privateServices(blueprint)) {
      privateServiceAccess(blueprint, part);
    }
    if (blueprint.workloads().stream().anyMatch(Front::callsOthers)) {
      privateRunNames(blueprint, part);
    }
    if (blueprint.network().nat()) {
      blueprint.project().regions().forEach(region -> nat(blueprint, region, part));
    }
    return part.build();
  }

  private static void network(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        FILE,
        GcpAddresses.NETWORK,
        "",
        Body.builder()
            .set("name", GcpNames.resource(blueprint, "network"))
            .set("description", "Private network of " + blueprint.project().slug() + ".")
            .set("auto_create_subnetworks", false)
            .set("routing_mode", Placement.multiRegional(blueprint) ? "GLOBAL" : "REGIONAL"),
        WHY);
  }

  private static void subnetworks(Blueprint blueprint, StackPart.Builder part) {
    Map<String, Expression> byRegion = new LinkedHashMap<>();
    for (Network.Subnet subnet : blueprint.network().subnets()) {
      ResourceAddress address = GcpAddresses.subnetwork(subnet.region());
      byRegion.put(subnet.region(), address.reference().dot("id"));
      part.resource(
          FILE,
          address,
          "Every instance takes an address of this range while it runs, and a few minutes longer.",
          subnetwork(blueprint, subnet),
          WHY);
    }
    if (Placement.multiRegional(blueprint)) {
      part.local(FILE, "subnetworks", object(byRegion), "", WHY);
    }
  }

  private static Body.Builder subnetwork(Blueprint blueprint, Network.Subnet subnet) {
    return Body.builder()
        .set("name", GcpNames.resource(blueprint, subnet.region()))
        .set("region", subnet.region())
        .set("network", GcpAddresses.NETWORK.reference().dot("id"))
        .set("ip_cidr_range", subnet.cidr())
        .set("private_ip_google_access", true)
        .block(
            "log_config",
            Body.builder()
                .set("aggregation_interval", "INTERVAL_10_MIN")
                .set(
                    "flow_sampling",
                    number(new BigDecimal("0.5")),
                    "Half of the flows show who talks to whom; all of them would double the log"
                        + " bill.")
                .set("metadata", "INCLUDE_ALL_METADATA"));
  }

  private static void firewall(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        FILE,
        ResourceAddress.managed("google_compute_firewall", "deny_ingress"),
        "Nothing in this network is to be reached from outside: what comes in comes through the"
            + " platform's front end.",
        Body.builder()
            .set("name", GcpNames.resource(blueprint, "deny-ingress"))
            .set("network", GcpAddresses.NETWORK.reference().dot("id"))
            .set("direction", "INGRESS")
            .set("priority", 65534)
            .set("source_ranges", texts(List.of("0.0.0.0/0")))
            .block("deny", Body.builder().set("protocol", "all"))
            .block("log_config", Body.builder().set("metadata", "INCLUDE_ALL_METADATA")),
        WHY);
  }

  static boolean privateServices(Blueprint blueprint) {
    return blueprint.datastores().stream()
        .anyMatch(d -> d instanceof Datastore.Relational || d instanceof Datastore.Cache);
  }

  private static void privateServiceAccess(Blueprint blueprint, StackPart.Builder part) {
    String[] range = blueprint.network().privateServicesCidr().split("/", 2);
    part.service("servicenetworking.googleapis.com");
    part.resource(
        FILE,
        PRIVATE_RANGE,
        "Managed databases and caches get their addresses from this range.",
        Body.builder()
            .set("name", GcpNames.resource(blueprint, "private-services"))
            .set("purpose", "VPC_PEERING")
            .set("address_type", "INTERNAL")
            .set("address", range[0])
            .set("prefix_length", Long.parseLong(range[1]))
            .set("network", GcpAddresses.NETWORK.reference().dot("id")),
        WHY);
    part.resource(
        FILE,
        GcpAddresses.SERVICE_NETWORKING,
        "",
        Body.builder()
            .set("network", GcpAddresses.NETWORK.reference().dot("id"))
            .set("service", "servicenetworking.googleapis.com")
            .set("reserved_peering_ranges", list(PRIVATE_RANGE.reference().dot("name")))
            .set(
                "deletion_policy",
                text("ABANDON"),
                "Google keeps the peering in use for days after the last database is gone; deleting"
                    + " it would fail."),
        WHY);
  }

  // What a workload sends to another's run.app name would leave for the internet, where an ingress
  // that is not open to
  // everybody refuses it. These addresses lead to Google by way of the network.
  private static void privateRunNames(Blueprint blueprint, StackPart.Builder part) {
    ResourceAddress zone = ResourceAddress.managed("google_dns_managed_zone", "run");
    part.service("dns.googleapis.com");
    part.resource(
        FILE,
        zone,
        "Workloads reach each other by way of this network, not of the internet.",
        Body.builder()
            .set("name", GcpNames.resource(blueprint, "run"))
            .set("dns_name", "run.app.")
            .set("visibility", "private")
            .block(
                "private_visibility_config",
                Body.builder()
                    .block(
                        "networks",
                        Body.builder()
                            .set("network_url", GcpAddresses.NETWORK.reference().dot("id")))),
        WHY);
    part.resource(
        FILE,
        ResourceAddress.managed("google_dns_record_set", "run"),
        "private.googleapis.com",
        Body.builder()
            .set("name", "*.run.app.")
            .set("managed_zone", zone.reference().dot("name"))
            .set("type", "A")
            .set("ttl", 300)
            .set(
                "rrdatas",
                texts(List.of("199.36.153.8", "199.36.153.9", "199.36.153.10", "199.36.153.11"))),
        WHY);
  }

  private static void nat(Blueprint blueprint, String region, StackPart.Builder part) {
    String id = ResourceAddress.id(region);
    ResourceAddress router = ResourceAddress.managed("google_compute_router", id);
    ResourceAddress address = ResourceAddress.managed("google_compute_address", "egress_" + id);
    part.resource(
        FILE,
        address,
        "The address that others see; partners may allow it in their firewalls.",
        Body.builder()
            .set("name", GcpNames.resource(blueprint, "egress-" + region))
            .set("region", region),
        EGRESS);
    part.resource(
        FILE,
        router,
        "",
        Body.builder()
            .set("name", GcpNames.resource(blueprint, region))
            .set("region", region)
            .set("network", GcpAddresses.NETWORK.reference().dot("id")),
        EGRESS);
    part.resource(
        FILE,
        ResourceAddress.managed("google_compute_router_nat", id),
        "",
        Body.builder()
            .set("name", GcpNames.resource(blueprint, region))
            .set("region", region)
            .set("router", router.reference().dot("name"))
            .set("nat_ip_allocate_option", "MANUAL_ONLY")
            .set("nat_ips", list(address.reference().dot("self_link")))
            .set("source_subnetwork_ip_ranges_to_nat", "ALL_SUBNETWORKS_ALL_IP_RANGES")
            .block("log_config", Body.builder().set("enable", true).set("filter", "ERRORS_ONLY")),
        EGRESS);
  }
}
