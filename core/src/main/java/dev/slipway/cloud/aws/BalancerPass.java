package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Trait;
import java.util.ArrayList;
import java.util.List;

/** The load balancer: who may reach it, what it listens on, and where its paths lead. */
final class BalancerPass implements Pass {

  static final ResourceAddress LISTENER = ResourceAddress.managed("aws_lb_listener", "edge");
  private static final ResourceAddress REDIRECT =
      ResourceAddress.managed("aws_lb_listener", "redirect");
  private static final ResourceAddress CLOUDFRONT =
      ResourceAddress.data("aws_ec2_managed_prefix_list", "cloudfront");
  private static final String FILE = StackFiles.EDGE;
  static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.EDGE), "edge.entry", "edge.domain");
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int LONGEST_IDLE_SECONDS = 4000;
  private static final int SHORTEST_IDLE_SECONDS = 60;

  @Override
  public String name() {
    return "load-balancer";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!Doors.balanced(blueprint)) {
      return part.build();
    }
    for (Place place : Place.of(blueprint)) {
      group(blueprint, place, part);
      balancer(blueprint, place, part);
      Doors.behind(blueprint).forEach(w -> TargetGroups.add(blueprint, w, place, part));
      listener(blueprint, place, part);
      for (Edge.Route route : Doors.routes(blueprint)) {
        if (ruled(blueprint, route)) {
          rule(blueprint, route, place, part);
        }
      }
      if (!Doors.fronted(blueprint)) {
        redirect(blueprint, place, part);
      }
    }
    return part.build();
  }

  /** The rules by which a workload is reached. */
  static List<ResourceAddress> rules(Blueprint blueprint, Workload workload) {
    return Doors.routes(blueprint).stream()
        .filter(r -> r.workload().equals(workload.name()) && ruled(blueprint, r))
        .map(BalancerPass::rule)
        .toList();
  }

  private static boolean root(Edge.Route route) {
    return route.prefix().equals("/");
  }

  /**
   * Whether a route takes a rule: what the listener does by itself cannot wait for a certificate.
   */
  private static boolean ruled(Blueprint blueprint, Edge.Route route) {
    return !root(route)
        || blueprint.workload(route.workload()).filter(w -> w.has(Trait.GRPC)).isPresent();
  }

  private static ResourceAddress rule(Edge.Route route) {
    return ResourceAddress.managed(
        "aws_lb_listener_rule",
        ResourceAddress.id(
            "path" + route.prefix().replace("/", "_").replaceAll("[^A-Za-z0-9_-]", "_")));
  }

  private static void group(Blueprint blueprint, Place place, StackPart.Builder part) {
    SecurityGroups groups = new SecurityGroups(FILE, place, part);
    groups.group(
        AwsAddresses.LOAD_BALANCER_GROUP,
        AwsNames.resource(blueprint, "edge"),
        "The load balancer, the way in.",
        WHY);
    if (Doors.fronted(blueprint)) {
      fromCloudFront(blueprint, place, part);
    } else {
      groups.ingress(
          "edge",
          AwsAddresses.LOAD_BALANCER_GROUP,
          "anybody",
          "cidr_ipv4",
          text("0.0.0.0/0"),
          HTTPS,
          WHY);
      groups.ingress(
          "edge",
          AwsAddresses.LOAD_BALANCER_GROUP,
          "anybody-unencrypted",
          "cidr_ipv4",
          text("0.0.0.0/0"),
          HTTP,
          WHY);
    }
    for (Workload target : Doors.targets(blueprint)) {
      groups.allow(
          "edge",
          AwsAddresses.LOAD_BALANCER_GROUP,
          target.name(),
          AwsAddresses.workloadGroup(target.name()),
          Runtime.port(target),
          WHY);
    }
  }

  private static void fromCloudFront(Blueprint blueprint, Place place, StackPart.Builder part) {
    part.resource(
        FILE,
        place.at(CLOUDFRONT),
        "",
        place.meta(),
        Body.builder().set("name", "com.amazonaws.global.cloudfront.origin-facing"),
        WHY);
    part.resource(
        FILE,
        place.at(
            ResourceAddress.managed("aws_vpc_security_group_ingress_rule", "edge_from_cloudfront")),
        "The list counts as 55 rules of the 60 that a group may have, so there is one port only.",
        place.meta(),
        Body.builder()
            .set("security_group_id", place.ref(AwsAddresses.LOAD_BALANCER_GROUP).dot("id"))
            .set("description", "From CloudFront.")
            .set(
                "prefix_list_id",
                place.ref(CLOUDFRONT).dot("id"),
                Checkov.skip("CKV_AWS_260", "open to CloudFront, not to everybody"))
            .set("ip_protocol", "tcp")
            .set("from_port", port(blueprint))
            .set("to_port", port(blueprint)),
        WHY);
  }

  /** What the load balancer listens on behind CloudFront. */
  private static Expression port(Blueprint blueprint) {
    return Doors.anyDomain(blueprint)
        ? when(EdgePass.NAMED, number(HTTPS), number(HTTP))
        : number(HTTP);
  }

  private static void balancer(Blueprint blueprint, Place place, StackPart.Builder part) {
    boolean fronted = Doors.fronted(blueprint);
    Expression internal = fronted ? bool(true) : new Expression.Unary("!", EdgePass.NAMED);
    part.resource(
        FILE,
        place.at(AwsAddresses.LOAD_BALANCER),
        fronted
            ? "Has no public address: CloudFront reaches it inside the network."
            : "Private until its certificate is there, so that nobody is served without TLS.",
        place.meta(),
        Body.builder()
            .set("name", text(AwsNames.loadBalancer(blueprint, "edge")), waivers(blueprint))
            .set("load_balancer_type", "application")
            .set("internal", internal)
            .set(
                "subnets",
                fronted
                    ? Subnets.privateIds(place)
                    : when(EdgePass.NAMED, Subnets.publicIds(place), Subnets.privateIds(place)))
            .set("security_groups", list(place.ref(AwsAddresses.LOAD_BALANCER_GROUP).dot("id")))
            .set("idle_timeout", idleSeconds(blueprint))
            .set("drop_invalid_header_fields", true)
            .set("enable_deletion_protection", var("deletion_protection")),
        WHY);
  }

  private static String waivers(Blueprint blueprint) {
    List<String> waivers = new ArrayList<>();
    waivers.add(
        Checkov.skip(
            "CKV_AWS_91", "the programs log their requests, and the firewall what it blocks"));
    if (Doors.fronted(blueprint)) {
      waivers.add(Checkov.skip("CKV2_AWS_20", "CloudFront sends everybody to HTTPS"));
    } else {
      waivers.add(
          Checkov.skip(
              "CKV2_AWS_76",
              blueprint.edge().waf()
                  ? "known bad inputs are refused; anonymous proxies are people's right"
                  : "the design asks for no rules against attacks"));
      if (!FirewallPass.wanted(blueprint)) {
        waivers.add(Checkov.skip("CKV2_AWS_28", "the design asks for no firewall"));
      }
    }
    return String.join("\n", waivers);
  }

  /** As long as the slowest of the answers may keep silent. */
  private static int idleSeconds(Blueprint blueprint) {
    long longest =
        Doors.targets(blueprint).stream()
            .mapToLong(w -> w.compute().timeout().toSeconds())
            .max()
            .orElse(SHORTEST_IDLE_SECONDS);
    return (int) Math.clamp(longest, SHORTEST_IDLE_SECONDS, LONGEST_IDLE_SECONDS);
  }

  private static void listener(Blueprint blueprint, Place place, StackPart.Builder part) {
    Body.Builder body =
        Body.builder().set("load_balancer_arn", place.ref(AwsAddresses.LOAD_BALANCER).dot("arn"));
    if (Doors.anyDomain(blueprint)) {
      body.set("port", when(EdgePass.NAMED, number(HTTPS), number(HTTP)))
          .set("protocol", when(EdgePass.NAMED, text("HTTPS"), text("HTTP")))
          .set("ssl_policy", when(EdgePass.NAMED, text(tls(blueprint)), new Expression.Null()))
          .set(
              "certificate_arn",
              when(
                  EdgePass.NAMED,
                  CertificatePass.issued(place, CertificatePass.BALANCER),
                  new Expression.Null()));
    } else {
      body.set("port", HTTP)
          .set(
              "protocol",
              text("HTTP"),
              Checkov.skip(
                      "CKV_AWS_2",
                      "reached by CloudFront alone, inside the network; there is no name to have a"
                          + " certificate for")
                  + "\n"
                  + Checkov.skip("CKV_AWS_103", "CloudFront speaks TLS with everybody"));
    }
    Workload root = blueprint.workload(Doors.root(blueprint)).orElseThrow();
    body.block("default_action", root.has(Trait.GRPC) ? nothing() : forward(root, place));
    part.resource(
        FILE,
        place.at(LISTENER),
        "",
        place.meta(owned(blueprint, root, "default_action")),
        body,
        WHY);
  }

  static String tls(Blueprint blueprint) {
    return blueprint.edge().minimumTls().equals("1.3")
        ? "ELBSecurityPolicy-TLS13-1-3-2021-06"
        : "ELBSecurityPolicy-TLS13-1-2-2021-06";
  }

  private static Body.Builder nothing() {
    return Body.builder()
        .set("type", "fixed-response")
        .block(
            "fixed_response",
            Body.builder().set("content_type", "text/plain").set("status_code", "404"));
  }

  private static Body.Builder forward(Workload workload, Place place) {
    return Body.builder()
        .set("type", "forward")
        .set("target_group_arn", place.ref(AwsAddresses.targetGroup(workload.name())).dot("arn"));
  }

  private static Meta owned(Blueprint blueprint, Workload workload, String action) {
    return Runtime.blueGreen(blueprint, workload)
        ? Meta.NONE.withLifecycle(
            Body.builder()
                .set(
                    "ignore_changes",
                    list(dev.slipway.stack.Expressions.ref(action)),
                    "CodeDeploy moves the traffic between the two groups.")
                .build())
        : Meta.NONE;
  }

  private static void rule(
      Blueprint blueprint, Edge.Route route, Place place, StackPart.Builder part) {
    Workload target = blueprint.workload(route.workload()).orElseThrow();
    Meta meta =
        target.has(Trait.GRPC)
            ? place.where(EdgePass.named(blueprint))
            : place.meta(owned(blueprint, target, "action"));
    part.resource(
        FILE,
        place.at(rule(route)),
        target.has(Trait.GRPC) ? "gRPC needs the certificate: it is never unencrypted." : "",
        meta,
        Body.builder()
            .set("listener_arn", place.ref(LISTENER).dot("arn"))
            .set("priority", 10L * (Doors.routes(blueprint).indexOf(route) + 1))
            .block("action", forward(target, place))
            .block(
                "condition",
                Body.builder()
                    .block(
                        "path_pattern",
                        Body.builder()
                            .set("values", texts(List.of(route.prefix(), route.prefix() + "/*"))))),
        Provenance.of(Element.of(Element.Kind.EDGE), "edge.routes", "edge.entry"));
  }

  private static void redirect(Blueprint blueprint, Place place, StackPart.Builder part) {
    part.resource(
        FILE,
        place.at(REDIRECT),
        "Whoever comes by plain HTTP is sent to HTTPS.",
        place.where(EdgePass.NAMED),
        Body.builder()
            .set("load_balancer_arn", place.ref(AwsAddresses.LOAD_BALANCER).dot("arn"))
            .set("port", HTTP)
            .set("protocol", "HTTP")
            .block(
                "default_action",
                Body.builder()
                    .set("type", "redirect")
                    .block(
                        "redirect",
                        Body.builder()
                            .set("port", "443")
                            .set("protocol", "HTTPS")
                            .set("status_code", "HTTP_301"))),
        Provenance.of(Element.of(Element.Kind.EDGE), "edge.tls", "edge.entry"));
  }
}
