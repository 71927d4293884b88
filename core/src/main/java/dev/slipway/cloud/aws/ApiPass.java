package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;

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
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The HTTP API in front of functions where nothing else is public. It is paid by the request; a
 * load balancer would be paid by the hour.
 */
final class ApiPass implements Pass {

  static final ResourceAddress API = ResourceAddress.managed("aws_apigatewayv2_api", "edge");
  private static final ResourceAddress LOG =
      ResourceAddress.managed("aws_cloudwatch_log_group", "api_requests");
  private static final String FILE = StackFiles.EDGE;
  private static final Provenance WHY = Provenance.of(Element.of(Element.Kind.EDGE), "edge.entry");

  /** What stands for a request's facts in the access log. */
  private static final List<String> LOGGED =
      List.of("requestId", "httpMethod", "path", "status", "responseLatency", "responseLength");

  @Override
  public String name() {
    return "api";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!Doors.api(blueprint)) {
      return part.build();
    }
    api(blueprint, part);
    for (Workload function : Doors.behind(blueprint)) {
      integration(function, part);
    }
    for (Edge.Route route : Doors.routes(blueprint)) {
      routes(route, part);
    }
    return part.build();
  }

  private static void api(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        FILE,
        API,
        "",
        Body.builder()
            .set("name", AwsNames.resource(blueprint, "edge"))
            .set("protocol_type", "HTTP"),
        WHY);
    part.resource(
        StackFiles.LOGGING,
        LOG,
        "",
        LogGroups.body(
            blueprint, Place.PRIMARY, text("/aws/apigateway/" + blueprint.project().slug())),
        Provenance.of(Element.of(Element.Kind.EDGE), "observability.logs"));
    SequencedMap<String, Expression> facts = new LinkedHashMap<>();
    LOGGED.forEach(fact -> facts.put(fact, text("$context." + fact)));
    part.resource(
        FILE,
        ResourceAddress.managed("aws_apigatewayv2_stage", "edge"),
        "",
        Body.builder()
            .set("api_id", API.reference().dot("id"))
            .set("name", "$default")
            .set("auto_deploy", true)
            .block(
                "access_log_settings",
                Body.builder()
                    .set("destination_arn", LOG.reference().dot("arn"))
                    .set("format", call("jsonencode", object(facts))))
            .block(
                "default_route_settings",
                Body.builder()
                    .set("throttling_burst_limit", 200)
                    .set("throttling_rate_limit", 100)),
        WHY);
  }

  private static ResourceAddress integration(Workload function) {
    return ResourceAddress.managed(
        "aws_apigatewayv2_integration", ResourceAddress.id(function.name()));
  }

  private static void integration(Workload function, StackPart.Builder part) {
    Provenance why =
        Provenance.of(
            function.element(), "edge.entry", "workload." + function.name() + ".exposure");
    part.resource(
        FILE,
        integration(function),
        "",
        Body.builder()
            .set("api_id", API.reference().dot("id"))
            .set("integration_type", "AWS_PROXY")
            .set(
                "integration_uri",
                AwsAddresses.function(function.name()).reference().dot("invoke_arn"))
            .set("payload_format_version", "2.0"),
        why);
    part.resource(
        FILE,
        ResourceAddress.managed(
            "aws_lambda_permission", ResourceAddress.id(function.name()) + "_edge"),
        "",
        Body.builder()
            .set("statement_id", "edge")
            .set("action", "lambda:InvokeFunction")
            .set(
                "function_name",
                AwsAddresses.function(function.name()).reference().dot("function_name"))
            .set("principal", "apigateway.amazonaws.com")
            .set("source_arn", template(API.reference().dot("execution_arn"), "/*/*")),
        why);
  }

  private static void routes(Edge.Route route, StackPart.Builder part) {
    boolean root = route.prefix().equals("/");
    List<String> keys =
        root
            ? List.of("$default")
            : List.of("ANY " + route.prefix(), "ANY " + route.prefix() + "/{proxy+}");
    for (int i = 0; i < keys.size(); i++) {
      String id =
          ResourceAddress.id(
              ("path" + route.prefix().replace("/", "_")).replaceAll("[^A-Za-z0-9_-]", "_"));
      part.resource(
          FILE,
          ResourceAddress.managed("aws_apigatewayv2_route", i == 0 ? id : id + "_below"),
          "",
          Body.builder()
              .set("api_id", API.reference().dot("id"))
              .set("route_key", text(keys.get(i)))
              .set(
                  "authorization_type",
                  text("NONE"),
                  Checkov.skip("CKV_AWS_309", "the design makes it public"))
              .set(
                  "target",
                  template(
                      "integrations/",
                      ResourceAddress.managed(
                              "aws_apigatewayv2_integration", ResourceAddress.id(route.workload()))
                          .reference()
                          .dot("id"))),
          Provenance.of(Element.of(Element.Kind.EDGE), "edge.routes", "edge.entry"));
    }
  }
}
