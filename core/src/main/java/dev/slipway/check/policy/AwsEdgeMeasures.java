package dev.slipway.check.policy;

import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.aws.AwsAddresses;
import dev.slipway.stack.Body;
import dev.slipway.stack.Evaluation;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Measures at the way in, on AWS. */
final class AwsEdgeMeasures {

  private static final String CLOUDFRONT = "aws_cloudfront_distribution";
  private static final String BALANCER = "aws_lb";
  private static final String LISTENER = "aws_lb_listener";
  private static final String ACL = "aws_wafv2_web_acl";
  private static final List<String> BEHAVIORS =
      List.of("default_cache_behavior", "ordered_cache_behavior");

  private AwsEdgeMeasures() {}

  /** TLS of version 1.2 or newer at every door. */
  static Finding tls(Output output) {
    Finding.Builder found = Finding.builder();
    output.live(CLOUDFRONT).forEach(d -> distribution(output, d, true, found));
    return doors(output, found);
  }

  /**
   * TLS at every door; where the address is CloudFront's own, of whichever version that leaves no
   * choice about.
   */
  static Finding anyTls(Output output) {
    Finding.Builder found = Finding.builder();
    output.live(CLOUDFRONT).forEach(d -> distribution(output, d, false, found));
    return doors(output, found);
  }

  private static Finding doors(Output output, Finding.Builder found) {
    output.live(LISTENER).forEach(l -> listener(output, l, found));
    for (Resource url : output.live("aws_lambda_function_url")) {
      found.proof(Output.name(url), "its address is served by Lambda over TLS 1.2 or newer only");
    }
    for (Resource name : output.live("aws_apigatewayv2_domain_name")) {
      found.check(
          output
              .text(name, "domain_name_configuration", "security_policy")
              .filter("TLS_1_2"::equals)
              .isPresent(),
          Output.name(name),
          "security_policy = TLS_1_2",
          Output.name(name) + " accepts old TLS: security_policy has to be TLS_1_2.");
    }
    for (Resource api : output.live("aws_apigatewayv2_api")) {
      found.proof(Output.name(api), "its address is served by API Gateway over TLS 1.2 only");
    }
    return found.build("The output has no public address that this could be seen on.");
  }

  private static void distribution(
      Output output, Resource distribution, boolean modern, Finding.Builder found) {
    String name = Output.name(distribution);
    boolean encrypted =
        BEHAVIORS.stream()
            .flatMap(b -> Output.deep(distribution.body(), b).stream())
            .map(b -> text(output.served(), b, "viewer_protocol_policy"))
            .allMatch(p -> p.equals("redirect-to-https") || p.equals("https-only"));
    found.check(
        encrypted,
        name,
        "viewer_protocol_policy = redirect-to-https or https-only everywhere",
        name
            + " answers without TLS: each behavior needs viewer_protocol_policy ="
            + " redirect-to-https.");
    Optional<Body> certificate =
        Output.deep(distribution.body(), "viewer_certificate").stream().findFirst();
    String version =
        certificate.map(c -> text(output.served(), c, "minimum_protocol_version")).orElse("");
    boolean own =
        certificate
            .flatMap(c -> c.argument("cloudfront_default_certificate"))
            .flatMap(output.served()::bool)
            .orElse(false);
    if (own) {
      if (modern) {
        found.gap(
            name,
            name
                + " has no domain of the project's: CloudFront's own name takes TLS 1.0 too, and"
                + " leaves no choice. It needs a domain.");
      }
      return;
    }
    found.check(
        version.startsWith("TLSv1.2_") || version.startsWith("TLSv1.3_"),
        name,
        "minimum_protocol_version = " + version,
        name + " accepts old TLS: minimum_protocol_version has to be TLSv1.2_2021 or newer.");
  }

  private static String text(Evaluation evaluation, Body body, String argument) {
    return body.argument(argument).flatMap(evaluation::text).orElse("");
  }

  /** A listener that only CloudFront reaches, inside the network, is no door. */
  private static void listener(Output output, Resource listener, Finding.Builder found) {
    String name = Output.name(listener);
    Evaluation served = output.served();
    String protocol = Output.at(listener, "protocol").flatMap(served::text).orElse("HTTP");
    if (protocol.equals("HTTPS") || protocol.equals("TLS")) {
      String policy = Output.at(listener, "ssl_policy").flatMap(served::text).orElse("");
      found.check(
          policy.contains("-TLS13-1-2")
              || policy.contains("-TLS13-1-3")
              || policy.contains("TLS-1-2"),
          name,
          "ssl_policy = " + policy,
          name
              + " accepts old TLS: ssl_policy has to be ELBSecurityPolicy-TLS13-1-2-2021-06 or"
              + " newer.");
    } else if (redirects(output, listener)) {
      found.proof(name, "redirects to https");
    } else {
      found.check(
          hidden(output, balancer(output, listener)),
          name,
          "reached by CloudFront only, inside the network",
          name + " serves without TLS instead of redirecting to https.");
    }
  }

  private static boolean redirects(Output output, Resource listener) {
    return Output.deep(listener.body(), "redirect").stream()
        .anyMatch(r -> text(output.served(), r, "protocol").equals("HTTPS"));
  }

  private static Optional<Resource> balancer(Output output, Resource listener) {
    return output.of(BALANCER).stream()
        .filter(b -> References.in(listener).to(b.address()))
        .findFirst();
  }

  /** Whether a load balancer has no public address, or one that only CloudFront is let to. */
  private static boolean hidden(Output output, Optional<Resource> balancer) {
    return balancer
        .filter(b -> output.isTrue(b, "internal") || onlyFromCloudFront(output, b))
        .isPresent();
  }

  private static boolean onlyFromCloudFront(Output output, Resource balancer) {
    List<String> groups = References.in(balancer).names(AwsNetworks.GROUP);
    List<Resource> rules =
        output.of(AwsNetworks.INGRESS).stream()
            .filter(
                r -> References.in(r).names(AwsNetworks.GROUP).stream().anyMatch(groups::contains))
            .toList();
    return !rules.isEmpty()
        && rules.stream().allMatch(r -> Output.at(r, "prefix_list_id").isPresent());
  }

  static Finding firewall(Output output) {
    return guarded(
        output,
        rule ->
            !Output.deep(rule, "managed_rule_group_statement").isEmpty()
                && Output.deep(rule, "override_action").stream()
                    .anyMatch(a -> !a.blocks("none").isEmpty()),
        "rules of AWS's against known attacks, which block",
        "has no managed rule group that blocks known attacks.");
  }

  static Finding rateLimit(Output output) {
    return guarded(
        output,
        rule ->
            !Output.deep(rule, "rate_based_statement").isEmpty()
                && rule.blocks("action").stream().anyMatch(a -> !a.blocks("block").isEmpty()),
        "rate_based_statement, which blocks",
        "has no rule that limits the rate.");
  }

  private static Finding guarded(
      Output output, Predicate<Body> wanted, String setting, String missing) {
    Finding.Builder found = Finding.builder();
    List<Resource> firewalls = output.live(ACL);
    for (Resource firewall : firewalls) {
      found.check(
          Output.deep(firewall.body(), "rule").stream().anyMatch(wanted),
          Output.name(firewall),
          setting,
          Output.name(firewall) + " " + missing);
    }
    if (!firewalls.isEmpty()) {
      output.live(CLOUDFRONT).forEach(d -> attached(output, d, firewalls, found));
      output.live(BALANCER).stream()
          .filter(b -> !hidden(output, Optional.of(b)))
          .forEach(b -> attached(output, b, firewalls, found));
      bypass(output, found);
    }
    return found.build("The output has no AWS WAF (" + ACL + ").");
  }

  private static void attached(
      Output output, Resource door, List<Resource> firewalls, Finding.Builder found) {
    boolean named =
        Output.at(door, "web_acl_id")
            .filter(e -> firewalls.stream().anyMatch(f -> References.in(e).to(f.address())))
            .isPresent();
    boolean associated =
        output.live("aws_wafv2_web_acl_association").stream()
            .map(References::in)
            .anyMatch(
                r -> r.to(door.address()) && firewalls.stream().anyMatch(f -> r.to(f.address())));
    found.check(
        named || associated,
        Output.name(door),
        "behind the firewall",
        Output.name(door) + " is reached past AWS WAF: nothing attaches it.");
  }

  // A firewall at the front guards nothing that can also be called by its own address.
  private static void bypass(Output output, Finding.Builder found) {
    for (Workload workload : output.blueprint().workloads()) {
      AwsRunners.inEachRegion(output, AwsAddresses.service(workload.name()))
          .filter(s -> !output.isFalse(s, "network_configuration", "assign_public_ip"))
          .filter(
              _ -> AwsNetworks.letsAddressesIn(output, AwsAddresses.workloadGroup(workload.name())))
          .forEach(s ->
              found.gap(
                  Output.name(s),
                  Output.name(s) + " can be called by its own address, past the firewall."));
      AwsRunners.inEachRegion(output, functionUrl(workload))
          .filter(u -> output.text(u, "authorization_type").filter("NONE"::equals).isPresent())
          .forEach(u ->
              found.gap(
                  Output.name(u),
                  Output.name(u) + " can be called by its own address, past the firewall."));
    }
  }

  private static ResourceAddress functionUrl(Workload workload) {
    return ResourceAddress.managed("aws_lambda_function_url", ResourceAddress.id(workload.name()));
  }

  /** Whether an expression is the load balancer's own group. */
  static boolean isBalancerGroup(Output output, Expression group) {
    return output.of(BALANCER).stream()
        .anyMatch(b ->
            References.in(b).names(AwsNetworks.GROUP).stream()
                .anyMatch(References.in(group).names(AwsNetworks.GROUP)::contains));
  }
}
