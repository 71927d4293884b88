package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.Workload.Exposure;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks every public workload once a minute, from several continents, whether it answers. */
public final class UptimeChecks {

  private static final String HOST = "uptime_host";

  private UptimeChecks() {}

  /**
   * What is asked, and whether a mere answer is enough because the workload has no path that tells
   * its health.
   */
  private record Question(String path, boolean anyAnswer) {}

  static ResourceAddress address(String workload) {
    return ResourceAddress.managed(
        "google_monitoring_uptime_check_config", ResourceAddress.id(workload));
  }

  /** The workloads that the public reaches by address. */
  static List<Workload> checked(Blueprint blueprint) {
    return blueprint.workloads().stream()
        .filter(w -> w.exposure() == Exposure.PUBLIC && hasAddress(blueprint))
        .filter(w ->
            switch (w.kind()) {
              case SERVICE, FUNCTION, STATIC_SITE -> true;
              case WORKER, JOB, SCHEDULED_JOB -> false;
            })
        .toList();
  }

  // Cloud Run gives every service an address; a cluster's services are reached by the domain only.
  private static boolean hasAddress(Blueprint blueprint) {
    return !Requirement.kubernetes(blueprint)
        || blueprint.environments().stream().allMatch(e -> e.domain().isPresent());
  }

  static void add(Blueprint blueprint, StackPart.Builder part) {
    List<Workload> checked = checked(blueprint);
    if (!checked.isEmpty()) {
      host(blueprint, part);
    }
    for (Workload workload : checked) {
      Question question = question(blueprint, workload);
      part.resource(
          MonitoringPass.FILE,
          address(workload.name()),
          "",
          body(blueprint, workload, question),
          why(workload));
    }
  }

  private static Provenance why(Workload workload) {
    return Provenance.of(
        workload.element(),
        "observability.alerts",
        "workload." + workload.name() + ".health",
        "objectives.availability");
  }

  private static void host(Blueprint blueprint, StackPart.Builder part) {
    Provenance why = Provenance.of(Element.of(Element.Kind.EDGE), "edge.domain");
    part.add(
        new InputVariable(
            HOST,
            "variables.tf",
            ref("string"),
            "Host name that uptime checks ask. Empty: the service's own address.",
            Optional.of(text("")),
            false,
            false,
            false,
            List.of(
                new InputVariable.Validation(
                    call("can", call("regex", text("^[a-z0-9.-]*$"), var(HOST))),
                    "uptime_host is a host name without scheme, port and path.")),
            why));
    for (Environment environment : blueprint.environments()) {
      environment
          .domain()
          .filter(d -> blueprint.edge().loadBalancer())
          .ifPresent(domain -> part.value(environment.name(), HOST, text(domain), "", why));
    }
  }

  private static Body.Builder body(Blueprint blueprint, Workload workload, Question question) {
    Map<String, Expression> labels = new LinkedHashMap<>();
    labels.put("project_id", var("project_id"));
    labels.put("host", hostOf(blueprint, workload));
    Body.Builder check =
        Body.builder()
            .set("path", question.path())
            .set("port", 443)
            .set("use_ssl", true)
            .set("validate_ssl", true)
            .set("request_method", "GET");
    if (question.anyAnswer()) {
      for (String accepted : List.of("2XX", "3XX", "4XX")) {
        check.block(
            "accepted_response_status_codes",
            Body.builder().set("status_class", "STATUS_CLASS_" + accepted));
      }
    }
    return Body.builder()
        .set("display_name", blueprint.project().name() + ": " + workload.name() + " answers")
        .set("timeout", "10s")
        .set("period", "60s")
        .block("http_check", check, comment(workload, question))
        .block(
            "monitored_resource",
            Body.builder().set("type", "uptime_url").set("labels", object(labels)));
  }

  private static String comment(Workload workload, Question question) {
    return question.anyAnswer()
        ? "No path that tells the health of `"
            + workload.name()
            + "` is reachable from outside, so any answer but a server error counts."
        : "";
  }

  private static Expression hostOf(Blueprint blueprint, Workload workload) {
    if (Requirement.kubernetes(blueprint)) {
      return var(HOST);
    }
    return when(
        equal(var(HOST), text("")),
        Invocation.host(blueprint, workload.name(), var("region")),
        var(HOST));
  }

  // Behind the load balancer a path reaches the workload that its longest prefix is routed to,
  // which for a bare
  // health path is often another one.
  private static Question question(Blueprint blueprint, Workload workload) {
    Optional<String> health = workload.health().readiness().or(workload.health()::liveness);
    if (!blueprint.edge().loadBalancer()) {
      return health.map(path -> new Question(path, false)).orElse(new Question("/", true));
    }
    Optional<String> routed =
        health.filter(path -> target(blueprint.edge(), path).equals(Optional.of(workload.name())));
    if (routed.isPresent()) {
      return new Question(routed.get(), false);
    }
    String prefix =
        blueprint.edge().routes().stream()
            .filter(r -> r.workload().equals(workload.name()))
            .map(Edge.Route::prefix)
            .findFirst()
            .orElse("/");
    return new Question(prefix, true);
  }

  /** The path by which the public address is asked for a workload. */
  public static String path(Blueprint blueprint, Workload workload) {
    return question(blueprint, workload).path();
  }

  /** Whether any answer but a server error is a good one, because no health path is reachable. */
  public static boolean anyAnswer(Blueprint blueprint, Workload workload) {
    return question(blueprint, workload).anyAnswer();
  }

  private static Optional<String> target(Edge edge, String path) {
    return edge.routes().stream()
        .filter(r -> covers(r.prefix(), path))
        .map(Edge.Route::workload)
        .findFirst();
  }

  private static boolean covers(String prefix, String path) {
    String folder = prefix.endsWith("/") ? prefix : prefix + "/";
    return path.equals(prefix) || path.startsWith(folder);
  }

  /** Reference to the id under which the checks of a workload are measured. */
  static Expression checkId(String workload) {
    return address(workload).reference().dot("uptime_check_id");
  }
}
