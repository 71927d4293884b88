package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Observability.Signal;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.StackPart;
import dev.slipway.cloud.aws.Alarm.Metric;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Asks public workloads from outside whether they answer, where a path tells. Route 53 does it from
 * many places for about two dollars a month; a canary that runs as often would cost fifty.
 */
final class HealthChecks {

  /** The checks are measured in us-east-1 only, so what they page stands there too. */
  static final ResourceAddress TOPIC = ResourceAddress.managed("aws_sns_topic", "alerts_uptime");

  private HealthChecks() {}

  static ResourceAddress address(String workload) {
    return ResourceAddress.managed("aws_route53_health_check", ResourceAddress.id(workload));
  }

  static boolean wanted(Blueprint blueprint) {
    return !checked(blueprint).isEmpty();
  }

  /** The workloads that an alert watches from outside. */
  static List<Workload> checked(Blueprint blueprint) {
    List<String> watched =
        blueprint.observability().alerts().stream()
            .filter(a -> a.signal() == Signal.UPTIME)
            .map(a -> a.target().name())
            .toList();
    return Doors.open(blueprint)
        ? Doors.behind(blueprint).stream()
            .filter(w -> watched.contains(w.name()) && path(blueprint, w).isPresent())
            .toList()
        : List.of();
  }

  /**
   * The health path, where the public address leads it to this workload: Route 53 takes nothing but
   * success for an answer, so any other path would do for a guess.
   */
  static Optional<String> path(Blueprint blueprint, Workload workload) {
    return workload
        .health()
        .readiness()
        .or(workload.health()::liveness)
        .filter(path ->
            Doors.routes(blueprint).stream()
                .filter(route -> covers(route, path))
                .findFirst()
                .filter(route -> route.workload().equals(workload.name()))
                .isPresent());
  }

  private static boolean covers(Edge.Route route, String path) {
    String prefix = route.prefix().endsWith("/") ? route.prefix() : route.prefix() + "/";
    return path.equals(route.prefix()) || path.startsWith(prefix);
  }

  static void add(Blueprint blueprint, StackPart.Builder part) {
    for (Workload workload : checked(blueprint)) {
      SequencedMap<String, Expression> tags = new LinkedHashMap<>();
      tags.put("Name", text(AwsNames.resource(blueprint, workload.name())));
      part.resource(
          MonitoringPass.FILE,
          address(workload.name()),
          "",
          Body.builder()
              .set("type", "HTTPS")
              .set(
                  "fqdn",
                  call("trimprefix", Invocation.origin(blueprint, Place.PRIMARY), text("https://")))
              .set("port", 443)
              .set("resource_path", path(blueprint, workload).orElse("/"))
              .set("request_interval", 30)
              .set("failure_threshold", 3)
              .set("tags", object(tags)),
          Provenance.of(
              workload.element(),
              "observability.alerts",
              "workload." + workload.name() + ".health",
              "objectives.availability"));
    }
  }

  static Metric status(Workload workload) {
    return Metric.of(
        "AWS/Route53",
        "HealthCheckStatus",
        "Minimum",
        "HealthCheckId",
        address(workload.name()).reference().dot("id"));
  }
}
