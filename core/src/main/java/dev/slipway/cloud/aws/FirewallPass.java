package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;

/** The web application firewall: AWS's managed rules, and a limit to each address's requests. */
final class FirewallPass implements Pass {

  private static final String FILE = StackFiles.EDGE;
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.EDGE), "edge.waf", "edge.rate-limit");
  private static final ResourceAddress LOG =
      ResourceAddress.managed("aws_cloudwatch_log_group", "firewall");

  /** The least that AWS limits to. */
  private static final int LEAST_LIMIT = 10;

  @Override
  public String name() {
    return "firewall";
  }

  static boolean wanted(Blueprint blueprint) {
    return Doors.open(blueprint)
        && (blueprint.edge().waf() || blueprint.edge().rateLimitPerMinute().isPresent())
        && (Doors.fronted(blueprint) || Doors.balanced(blueprint));
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!wanted(blueprint)) {
      return part.build();
    }
    for (Place place : Place.of(blueprint)) {
      Meta meta =
          Doors.fronted(blueprint)
              ? Meta.NONE.withProvider(Place.provider(MainStack.GLOBAL))
              : place.meta();
      rules(blueprint, place, meta, part);
      log(blueprint, place, meta, part);
      if (!Doors.fronted(blueprint)) {
        association(place, part);
      }
    }
    return part.build();
  }

  private static void rules(Blueprint blueprint, Place place, Meta meta, StackPart.Builder part) {
    Body.Builder body =
        Body.builder()
            .set(
                "name",
                text(AwsNames.resource(blueprint, "edge")),
                blueprint.edge().waf()
                    ? ""
                    : Checkov.skip("CKV_AWS_192", "the design asks for a limit of requests only"))
            .set("scope", Doors.fronted(blueprint) ? "CLOUDFRONT" : "REGIONAL")
            .block("default_action", Body.builder().block("allow", Body.builder()));
    int priority = 0;
    if (blueprint.edge().rateLimitPerMinute().isPresent()) {
      body.block("rule", limit(blueprint.edge().rateLimitPerMinute().get(), priority++));
    }
    if (blueprint.edge().waf()) {
      for (String group : groups(blueprint)) {
        body.block("rule", managed(group, priority++));
      }
    }
    body.block("visibility_config", visibility(blueprint.project().slug()));
    part.resource(
        FILE,
        place.at(AwsAddresses.FIREWALL),
        Doors.fronted(blueprint) ? "CloudFront takes firewalls of us-east-1 only." : "",
        meta,
        body,
        WHY);
  }

  private static List<String> groups(Blueprint blueprint) {
    List<String> groups =
        new ArrayList<>(
            List.of(
                "AWSManagedRulesAmazonIpReputationList",
                "AWSManagedRulesCommonRuleSet",
                "AWSManagedRulesKnownBadInputsRuleSet"));
    if (!blueprint.datastores(Datastore.Relational.class).isEmpty()) {
      groups.add("AWSManagedRulesSQLiRuleSet");
    }
    return groups;
  }

  private static Body.Builder managed(String group, int priority) {
    Body.Builder rules = Body.builder().set("vendor_name", "AWS").set("name", group);
    if (group.equals("AWSManagedRulesCommonRuleSet")) {
      rules.block(
          "rule_action_override",
          Body.builder()
              .set("name", "SizeRestrictions_BODY")
              .block("action_to_use", Body.builder().block("count", Body.builder())),
          "It refuses bodies of more than 8 KB, and with them every upload.");
    }
    return Body.builder()
        .set("name", group)
        .set("priority", priority)
        .block("override_action", Body.builder().block("none", Body.builder()))
        .block("statement", Body.builder().block("managed_rule_group_statement", rules))
        .block("visibility_config", visibility(group));
  }

  private static Body.Builder limit(int perMinute, int priority) {
    return Body.builder()
        .set("name", "rate-limit")
        .set("priority", priority)
        .block(
            "action",
            Body.builder()
                .block(
                    "block",
                    Body.builder()
                        .block("custom_response", Body.builder().set("response_code", 429))))
        .block(
            "statement",
            Body.builder()
                .block(
                    "rate_based_statement",
                    Body.builder()
                        .set("aggregate_key_type", "IP")
                        .set("evaluation_window_sec", 60)
                        .set("limit", Math.max(LEAST_LIMIT, perMinute))))
        .block("visibility_config", visibility("rate-limit"));
  }

  private static Body.Builder visibility(String metric) {
    return Body.builder()
        .set("cloudwatch_metrics_enabled", true)
        .set("metric_name", metric)
        .set("sampled_requests_enabled", true);
  }

  private static void log(Blueprint blueprint, Place place, Meta meta, StackPart.Builder part) {
    // The key is in the primary region, CloudFront's firewall in us-east-1.
    int days = LogRetention.days(blueprint.observability().logRetentionDays());
    Body.Builder group =
        Body.builder()
            .set(
                "name",
                text("aws-waf-logs-" + AwsNames.resource(blueprint, "edge")),
                "AWS WAF writes to groups of this prefix only.\n"
                    + Checkov.skip(
                        "CKV_AWS_158", "CloudWatch encrypts it; it holds no bodies and no cookies")
                    + (days < 365
                        ? "\n"
                            + Checkov.skip("CKV_AWS_338", "kept as long as the design keeps logs")
                        : ""))
            .set("retention_in_days", days);
    part.resource(FILE, place.at(LOG), "", meta, group, WHY);
    part.resource(
        FILE,
        place.at(ResourceAddress.managed("aws_wafv2_web_acl_logging_configuration", "edge")),
        "",
        meta,
        Body.builder()
            .set("resource_arn", place.ref(AwsAddresses.FIREWALL).dot("arn"))
            .set("log_destination_configs", list(place.ref(LOG).dot("arn")))
            .block("redacted_fields", header("authorization"))
            .block("redacted_fields", header("cookie"))
            .block("logging_filter", blockedOnly()),
        WHY);
  }

  private static Body.Builder header(String name) {
    return Body.builder().block("single_header", Body.builder().set("name", name));
  }

  private static Body.Builder blockedOnly() {
    return Body.builder()
        .set("default_behavior", text("DROP"), "What was let through is in the access log.")
        .block(
            "filter",
            Body.builder()
                .set("behavior", "KEEP")
                .set("requirement", "MEETS_ANY")
                .block(
                    "condition",
                    Body.builder().block("action_condition", Body.builder().set("action", "BLOCK")))
                .block(
                    "condition",
                    Body.builder()
                        .block("action_condition", Body.builder().set("action", "COUNT"))));
  }

  private static void association(Place place, StackPart.Builder part) {
    part.resource(
        FILE,
        place.at(ResourceAddress.managed("aws_wafv2_web_acl_association", "edge")),
        "",
        place.meta(),
        Body.builder()
            .set("resource_arn", place.ref(AwsAddresses.LOAD_BALANCER).dot("arn"))
            .set("web_acl_arn", place.ref(AwsAddresses.FIREWALL).dot("arn")),
        WHY);
  }
}
