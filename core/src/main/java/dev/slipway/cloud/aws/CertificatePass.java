package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The public name: its DNS zone where that is kept here, the certificates for it, and the records
 * that prove it and lead to the system.
 */
final class CertificatePass implements Pass {

  static final ResourceAddress BALANCER = ResourceAddress.managed("aws_acm_certificate", "edge");
  static final ResourceAddress CDN = ResourceAddress.managed("aws_acm_certificate", "cdn");
  static final ResourceAddress ZONE = ResourceAddress.managed("aws_route53_zone", "public");
  private static final ResourceAddress PROOF =
      ResourceAddress.managed("aws_route53_record", "proof");
  private static final String FILE = StackFiles.EDGE;
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.EDGE), "edge.domain", "edge.tls");

  @Override
  public String name() {
    return "domain";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!Doors.open(blueprint) || !Doors.anyDomain(blueprint)) {
      return part.build();
    }
    inputs(blueprint, part);
    zone(blueprint, part);
    if (Doors.balanced(blueprint)) {
      Place.of(blueprint).forEach(place -> certificate(blueprint, place, BALANCER, part));
    }
    if (Doors.fronted(blueprint)) {
      certificate(blueprint, Place.PRIMARY, CDN, part);
    }
    records(blueprint, part);
    return part.build();
  }

  private static void inputs(Blueprint blueprint, StackPart.Builder part) {
    EnvironmentInputs inputs = new EnvironmentInputs(blueprint, part, WHY);
    boolean optional = optional(blueprint);
    inputs.matching(
        "domain",
        optional ? "Public host name. Empty: CloudFront's own name serves." : "Public host name.",
        optional ? "^([a-z0-9-]+\\.)*[a-z0-9-]*$" : "^([a-z0-9-]+\\.)+[a-z0-9-]+$",
        "Give a host name without scheme and path.",
        e -> e.domain().orElse(""));
    inputs.flag(
        "domain_ready",
        "Whether the domain's DNS leads here, by the output dns_records or dns_name_servers. Before"
            + " that AWS issues no certificate, and "
            + (Doors.fronted(blueprint)
                ? "CloudFront's own name serves."
                : "the load balancer stays private."),
        e -> false);
    part.local(
        FILE,
        "named",
        optional
            ? new Expression.Binary(
                Expression.Operator.AND,
                new Expression.Binary(Expression.Operator.NOT_EQUAL, var("domain"), text("")),
                var("domain_ready"))
            : var("domain_ready"),
        "",
        WHY);
  }

  private static boolean optional(Blueprint blueprint) {
    return blueprint.environments().stream().anyMatch(e -> e.domain().isEmpty());
  }

  /** Of what is there where the environment has a name. */
  static Meta present(Blueprint blueprint, Meta meta) {
    return optional(blueprint)
        ? meta.withCount(
            when(
                new Expression.Binary(Expression.Operator.NOT_EQUAL, var("domain"), text("")),
                number(1),
                number(0)))
        : meta;
  }

  static Reference one(Blueprint blueprint, Reference reference) {
    return optional(blueprint) ? reference.at(number(0)) : reference;
  }

  static boolean zoneKept(Blueprint blueprint) {
    return blueprint.edge().dnsZone().isPresent();
  }

  private static void zone(Blueprint blueprint, StackPart.Builder part) {
    if (!zoneKept(blueprint)) {
      return;
    }
    String zone = blueprint.edge().dnsZone().get();
    new EnvironmentInputs(blueprint, part, WHY)
        .matching(
            "dns_zone",
            "Domain whose DNS zone this environment keeps.",
            "^([a-z0-9-]+\\.)+[a-z0-9-]+$",
            "Give a domain without a dot at the end.",
            e -> zone(blueprint, e, zone));
    part.resource(
        FILE,
        ZONE,
        "Its parent has to delegate to the name servers of the output dns_name_servers.",
        present(blueprint, Meta.NONE),
        Body.builder()
            .set(
                "name",
                var("dns_zone"),
                Checkov.skip(
                        "CKV2_AWS_38",
                        "signing needs the parent's help twice; to be switched on once the zone is"
                            + " delegated")
                    + "\n"
                    + Checkov.skip("CKV2_AWS_39", "who asks for a public name is no secret"))
            .set("comment", "Public names of " + blueprint.project().name() + "."),
        WHY);
    part.output(
        StackFiles.OUTPUTS,
        "dns_name_servers",
        optional(blueprint)
            ? call("flatten", splat(ZONE, "name_servers"))
            : ZONE.reference().dot("name_servers"),
        "Name servers to delegate the zone to.",
        WHY);
  }

  private static Expression splat(ResourceAddress address, String attribute) {
    Reference reference = address.reference();
    List<Reference.Step> steps = new java.util.ArrayList<>(reference.steps());
    steps.add(new Reference.Splat());
    steps.add(new Reference.Attribute(attribute));
    return new Reference(reference.root(), List.copyOf(steps));
  }

  /** Two accounts cannot keep the same zone: others keep one for their own name below it. */
  private static String zone(Blueprint blueprint, Environment environment, String zone) {
    return environment.equals(blueprint.production())
        ? zone
        : environment.domain().orElse(environment.name() + "." + zone);
  }

  /** The ARN of a certificate once AWS has issued it. */
  static Expression issued(Place place, ResourceAddress certificate) {
    return place.each(validation(certificate)).at(number(0)).dot("certificate_arn");
  }

  private static ResourceAddress validation(ResourceAddress certificate) {
    return ResourceAddress.managed("aws_acm_certificate_validation", certificate.name());
  }

  private static Meta located(Place place, ResourceAddress certificate, Meta meta) {
    if (certificate.equals(CDN)) {
      return meta.withProvider(Place.provider(MainStack.GLOBAL));
    }
    return place == Place.PRIMARY ? meta : meta.withProvider(Place.provider(Place.ALIAS));
  }

  private static void certificate(
      Blueprint blueprint, Place place, ResourceAddress certificate, StackPart.Builder part) {
    part.resource(
        FILE,
        place.at(certificate),
        certificate.equals(CDN) ? "CloudFront takes certificates of us-east-1 only." : "",
        located(place, certificate, present(blueprint, Meta.NONE))
            .withLifecycle(Body.builder().set("create_before_destroy", true).build()),
        Body.builder().set("domain_name", var("domain")).set("validation_method", "DNS"),
        WHY);
    Body.Builder validation =
        Body.builder().set("certificate_arn", one(blueprint, place.each(certificate)).dot("arn"));
    if (zoneKept(blueprint)) {
      validation.set(
          "validation_record_fqdns", list(one(blueprint, PROOF.reference()).dot("fqdn")));
    }
    part.resource(
        FILE,
        place.at(validation(certificate)),
        "",
        located(
            place, certificate, Meta.NONE.withCount(when(EdgePass.NAMED, number(1), number(0)))),
        validation,
        WHY);
  }

  private static Reference proof(Blueprint blueprint, String attribute) {
    ResourceAddress certificate = Doors.balanced(blueprint) ? BALANCER : CDN;
    return one(blueprint, certificate.reference()).dot("domain_validation_options");
  }

  private static Expression option(Blueprint blueprint, String attribute) {
    return call(
        "one",
        new Expression.ForList(
            Optional.empty(),
            "option",
            proof(blueprint, attribute),
            ref("option").dot(attribute),
            Optional.empty()));
  }

  private static void records(Blueprint blueprint, StackPart.Builder part) {
    if (!zoneKept(blueprint)) {
      entries(blueprint, part);
      return;
    }
    part.resource(
        FILE,
        PROOF,
        "Proves to AWS that the name is ours; the same for every region.",
        present(blueprint, Meta.NONE),
        Body.builder()
            .set("zone_id", one(blueprint, ZONE.reference()).dot("zone_id"))
            .set("name", option(blueprint, "resource_record_name"))
            .set("type", option(blueprint, "resource_record_type"))
            .set("records", list(option(blueprint, "resource_record_value")))
            .set("ttl", 300)
            .set("allow_overwrite", true),
        WHY);
    for (Place place : Place.of(blueprint)) {
      for (String type : List.of("A", "AAAA")) {
        if (type.equals("A") || Doors.fronted(blueprint)) {
          name(blueprint, place, type, part);
        }
      }
    }
  }

  private static void name(Blueprint blueprint, Place place, String type, StackPart.Builder part) {
    ResourceAddress target =
        Doors.fronted(blueprint) ? EdgePass.DISTRIBUTION : AwsAddresses.LOAD_BALANCER;
    Reference to = Doors.fronted(blueprint) ? target.reference() : place.ref(target);
    Body.Builder body =
        Body.builder()
            .set("zone_id", one(blueprint, ZONE.reference()).dot("zone_id"))
            .set("name", var("domain"))
            .set("type", type)
            .block(
                "alias",
                Body.builder()
                    .set("name", to.dot(Doors.fronted(blueprint) ? "domain_name" : "dns_name"))
                    .set("zone_id", to.dot(Doors.fronted(blueprint) ? "hosted_zone_id" : "zone_id"))
                    .set("evaluate_target_health", !Doors.fronted(blueprint)));
    if (Place.multiRegional(blueprint)) {
      body.set("set_identifier", place.region())
          .block("latency_routing_policy", Body.builder().set("region", place.region()));
    }
    part.resource(
        FILE,
        place.at(
            ResourceAddress.managed(
                "aws_route53_record", "domain" + (type.equals("A") ? "" : "_ipv6"))),
        "",
        route53(place),
        body,
        WHY);
  }

  /** Route 53 is one for all regions, so a record has the first one's provider. */
  private static Meta route53(Place place) {
    return Meta.NONE.withCount(place.where(EdgePass.NAMED).count().orElseThrow());
  }

  /** What whoever keeps the DNS has to enter. */
  private static void entries(Blueprint blueprint, StackPart.Builder part) {
    Reference to =
        Doors.fronted(blueprint)
            ? EdgePass.DISTRIBUTION.reference().dot("domain_name")
            : AwsAddresses.LOAD_BALANCER.reference().dot("dns_name");
    SequencedMap<String, Expression> proof = new LinkedHashMap<>();
    proof.put("name", option(blueprint, "resource_record_name"));
    proof.put("type", option(blueprint, "resource_record_type"));
    proof.put("value", option(blueprint, "resource_record_value"));
    SequencedMap<String, Expression> address = new LinkedHashMap<>();
    address.put("name", var("domain"));
    address.put("type", text("CNAME"));
    address.put("value", to);
    Expression records = list(object(proof), object(address));
    part.output(
        StackFiles.OUTPUTS,
        "dns_records",
        optional(blueprint)
            ? when(
                new Expression.Binary(Expression.Operator.NOT_EQUAL, var("domain"), text("")),
                records,
                list())
            : records,
        "Records to enter where the domain's DNS is kept: the proof for the certificate, and the"
            + " way to the system.",
        WHY);
  }
}
