package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Front;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import java.util.List;

/** Cloud Armor: known attacks, a limit per address, and an eye on floods. */
final class SecurityPolicyPass implements Pass {

  private static final String FILE = StackFiles.EDGE;
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.EDGE), "edge.waf", "edge.rate-limit");
  private static final int FIRST_PRIORITY = 1000;
  private static final int STEP = 10;
  private static final int RATE_PRIORITY = 2000;
  private static final int LAST_PRIORITY = 2_147_483_647;

  /** A set of Google's preconfigured rules. */
  private record RuleSet(String name, String description) {}

  private static final List<RuleSet> RULES =
      List.of(
          new RuleSet("cve-canary", "Known vulnerabilities such as Log4Shell"),
          new RuleSet("sqli-v33-stable", "SQL injection"),
          new RuleSet("xss-v33-stable", "Cross-site scripting"),
          new RuleSet("lfi-v33-stable", "Reading of local files"),
          new RuleSet("rfi-v33-stable", "Inclusion of remote files"),
          new RuleSet("rce-v33-stable", "Execution of remote code"),
          new RuleSet("scannerdetection-v33-stable", "Scanners"),
          new RuleSet("protocolattack-v33-stable", "Attacks on the protocol"),
          new RuleSet("sessionfixation-v33-stable", "Session fixation"));

  @Override
  public String name() {
    return "security-policy";
  }

  static boolean wanted(Blueprint blueprint) {
    return Front.balanced(blueprint)
        && (blueprint.edge().waf() || blueprint.edge().rateLimitPerMinute().isPresent());
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!wanted(blueprint) || EdgePass.backends(blueprint).isEmpty()) {
      return part.build();
    }
    Body.Builder body =
        blueprint.edge().waf()
            ? Body.builder().set("name", GcpNames.resource(blueprint, "edge"))
            : Body.builder()
                .set(
                    "name",
                    text(GcpNames.resource(blueprint, "edge")),
                    Checkov.skip(
                        "CKV_GCP_73",
                        "the design asks for a rate limit, not for filtering of attacks"));
    body.block(
        "adaptive_protection_config",
        Body.builder().block("layer_7_ddos_defense_config", Body.builder().set("enable", true)),
        "Tells of floods; without Cloud Armor Enterprise it names no rule against them.");
    if (blueprint.edge().waf()) {
      body.block(
          "advanced_options_config",
          Body.builder().set("json_parsing", "STANDARD"),
          "Looks at the values in JSON, not at its punctuation, which many rules take for an"
              + " attack.");
      filters(blueprint, part, body);
    }
    blueprint.edge().rateLimitPerMinute().ifPresent(limit -> rate(blueprint, part, limit, body));
    body.block("rule", rule("allow", LAST_PRIORITY, "Everybody else").block("match", anybody()));
    part.resource(
        FILE, GcpAddresses.SECURITY_POLICY, "", Front.meta(blueprint, Meta.NONE), body, WHY);
    return part.build();
  }

  private static void filters(Blueprint blueprint, StackPart.Builder part, Body.Builder body) {
    Expression preview =
        new EnvironmentInputs(blueprint, part, WHY)
            .flag(
                "waf_preview",
                "Whether suspicious requests are only logged, which tells before users do what a"
                    + " rule would wrongly block.",
                e -> false);
    int priority = FIRST_PRIORITY;
    for (RuleSet set : RULES) {
      String expression =
          set.name().equals("cve-canary")
              ? "evaluatePreconfiguredExpr('cve-canary')"
              : "evaluatePreconfiguredWaf('" + set.name() + "', {'sensitivity': 1})";
      body.block(
          "rule",
          rule("deny(403)", priority, set.description())
              .set("preview", preview)
              .block(
                  "match",
                  Body.builder().block("expr", Body.builder().set("expression", expression))));
      priority += STEP;
    }
  }

  private static void rate(
      Blueprint blueprint, StackPart.Builder part, int limit, Body.Builder body) {
    Expression count =
        new EnvironmentInputs(blueprint, part, WHY)
            .number(
                "rate_limit_per_minute",
                "Requests a minute that one address may make.",
                1,
                1_000_000,
                (Environment e) -> limit);
    body.block(
        "rule",
        rule("throttle", RATE_PRIORITY, "Limit per address")
            .block("match", anybody())
            .block(
                "rate_limit_options",
                Body.builder()
                    .set("conform_action", "allow")
                    .set("exceed_action", "deny(429)")
                    .set("enforce_on_key", "IP")
                    .block(
                        "rate_limit_threshold",
                        Body.builder().set("count", count).set("interval_sec", 60))));
  }

  private static Body.Builder rule(String action, int priority, String description) {
    return Body.builder()
        .set("action", action)
        .set("priority", number(priority))
        .set("description", description);
  }

  private static Body.Builder anybody() {
    return Body.builder()
        .set("versioned_expr", "SRC_IPS_V1")
        .block("config", Body.builder().set("src_ip_ranges", texts(List.of("*"))));
  }
}
