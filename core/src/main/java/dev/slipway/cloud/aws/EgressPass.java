package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment.Stage;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way out of the private network: NAT gateways, or endpoints in their place. */
final class EgressPass implements Pass {

  private static final String FILE = StackFiles.NETWORK;
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.NETWORK), "network.egress", "network");
  private static final ResourceAddress ADDRESS = ResourceAddress.managed("aws_eip", "nat");
  private static final ResourceAddress GATEWAY = ResourceAddress.managed("aws_nat_gateway", "main");
  private static final ResourceAddress ENDPOINT_GROUP =
      ResourceAddress.managed("aws_security_group", "endpoints");
  private static final ResourceAddress ENDPOINTS =
      ResourceAddress.managed("aws_vpc_endpoint", "interface");
  private static final Reference PER_ZONE = var("nat_gateway_per_zone");

  @Override
  public String name() {
    return "egress";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!NetworkPass.wanted(blueprint)) {
      return part.build();
    }
    for (Place place : Place.of(blueprint)) {
      switch (Egress.of(blueprint)) {
        case PUBLIC_ADDRESS -> {}
        case NAT -> gateways(blueprint, place, part);
        case ENDPOINTS -> endpoints(blueprint, place, part);
      }
    }
    return part.build();
  }

  private static void gateways(Blueprint blueprint, Place place, StackPart.Builder part) {
    new EnvironmentInputs(blueprint, part, WHY)
        .flag(
            "nat_gateway_per_zone",
            "Whether each zone has a NAT gateway of its own, so that none depends on another for"
                + " its way out.",
            e -> e.stage() == Stage.PRODUCTION && Egress.gatewayPerZone(blueprint));
    gatewayZones(place, part);
    part.resource(
        FILE,
        place.at(ADDRESS),
        "What others see; partners may allow these addresses in their firewalls.",
        place.forEach(Meta.NONE, gatewayZones(place)),
        Body.builder()
            .set("domain", "vpc")
            .set(
                "tags",
                NetworkPass.named(
                    template(AwsNames.resource(blueprint, "nat") + "-", ref("each.key")))),
        WHY);
    gateway(blueprint, place, part);
    route(place, part);
    if (place == Place.PRIMARY) {
      addresses(part);
    }
  }

  private static Reference gatewayZones(Place place) {
    return ref("local." + place.named("nat_zones"));
  }

  private static void gatewayZones(Place place, StackPart.Builder part) {
    Expression first =
        new Expression.ForObject(
            Optional.of("zone"),
            "index",
            NetworkPass.zones(place),
            ref("zone"),
            ref("index"),
            Optional.of(equal(ref("index"), number(0))));
    part.local(
        FILE, place.named("nat_zones"), when(PER_ZONE, NetworkPass.zones(place), first), "", WHY);
  }

  private static void gateway(Blueprint blueprint, Place place, StackPart.Builder part) {
    part.resource(
        FILE,
        place.at(GATEWAY),
        "About 33 USD a month each. Interface endpoints for images, logs and secrets in its place"
            + " would cost 7 USD a month\n"
            + "each in each zone, and would reach nothing but AWS.",
        place
            .forEach(Meta.NONE, gatewayZones(place))
            .withDependsOn(List.of(place.each(NetworkPass.INTERNET_GATEWAY))),
        Body.builder()
            .set("allocation_id", place.each(ADDRESS).at(ref("each.key")).dot("id"))
            .set("subnet_id", place.each(AwsAddresses.PUBLIC_SUBNETS).at(ref("each.key")).dot("id"))
            .set(
                "tags",
                NetworkPass.named(
                    template(AwsNames.resource(blueprint, "nat") + "-", ref("each.key")))),
        WHY);
  }

  private static void route(Place place, StackPart.Builder part) {
    Expression zone =
        when(
            PER_ZONE,
            ref("each.key"),
            call("element", call("keys", gatewayZones(place)), number(0)));
    part.resource(
        FILE,
        place.at(ResourceAddress.managed("aws_route", "nat")),
        "",
        place.forEach(Meta.NONE, NetworkPass.zones(place)),
        Body.builder()
            .set(
                "route_table_id",
                place.each(NetworkPass.PRIVATE_ROUTES).at(ref("each.key")).dot("id"))
            .set("destination_cidr_block", "0.0.0.0/0")
            .set("nat_gateway_id", place.each(GATEWAY).at(zone).dot("id")),
        WHY);
  }

  private static void addresses(StackPart.Builder part) {
    part.output(
        StackFiles.OUTPUTS,
        "egress_addresses",
        new Expression.ForList(
            Optional.empty(),
            "address",
            ADDRESS.reference(),
            ref("address").dot("public_ip"),
            Optional.empty()),
        "Addresses that everything leaves by.",
        WHY);
  }

  private static void endpoints(Blueprint blueprint, Place place, StackPart.Builder part) {
    part.resource(
        FILE,
        place.at(ENDPOINT_GROUP),
        "",
        place.meta(),
        Body.builder()
            .set("name", AwsNames.resource(blueprint, "endpoints"))
            .set("description", "Endpoints of AWS services in this network.")
            .set("vpc_id", NetworkPass.vpc(place)),
        WHY);
    part.resource(
        FILE,
        place.at(ResourceAddress.managed("aws_vpc_security_group_ingress_rule", "endpoints")),
        "",
        place.meta(),
        Body.builder()
            .set("security_group_id", place.ref(ENDPOINT_GROUP).dot("id"))
            .set("description", "Everything in this network.")
            .set("cidr_ipv4", place.ref(AwsAddresses.NETWORK).dot("cidr_block"))
            .set("ip_protocol", "tcp")
            .set("from_port", 443)
            .set("to_port", 443),
        WHY);
    part.resource(
        FILE,
        place.at(ENDPOINTS),
        "Nothing here may call out, so AWS itself is reached by these and there is no NAT gateway.",
        place.forEach(Meta.NONE, call("toset", texts(services(blueprint)))),
        Body.builder()
            .set("vpc_id", NetworkPass.vpc(place))
            .set("service_name", template("com.amazonaws.", place.region(), ".", ref("each.value")))
            .set("vpc_endpoint_type", "Interface")
            .set("private_dns_enabled", true)
            .set("subnet_ids", Subnets.privateIds(place))
            .set("security_group_ids", list(place.ref(ENDPOINT_GROUP).dot("id"))),
        WHY);
  }

  private static List<String> services(Blueprint blueprint) {
    List<String> services =
        new ArrayList<>(List.of("ecr.api", "ecr.dkr", "logs", "secretsmanager"));
    if (!blueprint.datastores(Datastore.Topic.class).isEmpty()) {
      services.add("sns");
    }
    if (!blueprint.datastores(Datastore.Topic.class).isEmpty()
        || !blueprint.datastores(Datastore.TaskQueue.class).isEmpty()) {
      services.add("sqs");
    }
    if (Requirement.customerManagedKeys(blueprint)) {
      services.add("kms");
    }
    return services;
  }
}
