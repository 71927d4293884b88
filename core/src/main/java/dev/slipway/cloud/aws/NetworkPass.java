package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The private network: zones, subnets in tiers, their routes, and the free way to S3. */
final class NetworkPass implements Pass {

  static final ResourceAddress INTERNET_GATEWAY =
      ResourceAddress.managed("aws_internet_gateway", "main");
  static final ResourceAddress PRIVATE_ROUTES =
      ResourceAddress.managed("aws_route_table", "private");
  static final ResourceAddress PUBLIC_ROUTES = ResourceAddress.managed("aws_route_table", "public");

  private static final ResourceAddress ZONES =
      ResourceAddress.data("aws_availability_zones", "available");
  static final ResourceAddress ISOLATED_ROUTES =
      ResourceAddress.managed("aws_route_table", "isolated");
  private static final String FILE = StackFiles.NETWORK;
  private static final Provenance WHY = Provenance.of(Element.of(Element.Kind.NETWORK), "network");

  /** Where the ranges of the public and the isolated tier begin, in blocks of 256 addresses. */
  private static final int PUBLIC_FROM = 240;

  private static final int ISOLATED_FROM = 248;

  @Override
  public String name() {
    return "network";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!wanted(blueprint)) {
      return part.build();
    }
    for (Place place : Place.of(blueprint)) {
      zones(blueprint, place, part);
      network(blueprint, place, part);
      publicTier(blueprint, place, part);
      privateTier(blueprint, place, part);
      if (isolated(blueprint)) {
        isolatedTier(blueprint, place, part);
      }
      gatewayEndpoints(blueprint, place, part);
      FlowLogs.add(blueprint, place, part);
    }
    return part.build();
  }

  /** Whether anything is in a network: functions alone are in none. */
  static boolean wanted(Blueprint blueprint) {
    return Requirement.kubernetes(blueprint)
        || isolated(blueprint)
        || !WorkloadGroupPass.networked(blueprint).isEmpty();
  }

  static Reference zones(Place place) {
    return ref("local." + place.named("zones"));
  }

  static boolean isolated(Blueprint blueprint) {
    return blueprint.datastores().stream()
        .anyMatch(d -> d instanceof Datastore.Relational || d instanceof Datastore.Cache);
  }

  private static void zones(Blueprint blueprint, Place place, StackPart.Builder part) {
    part.resource(
        FILE,
        place.at(ZONES),
        "",
        place.meta(),
        Body.builder()
            .set(
                "state",
                text("available"),
                Checkov.skip(
                    "CKV_AWS_394", "the first ones by name; a region's new zones come after them"))
            .block(
                "filter",
                Body.builder()
                    .set("name", "opt-in-status")
                    .set("values", texts(List.of("opt-in-not-required")))),
        WHY);
    Expression chosen =
        call(
            "slice",
            place == Place.PRIMARY
                ? ZONES.reference().dot("names")
                : call("concat", place.each(ZONES).at(number(0)).dot("names")),
            number(0),
            number(zoneCount(blueprint)));
    Expression numbered =
        new Expression.ForObject(
            Optional.of("index"), "zone", chosen, ref("zone"), ref("index"), Optional.empty());
    part.local(
        FILE,
        place.named("zones"),
        place == Place.PRIMARY
            ? numbered
            : new Expression.Conditional(Place.absent(), object(Map.of()), numbered),
        "The zones in use, each with its number, from which its address ranges come.",
        WHY);
  }

  /** Two zones outlive the loss of one; a cluster's control plane is steadier on three. */
  private static int zoneCount(Blueprint blueprint) {
    return Requirement.kubernetes(blueprint) || Egress.gatewayPerZone(blueprint) ? 3 : 2;
  }

  private static void network(Blueprint blueprint, Place place, StackPart.Builder part) {
    part.resource(
        FILE,
        place.at(AwsAddresses.NETWORK),
        "",
        place.meta(),
        Body.builder()
            .set("cidr_block", cidr(blueprint, place))
            .set("enable_dns_support", true)
            .set("enable_dns_hostnames", true)
            .set("tags", named(text(AwsNames.resource(blueprint, "network")))),
        WHY);
    part.resource(
        FILE,
        place.at(ResourceAddress.managed("aws_default_security_group", "main")),
        "The group that anything gets which names none: it allows nothing.",
        place.meta(),
        Body.builder().set("vpc_id", vpc(place)),
        WHY);
    part.resource(
        FILE,
        place.at(INTERNET_GATEWAY),
        "",
        place.meta(),
        Body.builder()
            .set("vpc_id", vpc(place))
            .set("tags", named(text(AwsNames.resource(blueprint, "internet")))),
        WHY);
  }

  static Expression vpc(Place place) {
    return place.ref(AwsAddresses.NETWORK).dot("id");
  }

  static Expression named(Expression name) {
    return new Expression.ObjectOf(List.of(new Expression.ObjectOf.Entry(text("Name"), name)));
  }

  /**
   * The range of the whole network. A design's range is for instances only; AWS networks are cut
   * into tiers and zones, and private addresses cost nothing, so it is widened.
   */
  static String cidr(Blueprint blueprint, Place place) {
    int index = place.ordinal();
    return blueprint.network().subnets().size() > index
        ? widened(blueprint.network().subnets().get(index).cidr())
        : "10." + index + ".0.0/16";
  }

  private static String widened(String cidr) {
    String[] parts = cidr.split("[./]", 5);
    return parts[0] + "." + parts[1] + ".0.0/16";
  }

  private static void publicTier(Blueprint blueprint, Place place, StackPart.Builder part) {
    subnets(blueprint, place, "public", AwsAddresses.PUBLIC_SUBNETS, 8, PUBLIC_FROM, part);
    part.resource(
        FILE,
        place.at(PUBLIC_ROUTES),
        "",
        place.meta(),
        Body.builder()
            .set("vpc_id", vpc(place))
            .set("tags", named(text(AwsNames.resource(blueprint, "public")))),
        WHY);
    part.resource(
        FILE,
        place.at(ResourceAddress.managed("aws_route", "internet")),
        "",
        place.meta(),
        Body.builder()
            .set("route_table_id", place.ref(PUBLIC_ROUTES).dot("id"))
            .set("destination_cidr_block", "0.0.0.0/0")
            .set("gateway_id", place.ref(INTERNET_GATEWAY).dot("id")),
        WHY);
    association(
        place, "public", AwsAddresses.PUBLIC_SUBNETS, place.ref(PUBLIC_ROUTES).dot("id"), part);
  }

  private static void privateTier(Blueprint blueprint, Place place, StackPart.Builder part) {
    subnets(blueprint, place, "private", AwsAddresses.PRIVATE_SUBNETS, 4, 0, part);
    part.resource(
        FILE,
        place.at(PRIVATE_ROUTES),
        "",
        place.forEach(Meta.NONE, zones(place)),
        Body.builder()
            .set("vpc_id", vpc(place))
            .set(
                "tags",
                named(template(AwsNames.resource(blueprint, "private") + "-", ref("each.key")))),
        WHY);
    association(
        place,
        "private",
        AwsAddresses.PRIVATE_SUBNETS,
        place.each(PRIVATE_ROUTES).at(ref("each.key")).dot("id"),
        part);
  }

  private static void isolatedTier(Blueprint blueprint, Place place, StackPart.Builder part) {
    subnets(blueprint, place, "isolated", AwsAddresses.ISOLATED_SUBNETS, 8, ISOLATED_FROM, part);
    part.resource(
        FILE,
        place.at(ISOLATED_ROUTES),
        "No route leads out, so that what keeps data can neither be reached nor call out.",
        place.meta(),
        Body.builder()
            .set("vpc_id", vpc(place))
            .set("tags", named(text(AwsNames.resource(blueprint, "isolated")))),
        WHY);
    association(
        place,
        "isolated",
        AwsAddresses.ISOLATED_SUBNETS,
        place.ref(ISOLATED_ROUTES).dot("id"),
        part);
  }

  private static void subnets(
      Blueprint blueprint,
      Place place,
      String tier,
      ResourceAddress address,
      int bits,
      int from,
      StackPart.Builder part) {
    Expression index = ref("each.value");
    part.resource(
        FILE,
        place.at(address),
        "",
        place.forEach(Meta.NONE, zones(place)),
        Body.builder()
            .set("vpc_id", vpc(place))
            .set("availability_zone", ref("each.key"))
            .set(
                "cidr_block",
                call(
                    "cidrsubnet",
                    place.ref(AwsAddresses.NETWORK).dot("cidr_block"),
                    number(bits),
                    from == 0
                        ? index
                        : new Expression.Binary(Expression.Operator.PLUS, number(from), index)))
            .set("tags", tags(blueprint, tier)),
        WHY);
  }

  private static Expression tags(Blueprint blueprint, String tier) {
    Expression.ObjectOf.Entry name =
        new Expression.ObjectOf.Entry(
            text("Name"), template(AwsNames.resource(blueprint, tier) + "-", ref("each.key")));
    if (!Requirement.kubernetes(blueprint) || tier.equals("isolated")) {
      return new Expression.ObjectOf(List.of(name));
    }
    // By these EKS finds the subnets for the load balancers that it makes.
    String role = tier.equals("public") ? "elb" : "internal-elb";
    return new Expression.ObjectOf(
        List.of(
            name, new Expression.ObjectOf.Entry(text("kubernetes.io/role/" + role), text("1"))));
  }

  private static void association(
      Place place,
      String tier,
      ResourceAddress subnets,
      Expression routes,
      StackPart.Builder part) {
    part.resource(
        FILE,
        place.at(ResourceAddress.managed("aws_route_table_association", tier)),
        "",
        place.forEach(Meta.NONE, zones(place)),
        Body.builder()
            .set("subnet_id", place.each(subnets).at(ref("each.key")).dot("id"))
            .set("route_table_id", routes),
        WHY);
  }

  private static void gatewayEndpoints(Blueprint blueprint, Place place, StackPart.Builder part) {
    endpoint(blueprint, place, "s3", "Free, and the layers of all images come this way.", part);
    if (!blueprint.datastores(Datastore.Document.class).isEmpty()) {
      endpoint(blueprint, place, "dynamodb", "Free, unlike the way through a NAT gateway.", part);
    }
  }

  private static void endpoint(
      Blueprint blueprint, Place place, String service, String comment, StackPart.Builder part) {
    Expression privateRoutes =
        new Expression.ForList(
            Optional.empty(),
            "table",
            place.each(PRIVATE_ROUTES),
            ref("table").dot("id"),
            Optional.empty());
    part.resource(
        FILE,
        place.at(ResourceAddress.managed("aws_vpc_endpoint", service)),
        comment,
        place.meta(),
        Body.builder()
            .set("vpc_id", vpc(place))
            .set("service_name", template("com.amazonaws.", place.region(), "." + service))
            .set("vpc_endpoint_type", "Gateway")
            .set(
                "route_table_ids",
                Egress.of(blueprint) == Egress.PUBLIC_ADDRESS
                    ? list(place.ref(PUBLIC_ROUTES).dot("id"))
                    : privateRoutes)
            .set("tags", named(text(AwsNames.resource(blueprint, service)))),
        WHY);
  }
}
