package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/**
 * The way from the second region to the databases, which are written in the first: AWS's own lines,
 * encrypted, and open for the datastores' ports only.
 */
final class PeeringPass implements Pass {

  private static final ResourceAddress PEERING =
      ResourceAddress.managed("aws_vpc_peering_connection", "regions");
  private static final ResourceAddress ACCEPTER =
      ResourceAddress.managed("aws_vpc_peering_connection_accepter", "regions");
  private static final String FILE = StackFiles.NETWORK;
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.NETWORK), "network", "recovery.topology");

  @Override
  public String name() {
    return "peering";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    List<Datastore.Relational> stores = blueprint.datastores(Datastore.Relational.class);
    if (!Place.multiRegional(blueprint) || stores.isEmpty()) {
      return part.build();
    }
    connection(blueprint, part);
    routes(part);
    stores.forEach(store -> admission(store, part));
    return part.build();
  }

  /** Of what is in the first region, and only there where there is a second one. */
  private static Meta counted() {
    return Meta.NONE.withCount(when(Place.absent(), number(0), number(1)));
  }

  private static Expression peering() {
    return PEERING.reference().at(number(0)).dot("id");
  }

  private static void connection(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        FILE,
        PEERING,
        "The services of the second region write to the databases in the first by this.",
        counted(),
        Body.builder()
            .set("vpc_id", NetworkPass.vpc(Place.PRIMARY))
            .set("peer_vpc_id", NetworkPass.vpc(Place.SECONDARY))
            .set("peer_region", Place.SECOND_REGION)
            .set("tags", NetworkPass.named(text(AwsNames.resource(blueprint, "regions")))),
        WHY);
    part.resource(
        FILE,
        ACCEPTER,
        "",
        Place.SECONDARY.meta(),
        Body.builder()
            .set("vpc_peering_connection_id", peering())
            .set("auto_accept", true)
            .set("tags", NetworkPass.named(text(AwsNames.resource(blueprint, "regions")))),
        WHY);
  }

  private static void routes(StackPart.Builder part) {
    part.resource(
        FILE,
        ResourceAddress.managed("aws_route", "second_region"),
        "",
        counted(),
        Body.builder()
            .set("route_table_id", NetworkPass.ISOLATED_ROUTES.reference().dot("id"))
            .set(
                "destination_cidr_block",
                Place.SECONDARY.ref(AwsAddresses.NETWORK).dot("cidr_block"))
            .set("vpc_peering_connection_id", peering()),
        WHY);
    part.resource(
        FILE,
        ResourceAddress.managed("aws_route", "first_region"),
        "",
        Place.SECONDARY.forEach(Meta.NONE, NetworkPass.zones(Place.SECONDARY)),
        Body.builder()
            .set(
                "route_table_id",
                Place.SECONDARY.each(NetworkPass.PRIVATE_ROUTES).at(ref("each.key")).dot("id"))
            .set("destination_cidr_block", AwsAddresses.NETWORK.reference().dot("cidr_block"))
            .set("vpc_peering_connection_id", peering()),
        WHY);
  }

  private static void admission(Datastore store, StackPart.Builder part) {
    part.resource(
        FILE,
        ResourceAddress.managed(
            "aws_vpc_security_group_ingress_rule",
            ResourceAddress.id(store.name()) + "_from_second_region"),
        "",
        counted(),
        Body.builder()
            .set(
                "security_group_id",
                AwsAddresses.datastoreGroup(store.name()).reference().dot("id"))
            .set("description", "From the second region.")
            .set("cidr_ipv4", Place.SECONDARY.ref(AwsAddresses.NETWORK).dot("cidr_block"))
            .set("ip_protocol", "tcp")
            .set("from_port", DatastoreAddresses.port(store))
            .set("to_port", DatastoreAddresses.port(store)),
        WHY);
  }
}
