package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import java.util.List;

/** Load balancers, content delivery and interfaces of AWS. */
final class AwsEdgeRules {

  private static final String[] LISTENERS = {"aws_lb_listener", "aws_alb_listener"};
  private static final String[] BALANCERS = {"aws_lb", "aws_alb"};
  private static final String DELIVERY = "aws_cloudfront_distribution";

  private AwsEdgeRules() {}

  static void register(RuleSet.Builder<ResourceView> rules) {
    rules
        .add("SLIP-AWS-ELB-HTTP", AwsEdgeRules::plainListener, LISTENERS)
        .add("SLIP-AWS-ELB-OLD-TLS", AwsEdgeRules::oldListener, LISTENERS)
        .add("SLIP-AWS-ELB-DELETION-PROTECTION", Expect.on("enable_deletion_protection"), BALANCERS)
        .add("SLIP-AWS-ELB-LOGS", Expect.on("access_logs.enabled"), BALANCERS)
        .add(
            "SLIP-AWS-ELB-INVALID-HEADERS",
            Expect.only(AwsEdgeRules::isApplication, Expect.on("drop_invalid_header_fields")),
            BALANCERS)
        .add("SLIP-AWS-CLOUDFRONT-HTTP", AwsEdgeRules::plainDelivery, DELIVERY)
        .add("SLIP-AWS-CLOUDFRONT-OLD-TLS", AwsEdgeRules::oldDelivery, DELIVERY)
        .add("SLIP-AWS-CLOUDFRONT-LOGS", Expect.set("logging_config"), DELIVERY)
        .add("SLIP-AWS-API-NO-AUTH", AwsEdgeRules::openMethod, "aws_api_gateway_method")
        .add(
            "SLIP-AWS-API-LOGS",
            Expect.set("access_log_settings"),
            "aws_api_gateway_stage",
            "aws_apigatewayv2_stage")
        .add(
            "SLIP-AWS-SAGEMAKER-DIRECT-INTERNET",
            Expect.oneOf("direct_internet_access", "Disabled"),
            "aws_sagemaker_notebook_instance");
  }

  private static boolean isApplication(ResourceView balancer) {
    Setting type = balancer.at("load_balancer_type");
    return type.isAbsent() || type.is("application");
  }

  static void plainListener(ResourceView listener, Report report) {
    Setting protocol = listener.at("protocol");
    boolean plain = protocol.is("HTTP") || protocol.isAbsent() && listener.at("port").is("80");
    BlockView.Blocks actions = listener.blocks("default_action");
    boolean redirects =
        actions.more()
            || actions.known().stream()
                .anyMatch(action ->
                    action.at("type").isUnknown()
                        || action.at("type").is("redirect")
                            && (action.at("redirect.protocol").is("HTTPS")
                                || action.at("redirect.protocol").isUnknown()));
    if (plain && !redirects) {
      listener.fault(report, "protocol", "It answers over HTTP and does not redirect to HTTPS.");
    }
  }

  static void oldListener(ResourceView listener, Report report) {
    Setting policy = listener.at("ssl_policy");
    boolean old =
        policy
            .text()
            .filter(name ->
                name.endsWith("-2016-08")
                    || name.endsWith("-2015-05")
                    || name.contains("TLS-1-0")
                    || name.contains("TLS-1-1")
                    || name.contains("-1-0-")
                    || name.contains("FS-2018-06")
                    || name.contains("FS-1-1"))
            .isPresent();
    if (listener.at("protocol").is("HTTPS", "TLS") && (old || policy.isAbsent())) {
      listener.fault(report, "ssl_policy", "`ssl_policy` " + policy.state() + ".");
    }
  }

  static void plainDelivery(ResourceView delivery, Report report) {
    for (String kind : List.of("default_cache_behavior", "ordered_cache_behavior")) {
      for (BlockView behavior : delivery.blocks(kind).known()) {
        if (behavior.at("viewer_protocol_policy").is("allow-all")) {
          delivery.fault(
              report,
              behavior.at("viewer_protocol_policy").place(),
              "`viewer_protocol_policy` is `allow-all`.");
        }
      }
    }
  }

  static void oldDelivery(ResourceView delivery, Report report) {
    String path = "viewer_certificate.minimum_protocol_version";
    Setting version = delivery.at(path);
    boolean own = !delivery.at("viewer_certificate.cloudfront_default_certificate").isTrue();
    boolean modern =
        version.isUnknown()
            || version
                .text()
                .filter(v -> v.startsWith("TLSv1.2") || v.startsWith("TLSv1.3"))
                .isPresent();
    if (!own || !modern) {
      delivery.fault(
          report,
          path,
          own
              ? "`" + path + "` " + version.state() + "."
              : "It has CloudFront's default certificate.");
    }
  }

  static void openMethod(ResourceView method, Report report) {
    boolean preflight = method.at("http_method").is("OPTIONS");
    boolean key =
        method.at("api_key_required").isTrue() || method.at("api_key_required").isUnknown();
    if (!preflight && !key) {
      Expect.noneOf("authorization", "NONE").check(method, report);
    }
  }
}
