package dev.slipway.check.policy;

import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Measures at the way in, on Azure. */
final class AzureEdgeMeasures {

  private static final String POLICY = "azurerm_cdn_frontdoor_firewall_policy";
  private static final String DOMAIN = "azurerm_cdn_frontdoor_custom_domain";
  private static final String ENDPOINT = "azurerm_cdn_frontdoor_endpoint";
  private static final String ENVIRONMENT = "azurerm_container_app_environment";

  private AzureEdgeMeasures() {}

  static Finding tls(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource route : output.live("azurerm_cdn_frontdoor_route")) {
      found.check(
          output.isTrue(route, "https_redirect_enabled"),
          Output.name(route),
          "https_redirect_enabled = true",
          Output.name(route) + " serves without TLS instead of redirecting to https.");
    }
    for (Resource domain : output.live(DOMAIN)) {
      String version = output.text(domain, "tls", "minimum_version").orElse("");
      found.check(
          version.equals("TLS12") || version.equals("TLS13"),
          Output.name(domain),
          "minimum_version = " + version,
          Output.name(domain) + " accepts old TLS: minimum_version has to be TLS12 or newer.");
    }
    for (Workload workload : output.blueprint().workloads()) {
      if (workload.exposure() == Workload.Exposure.PUBLIC) {
        AzureRunners.running(output, workload).forEach(r -> door(output, r, found));
      }
    }
    return found.build("The output has no public address that this could be seen on.");
  }

  private static void door(Output output, Resource runner, Finding.Builder found) {
    String name = Output.name(runner);
    if (AzureRunners.isFunction(runner)) {
      String version = output.text(runner, "site_config", "minimum_tls_version").orElse("1.2");
      found.check(
          output.isTrue(runner, "https_only") && (version.equals("1.2") || version.equals("1.3")),
          name,
          "https_only = true, minimum_tls_version = " + version,
          name + " serves without TLS, or with an old one: it needs https_only.");
      return;
    }
    for (Body ingress : Output.deep(runner.body(), "ingress")) {
      boolean encrypted =
          ingress
              .argument("allow_insecure_connections")
              .flatMap(output.production()::bool)
              .filter(value -> !value)
              .isPresent();
      found.check(
          encrypted,
          name,
          "allow_insecure_connections = false",
          name
              + " serves without TLS instead of redirecting to https: it needs"
              + " allow_insecure_connections = false.");
    }
  }

  static Finding firewall(Output output) {
    return guarded(
        output,
        policy ->
            policy.blocks("managed_rule").stream()
                .anyMatch(rule ->
                    rule.argument("type")
                        .flatMap(output.production()::text)
                        .filter(t -> t.contains("DefaultRuleSet"))
                        .isPresent()),
        "Microsoft's rules against known attacks",
        "has no managed rules against known attacks.");
  }

  static Finding rateLimit(Output output) {
    return guarded(
        output,
        policy ->
            policy.blocks("custom_rule").stream()
                .anyMatch(rule ->
                    has(output, rule, "type", "RateLimitRule")
                        && has(output, rule, "action", "Block")),
        "a RateLimitRule, which blocks",
        "has no rule that limits the rate.");
  }

  private static boolean has(Output output, Body body, String argument, String value) {
    return body.argument(argument)
        .flatMap(output.production()::text)
        .filter(value::equals)
        .isPresent();
  }

  private static Finding guarded(
      Output output, Predicate<Body> wanted, String setting, String missing) {
    Finding.Builder found = Finding.builder();
    List<Resource> policies = output.live(POLICY);
    for (Resource policy : policies) {
      found.check(
          wanted.test(policy.body()),
          Output.name(policy),
          setting,
          Output.name(policy) + " " + missing);
      found.check(
          output.text(policy, "mode").filter("Prevention"::equals).isPresent(),
          Output.name(policy),
          "mode = Prevention in production",
          Output.name(policy) + " only looks on: mode has to be Prevention.");
    }
    if (!policies.isEmpty()) {
      output.live(ENDPOINT).forEach(e -> attached(output, e, found));
      output.live(DOMAIN).forEach(d -> attached(output, d, found));
      bypass(output, found);
    }
    return found.build("The output has no firewall of Front Door (" + POLICY + ").");
  }

  private static void attached(Output output, Resource door, Finding.Builder found) {
    boolean guarded =
        output.live("azurerm_cdn_frontdoor_security_policy").stream()
            .map(References::in)
            .anyMatch(r -> r.toType(POLICY) && r.to(door.address()));
    found.check(
        guarded,
        Output.name(door),
        "behind the firewall",
        Output.name(door) + " is reached past the firewall: no security policy names it.");
  }

  // A firewall at Front Door guards nothing that can also be called by its own address.
  private static void bypass(Output output, Finding.Builder found) {
    for (Workload workload : output.blueprint().workloads()) {
      if (workload.exposure() == Workload.Exposure.PUBLIC) {
        for (Resource runner : AzureRunners.running(output, workload)) {
          found.check(
              hidden(output, runner),
              Output.name(runner),
              "reached by Front Door only",
              Output.name(runner) + " can be called by its own address, past Front Door.");
        }
      }
    }
  }

  private static boolean hidden(Output output, Resource runner) {
    if (AzureRunners.isFunction(runner)) {
      return output.isFalse(runner, "public_network_access_enabled")
          || (output
                  .text(runner, "site_config", "ip_restriction_default_action")
                  .filter("Deny"::equals)
                  .isPresent()
              && Output.deep(runner.body(), "ip_restriction").stream()
                  .allMatch(r -> !Output.deep(r, "headers").isEmpty()));
    }
    return Output.deep(runner.body(), "ingress").isEmpty() || closedEnvironment(output, runner);
  }

  /** Whether an app's environment has no public address. */
  static boolean closedEnvironment(Output output, Resource runner) {
    Optional<Resource> environment =
        Output.at(runner, "container_app_environment_id")
            .map(References::in)
            .flatMap(r -> r.names(ENVIRONMENT).stream().findFirst())
            .flatMap(name -> output.main().find(ResourceAddress.managed(ENVIRONMENT, name)));
    return environment
        .filter(e ->
            output.text(e, "public_network_access").filter("Disabled"::equals).isPresent()
                || output.isTrue(e, "internal_load_balancer_enabled"))
        .isPresent();
  }
}
