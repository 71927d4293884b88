package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.Workload.Exposure;
import dev.slipway.cloud.Front;
import dev.slipway.cloud.Requirement;
import java.util.List;
import java.util.stream.Stream;

/**
 * The public ways in. A load balancer leads to what runs all the time. CloudFront stands in front
 * of it where answers are cached or where some environment has no name of its own: it has a
 * certificate for its own name, and reaches a load balancer that the internet does not.
 */
final class Doors {

  private Doors() {}

  /** The routes that lead to something which exists, longest prefix first, {@code /} last. */
  static List<Edge.Route> routes(Blueprint blueprint) {
    List<Edge.Route> known =
        blueprint.edge().routes().stream()
            .filter(r -> blueprint.workload(r.workload()).filter(Doors::answers).isPresent())
            .toList();
    if (!known.isEmpty()) {
      return known;
    }
    return blueprint.workloads().stream()
        .filter(w -> w.exposure() == Exposure.PUBLIC && answers(w))
        .limit(1)
        .map(w -> new Edge.Route("/", w.name()))
        .toList();
  }

  private static boolean answers(Workload workload) {
    return Runtime.serves(workload) || Runtime.function(workload);
  }

  /** The workloads behind the routes, each once. */
  static List<Workload> behind(Blueprint blueprint) {
    return routes(blueprint).stream()
        .map(Edge.Route::workload)
        .distinct()
        .flatMap(name -> blueprint.workload(name).stream())
        .toList();
  }

  /** Those of them that are load balancer targets, not functions. */
  static List<Workload> targets(Blueprint blueprint) {
    if (Requirement.kubernetes(blueprint)) {
      return List.of();
    }
    return behind(blueprint).stream().filter(Runtime::serves).toList();
  }

  static boolean routed(Blueprint blueprint, Workload workload) {
    return targets(blueprint).contains(workload);
  }

  /** Whether there is a load balancer. */
  static boolean balanced(Blueprint blueprint) {
    return !targets(blueprint).isEmpty();
  }

  /** Whether there is any public way in. */
  static boolean open(Blueprint blueprint) {
    return !Requirement.kubernetes(blueprint) && !behind(blueprint).isEmpty();
  }

  /** Whether CloudFront stands in front. */
  static boolean fronted(Blueprint blueprint) {
    return api(blueprint)
        || (open(blueprint)
            && ((blueprint.edge().cdn() && !Place.multiRegional(blueprint))
                || blueprint.environments().stream().anyMatch(e -> e.domain().isEmpty())));
  }

  /** Whether only functions are public, which an HTTP API leads to. */
  static boolean api(Blueprint blueprint) {
    return open(blueprint) && !balanced(blueprint);
  }

  /** Whether some environment has a name of its own. */
  static boolean anyDomain(Blueprint blueprint) {
    return blueprint.environments().stream().anyMatch(e -> e.domain().isPresent());
  }

  /** The workload that answers what no other route does. */
  static String root(Blueprint blueprint) {
    return routes(blueprint).stream()
        .filter(r -> r.prefix().equals("/"))
        .findFirst()
        .or(() -> Stream.of(routes(blueprint).getLast()).findFirst())
        .map(Edge.Route::workload)
        .orElseGet(() -> Front.root(blueprint));
  }
}
