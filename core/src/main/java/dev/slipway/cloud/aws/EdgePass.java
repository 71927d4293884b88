package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Trait;
import java.util.ArrayList;
import java.util.List;

/** CloudFront, where it stands in front of the load balancer. */
final class EdgePass implements Pass {

  static final ResourceAddress DISTRIBUTION =
      ResourceAddress.managed("aws_cloudfront_distribution", "edge");

  /** Whether the environment is served under its own name: it has one, and AWS trusts it. */
  static final Reference NAMED = ref("local.named");

  private static final ResourceAddress ORIGIN =
      ResourceAddress.managed("aws_cloudfront_vpc_origin", "edge");
  private static final String FILE = StackFiles.EDGE;
  private static final String ENTRY = "entry";
  private static final List<String> ALL_METHODS =
      List.of("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE");

  /** CloudFront's longest without asking for more; a stream only has to say something in time. */
  private static final int READ_TIMEOUT_SECONDS = 60;

  @Override
  public String name() {
    return "edge";
  }

  /** {@link #NAMED}, or never where no environment has a name. */
  static Expression named(Blueprint blueprint) {
    return Doors.anyDomain(blueprint) ? NAMED : dev.slipway.stack.Expressions.bool(false);
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!Doors.open(blueprint)) {
      return part.build();
    }
    if (Doors.fronted(blueprint)) {
      if (Doors.balanced(blueprint)) {
        origin(blueprint, part);
      }
      distribution(blueprint, part);
    }
    part.output(
        StackFiles.OUTPUTS,
        "public_origin",
        Invocation.origin(blueprint, Place.PRIMARY),
        "Where users reach the system.",
        BalancerPass.WHY);
    return part.build();
  }

  private static void origin(Blueprint blueprint, StackPart.Builder part) {
    Expression protocol =
        Doors.anyDomain(blueprint)
            ? when(NAMED, text("https-only"), text("http-only"))
            : text("http-only");
    part.resource(
        FILE,
        ORIGIN,
        "CloudFront's way to the load balancer, which so needs no public address.",
        Body.builder()
            .block(
                "vpc_origin_endpoint_config",
                Body.builder()
                    .set("name", AwsNames.resource(blueprint, "edge"))
                    .set("arn", AwsAddresses.LOAD_BALANCER.reference().dot("arn"))
                    .set("http_port", 80)
                    .set("https_port", 443)
                    .set("origin_protocol_policy", protocol)
                    .block(
                        "origin_ssl_protocols",
                        Body.builder().set("items", texts(List.of("TLSv1.2"))).set("quantity", 1))),
        BalancerPass.WHY);
  }

  private static void distribution(Blueprint blueprint, StackPart.Builder part) {
    Body.Builder body =
        Body.builder()
            .set("comment", text(blueprint.project().slug()), waivers(blueprint))
            .set("enabled", true)
            .set("is_ipv6_enabled", true)
            .set("http_version", "http2and3")
            .set("price_class", priceClass(blueprint.project().primaryRegion()));
    if (Doors.anyDomain(blueprint)) {
      body.set("aliases", when(NAMED, list(var("domain")), list()));
    }
    if (FirewallPass.wanted(blueprint)) {
      body.set("web_acl_id", AwsAddresses.FIREWALL.reference().dot("arn"));
    }
    body.block("origin", Doors.balanced(blueprint) ? balancer() : api());
    body.block("default_cache_behavior", behavior(blueprint, root(blueprint)));
    for (Edge.Route route : Doors.routes(blueprint)) {
      Workload target = blueprint.workload(route.workload()).orElseThrow();
      if (!route.prefix().equals("/") && different(blueprint, target)) {
        for (String pattern : List.of(route.prefix(), route.prefix() + "/*")) {
          Body.Builder ordered = Body.builder().set("path_pattern", pattern);
          behavior(blueprint, target).build().items().forEach(ordered::add);
          body.block("ordered_cache_behavior", ordered);
        }
      }
    }
    body.block(
            "restrictions",
            Body.builder().block("geo_restriction", Body.builder().set("restriction_type", "none")))
        .block("viewer_certificate", certificate(blueprint));
    part.resource(FILE, DISTRIBUTION, "", body, BalancerPass.WHY);
  }

  private static String waivers(Blueprint blueprint) {
    List<String> waivers = new ArrayList<>();
    waivers.add(
        Checkov.skip("CKV_AWS_310", "there is one origin, which itself spans several zones"));
    waivers.add(Checkov.skip("CKV_AWS_374", "the design serves the whole world"));
    waivers.add(Checkov.skip("CKV_AWS_305", "the application answers at / itself"));
    waivers.add(
        Checkov.skip(
            "CKV_AWS_86", "the programs log their requests, and the firewall what it blocks"));
    waivers.add(Checkov.skip("CKV2_AWS_32", "a policy of AWS's own is attached, by its id"));
    waivers.add(
        Checkov.skip(
            "CKV2_AWS_47",
            blueprint.edge().waf()
                ? "known bad inputs are refused; anonymous proxies are people's right"
                : "the design asks for no rules against attacks"));
    if (!FirewallPass.wanted(blueprint)) {
      waivers.add(Checkov.skip("CKV_AWS_68", "the design asks for no firewall"));
    }
    if (Doors.anyDomain(blueprint)) {
      waivers.add(
          Checkov.skip("CKV_AWS_174", "TLS 1.2 at least, except under CloudFront's own name"));
    }
    return String.join("\n", waivers);
  }

  /** The edge locations near where the system runs; the farther ones cost more. */
  private static String priceClass(String region) {
    if (region.startsWith("eu-") || region.startsWith("us-") || region.startsWith("ca-")) {
      return "PriceClass_100";
    }
    return region.startsWith("sa-") ? "PriceClass_All" : "PriceClass_200";
  }

  private static Workload root(Blueprint blueprint) {
    return blueprint.workload(Doors.root(blueprint)).orElseThrow();
  }

  private static Body.Builder balancer() {
    return Body.builder()
        .set("origin_id", ENTRY)
        .set("domain_name", AwsAddresses.LOAD_BALANCER.reference().dot("dns_name"))
        .block(
            "vpc_origin_config",
            Body.builder()
                .set("vpc_origin_id", ORIGIN.reference().dot("id"))
                .set("origin_read_timeout", READ_TIMEOUT_SECONDS)
                .set("origin_keepalive_timeout", READ_TIMEOUT_SECONDS));
  }

  private static Body.Builder api() {
    return Body.builder()
        .set("origin_id", ENTRY)
        .set(
            "domain_name",
            call("trimprefix", ApiPass.API.reference().dot("api_endpoint"), text("https://")))
        .block(
            "custom_origin_config",
            Body.builder()
                .set("http_port", 80)
                .set("https_port", 443)
                .set("origin_protocol_policy", "https-only")
                .set("origin_ssl_protocols", texts(List.of("TLSv1.2"))));
  }

  /** Which of what the viewer sent goes on; an API answers to its own host name only. */
  private static void forwarded(Blueprint blueprint, Body.Builder behavior) {
    if (Doors.api(blueprint)) {
      behavior.set(
          "origin_request_policy_id",
          text("b689b0a8-53d0-40ab-baf2-68738e2966ac"),
          "Managed-AllViewerExceptHostHeader: an API answers to its own host name only.");
      return;
    }
    behavior.set(
        "origin_request_policy_id",
        text("216adef6-5c7f-47e4-b989-5492eafa07d3"),
        "Managed-AllViewer: the program sees the request as it came, its host name too.");
  }

  /** Whether CloudFront has to treat it unlike what answers at the root. */
  private static boolean different(Blueprint blueprint, Workload target) {
    return target.has(Trait.GRPC)
        || !Caching.of(blueprint, target).equals(Caching.of(blueprint, root(blueprint)));
  }

  private static Body.Builder behavior(Blueprint blueprint, Workload target) {
    Caching caching = Caching.of(blueprint, target);
    Body.Builder behavior =
        Body.builder()
            .set("target_origin_id", ENTRY)
            .set("viewer_protocol_policy", "redirect-to-https")
            .set("allowed_methods", texts(ALL_METHODS))
            .set("cached_methods", texts(List.of("GET", "HEAD")))
            .set("compress", true)
            .set("cache_policy_id", text(caching.policy()), caching.comment());
    forwarded(blueprint, behavior);
    behavior.set(
        "response_headers_policy_id",
        text("67f7725c-6f97-4210-82d7-5512b31e9d03"),
        "Managed-SecurityHeadersPolicy, strict transport security among them; what the program"
            + " says itself goes first.");
    if (target.has(Trait.GRPC)) {
      behavior.block("grpc_config", Body.builder().set("enabled", named(blueprint)));
    }
    return behavior;
  }

  /** AWS's own cache policies, by their ids, which are the same for everybody. */
  private enum Caching {
    NEVER(
        "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        "Managed-CachingDisabled: every answer is its own."),
    BY_HEADERS(
        "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
        "UseOriginCacheControlHeaders-QueryStrings: only answers that say themselves that they may"
            + " be cached."),
    FILES(
        "658327ea-f89d-4fab-a63d-7e88639e58f6",
        "Managed-CachingOptimized: files, kept for a day where they say nothing else.");

    private final String policy;
    private final String comment;

    Caching(String policy, String comment) {
      this.policy = policy;
      this.comment = comment;
    }

    String policy() {
      return policy;
    }

    String comment() {
      return comment;
    }

    static Caching of(Blueprint blueprint, Workload target) {
      if (!blueprint.edge().cdn()
          || target.has(Trait.STREAMING)
          || target.has(Trait.WEBSOCKETS)
          || target.has(Trait.GRPC)) {
        return NEVER;
      }
      return target.kind() == WorkloadKind.STATIC_SITE ? FILES : BY_HEADERS;
    }
  }

  private static Body.Builder certificate(Blueprint blueprint) {
    if (!Doors.anyDomain(blueprint)) {
      return Body.builder()
          .set(
              "cloudfront_default_certificate",
              dev.slipway.stack.Expressions.bool(true),
              Checkov.skip("CKV2_AWS_42", "there is no domain to have a certificate for")
                  + "\n"
                  + Checkov.skip("CKV_AWS_174", "CloudFront's own name leaves no choice of TLS"));
    }
    return Body.builder()
        .set("cloudfront_default_certificate", new Expression.Unary("!", NAMED))
        .set(
            "acm_certificate_arn",
            when(
                NAMED,
                CertificatePass.issued(Place.PRIMARY, CertificatePass.CDN),
                new Expression.Null()))
        .set("ssl_support_method", when(NAMED, text("sni-only"), new Expression.Null()))
        .set(
            "minimum_protocol_version",
            when(NAMED, text("TLSv1.2_2021"), text("TLSv1")),
            "The strictest that provider version 5 knows; CloudFront speaks TLS 1.3 with whoever"
                + " can. Its own name leaves no choice.");
  }
}
