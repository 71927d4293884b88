package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.List;
import java.util.Optional;

/** Front Door's firewall: known attacks, bots, and a limit per address. */
final class FirewallPass implements Pass {

  private static final String FILE = StackFiles.EDGE;
  private static final int NAME_LIMIT = 128;
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.EDGE), "edge.waf", "edge.rate-limit");

  @Override
  public String name() {
    return "firewall";
  }

  static boolean wanted(Blueprint blueprint) {
    return FrontDoor.present(blueprint)
        && (blueprint.edge().waf() || blueprint.edge().rateLimitPerMinute().isPresent());
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (wanted(blueprint)) {
      policy(blueprint, part);
      attach(blueprint, part);
    }
    return part.build();
  }

  private static void policy(Blueprint blueprint, StackPart.Builder part) {
    Body.Builder body =
        Body.builder()
            .set("name", policyName(blueprint))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("sku_name", AzureAddresses.FRONT_DOOR.reference().dot("sku_name"))
            .set("mode", mode(blueprint, part))
            .set("tags", local("tags"));
    if (!blueprint.edge().waf()) {
      body.set("custom_block_response_status_code", 429);
    }
    blueprint.edge().rateLimitPerMinute().ifPresent(limit -> rate(blueprint, limit, part, body));
    if (blueprint.edge().waf()) {
      managed(body, "Microsoft_DefaultRuleSet", "2.1");
      managed(body, "Microsoft_BotManagerRuleSet", "1.1");
    }
    part.resource(FILE, AzureAddresses.FIREWALL, "", body, WHY);
  }

  /** Letters and digits only. */
  private static String policyName(Blueprint blueprint) {
    String name = blueprint.project().slug().replace("-", "") + "edge";
    return name.substring(0, Math.min(NAME_LIMIT, name.length()));
  }

  private static Expression mode(Blueprint blueprint, StackPart.Builder part) {
    if (!blueprint.edge().waf()) {
      return text("Prevention");
    }
    return new EnvironmentInputs(blueprint, part, WHY)
        .choice(
            "firewall_mode",
            "Whether suspicious requests are refused, or only logged, which tells before users do"
                + " what a rule would wrongly block.",
            List.of("Prevention", "Detection"),
            e -> "Prevention");
  }

  private static void managed(Body.Builder body, String type, String version) {
    body.block(
        "managed_rule",
        Body.builder().set("type", type).set("version", version).set("action", "Block"));
  }

  private static void rate(
      Blueprint blueprint, int limit, StackPart.Builder part, Body.Builder body) {
    Expression threshold =
        new EnvironmentInputs(blueprint, part, WHY)
            .number(
                "rate_limit_per_minute",
                "Requests a minute that one address may make.",
                10,
                1_000_000,
                (Environment e) -> Math.max(10, limit));
    body.block(
        "custom_rule",
        Body.builder()
            .set("name", "PerAddress")
            .set("type", "RateLimitRule")
            .set("priority", 100)
            .set("action", "Block")
            .set("rate_limit_duration_in_minutes", 1)
            .set("rate_limit_threshold", threshold)
            .block(
                "match_condition",
                Body.builder()
                    .set("match_variable", "SocketAddr")
                    .set("operator", "IPMatch")
                    .set("match_values", texts(List.of("0.0.0.0/0", "::/0")))));
  }

  private static void attach(Blueprint blueprint, StackPart.Builder part) {
    Body.Builder association =
        Body.builder()
            .set("patterns_to_match", texts(List.of("/*")))
            .block("domain", domain(AzureAddresses.FRONT_DOOR_ENDPOINT));
    if (Domain.wanted(blueprint)) {
      custom(blueprint, association);
    }
    part.resource(
        FILE,
        ResourceAddress.managed("azurerm_cdn_frontdoor_security_policy", "edge"),
        "",
        Body.builder()
            .set("name", "edge")
            .set("cdn_frontdoor_profile_id", AzureAddresses.FRONT_DOOR.reference().dot("id"))
            .block(
                "security_policies",
                Body.builder()
                    .block(
                        "firewall",
                        Body.builder()
                            .set(
                                "cdn_frontdoor_firewall_policy_id",
                                AzureAddresses.FIREWALL.reference().dot("id"))
                            .block("association", association))),
        WHY);
  }

  private static void custom(Blueprint blueprint, Body.Builder association) {
    if (Domain.ids(blueprint, DomainPass.FRONT_DOOR_DOMAIN) instanceof Expression.ListOf) {
      association.block("domain", domain(DomainPass.FRONT_DOOR_DOMAIN));
      return;
    }
    Body content =
        Body.builder()
            .set("for_each", Domain.ids(blueprint, DomainPass.FRONT_DOOR_DOMAIN))
            .block("content", Body.builder().set("cdn_frontdoor_domain_id", ref("domain.value")))
            .build();
    association.add(new Body.Block("dynamic", List.of("domain"), content, "", Optional.empty()));
  }

  private static Body.Builder domain(ResourceAddress address) {
    return Body.builder().set("cdn_frontdoor_domain_id", address.reference().dot("id"));
  }
}
