package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Environment.Stage;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.Workload.Exposure;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.vocabulary.Trait;
import java.util.List;
import java.util.Optional;

/** Asks every public workload every five minutes, from three continents, whether it answers. */
final class AvailabilityTests {

  static final int PLACES_THAT_FAIL = 2;
  private static final String WANTED = "availability_tests";
  private static final List<String> LOCATIONS =
      List.of("emea-nl-ams-azr", "us-va-ash-azr", "apac-sg-sin-azr");

  private AvailabilityTests() {}

  /**
   * What is asked, and whether any answer below 400 is enough because the workload has no path that
   * tells its health.
   */
  private record Question(String path, boolean anyAnswer) {}

  /** The workloads that the public reaches by address. */
  static List<Workload> checked(Blueprint blueprint) {
    return blueprint.workloads().stream()
        .filter(w -> w.exposure() == Exposure.PUBLIC && hasAddress(blueprint))
        .filter(w -> !w.has(Trait.GRPC))
        .filter(w ->
            switch (w.kind()) {
              case SERVICE, FUNCTION, STATIC_SITE -> true;
              case WORKER, JOB, SCHEDULED_JOB -> false;
            })
        .toList();
  }

  // Container Apps and functions have addresses of their own; a cluster's services are reached by
  // the domain only.
  private static boolean hasAddress(Blueprint blueprint) {
    return !Requirement.kubernetes(blueprint)
        || blueprint.environments().stream().allMatch(e -> e.domain().isPresent());
  }

  static Meta meta() {
    return Meta.NONE.withCount(when(var(WANTED), number(1), number(0)));
  }

  static void add(Blueprint blueprint, StackPart.Builder part) {
    List<Workload> checked = checked(blueprint);
    if (checked.isEmpty()) {
      return;
    }
    new EnvironmentInputs(blueprint, part, Monitoring.WHY)
        .flag(
            WANTED,
            "Whether public addresses are asked from outside; each costs about 15 USD a month.",
            e -> e.stage() == Stage.PRODUCTION);
    if (Requirement.kubernetes(blueprint)) {
      domain(blueprint, part);
    }
    for (Workload workload : checked) {
      Question question = question(blueprint, workload);
      part.resource(
          Monitoring.FILE,
          AzureAddresses.webTest(workload.name()),
          question.anyAnswer()
              ? "No path that tells the health of `"
                  + workload.name()
                  + "` is reachable from outside, so any answer below 400 counts."
              : "",
          meta(),
          body(blueprint, workload, question),
          Provenance.of(
              workload.element(),
              "observability.alerts",
              "workload." + workload.name() + ".health",
              "objectives.availability"));
    }
  }

  private static void domain(Blueprint blueprint, StackPart.Builder part) {
    new EnvironmentInputs(blueprint, part, Domain.WHY)
        .matching(
            "domain",
            "Public host name.",
            "^([a-z0-9-]+\\.)+[a-z0-9-]+$",
            "Give a host name without scheme and path.",
            e -> e.domain().orElse(""));
  }

  private static Body.Builder body(Blueprint blueprint, Workload workload, Question question) {
    return Body.builder()
        .set("name", AzureNames.resource(blueprint, workload.name()))
        .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
        .set("location", var("location"))
        .set("application_insights_id", AzureAddresses.INSIGHTS.reference().dot("id"))
        .set("geo_locations", texts(LOCATIONS))
        .set("frequency", 300)
        .set("timeout", 30)
        .set("retry_enabled", true)
        .set("enabled", true)
        .set("tags", local("tags"))
        .block(
            "request",
            Body.builder()
                .set("url", template(origin(blueprint, workload), question.path()))
                .set("http_verb", "GET")
                .set("parse_dependent_requests_enabled", false))
        .block(
            "validation_rules",
            Body.builder()
                .set("expected_status_code", question.anyAnswer() ? 0 : 200)
                .set("ssl_check_enabled", true)
                .set("ssl_cert_remaining_lifetime", 7));
  }

  private static Expression origin(Blueprint blueprint, Workload workload) {
    if (Requirement.kubernetes(blueprint)) {
      return template("https://", var("domain"));
    }
    return RequestLog.behindFrontDoor(blueprint, workload)
        ? FrontDoor.origin(blueprint)
        : Reach.url(blueprint, workload.name(), Place.primary(blueprint));
  }

  // Behind Front Door a path reaches the workload that its longest prefix is routed to, which for a
  // bare health path is often another one.
  private static Question question(Blueprint blueprint, Workload workload) {
    Optional<String> health = workload.health().readiness().or(workload.health()::liveness);
    if (!RequestLog.behindFrontDoor(blueprint, workload)) {
      return health.map(path -> new Question(path, false)).orElse(new Question("/", true));
    }
    Optional<String> routed =
        health.filter(path -> target(blueprint.edge(), path).equals(Optional.of(workload.name())));
    if (routed.isPresent()) {
      return new Question(routed.get(), false);
    }
    return new Question(
        blueprint.edge().routes().stream()
            .filter(r -> r.workload().equals(workload.name()))
            .map(Edge.Route::prefix)
            .findFirst()
            .orElse("/"),
        true);
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
}
