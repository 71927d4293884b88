package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Front;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/** Front Door: profile, endpoint, and a route for each path prefix. */
final class EdgePass implements Pass {

  /** The addresses from which Front Door comes. */
  static final ResourceAddress ADDRESSES =
      ResourceAddress.data("azurerm_network_service_tags", "front_door");

  private static final String FILE = StackFiles.EDGE;
  private static final int ENDPOINT_LIMIT = 46;
  private static final int LEAST_TIMEOUT = 16;
  private static final int MOST_TIMEOUT = 240;
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.EDGE), "edge.entry", "edge.domain");

  @Override
  public String name() {
    return "edge";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (Domain.wanted(blueprint)) {
      Domain.declare(blueprint, part);
    }
    if (FrontDoor.present(blueprint)) {
      profile(blueprint, part);
      addresses(blueprint, part);
      FrontDoor.behind(blueprint).forEach(workload -> Origins.add(blueprint, workload, part));
      EdgeRules.add(blueprint, part);
      routes(blueprint, part);
    }
    outputs(blueprint, part);
    return part.build();
  }

  private static void profile(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        FILE,
        AzureAddresses.FRONT_DOOR,
        tier(blueprint),
        Body.builder()
            .set("name", AzureNames.resource(blueprint, "edge"))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("sku_name", FrontDoor.sku(blueprint))
            .set("response_timeout_seconds", timeout(blueprint))
            .set("tags", local("tags")),
        WHY);
    part.resource(
        FILE,
        AzureAddresses.FRONT_DOOR_ENDPOINT,
        "",
        Body.builder()
            .set("name", AzureNames.world(blueprint, "edge", ENDPOINT_LIMIT))
            .set("cdn_frontdoor_profile_id", AzureAddresses.FRONT_DOOR.reference().dot("id"))
            .set("tags", local("tags")),
        WHY);
  }

  private static String tier(Blueprint blueprint) {
    return FrontDoor.premium(blueprint)
        ? "Premium: Microsoft's rules against known attacks and private links to what is behind are"
            + " in no other tier."
        : "Standard: Premium costs ten times as much, for rules and private links that nobody asks"
            + " for.";
  }

  /** Front Door waits four minutes at most for an answer, or for more of it. */
  private static long timeout(Blueprint blueprint) {
    return FrontDoor.behind(blueprint).stream()
        .mapToLong(w -> Math.clamp(w.compute().timeout().toSeconds(), LEAST_TIMEOUT, MOST_TIMEOUT))
        .max()
        .orElse(LEAST_TIMEOUT);
  }

  private static void addresses(Blueprint blueprint, StackPart.Builder part) {
    boolean needed =
        !FrontDoor.privateLink(blueprint)
            && FrontDoor.behind(blueprint).stream().anyMatch(ServicePass::serves);
    if (needed) {
      part.resource(
          FILE,
          ADDRESSES,
          "",
          Body.builder().set("location", var("location")).set("service", "AzureFrontDoor.Backend"),
          WHY);
    }
  }

  /** The routes that lead somewhere, in the blueprint's order. */
  static List<Edge.Route> known(Blueprint blueprint) {
    return blueprint.edge().routes().stream()
        .filter(
            r -> FrontDoor.behind(blueprint).stream().anyMatch(w -> w.name().equals(r.workload())))
        .toList();
  }

  /** {@code /api/admin} makes {@code api-admin}; the root is {@code root}. */
  private static String routeName(Edge.Route route) {
    String name = route.prefix().replaceAll("[^A-Za-z0-9]{1,200}", "-").replaceAll("^-|-$", "");
    // Azure takes no name of one letter.
    return name.isEmpty() ? "root" : name.length() == 1 ? "to-" + name : name;
  }

  static ResourceAddress route(Edge.Route route) {
    return ResourceAddress.managed(
        "azurerm_cdn_frontdoor_route", ResourceAddress.id(routeName(route)));
  }

  private static void routes(Blueprint blueprint, StackPart.Builder part) {
    for (Edge.Route route : known(blueprint)) {
      Workload workload = blueprint.workload(route.workload()).orElseThrow();
      Body.Builder body =
          Body.builder()
              .set("name", routeName(route))
              .set(
                  "cdn_frontdoor_endpoint_id",
                  AzureAddresses.FRONT_DOOR_ENDPOINT.reference().dot("id"))
              .set("cdn_frontdoor_origin_group_id", Origins.group(workload).reference().dot("id"))
              .set("cdn_frontdoor_origin_ids", Origins.ids(blueprint, workload))
              .set("cdn_frontdoor_rule_set_ids", list(EdgeRules.set(blueprint, workload)))
              .set("patterns_to_match", texts(patterns(route)))
              .set("supported_protocols", texts(List.of("Http", "Https")))
              .set("https_redirect_enabled", true)
              .set("forwarding_protocol", "HttpsOnly")
              .set("link_to_default_domain", true);
      if (Domain.wanted(blueprint)) {
        body.set(
            "cdn_frontdoor_custom_domain_ids", Domain.ids(blueprint, DomainPass.FRONT_DOOR_DOMAIN));
      }
      part.resource(
          FILE,
          route(route),
          "",
          body,
          Provenance.of(Element.of(Element.Kind.EDGE), "edge.entry", "edge.routes", "edge.domain"));
    }
  }

  private static List<String> patterns(Edge.Route route) {
    return route.prefix().equals("/")
        ? List.of("/*")
        : List.of(route.prefix(), route.prefix() + "/*");
  }

  private static void outputs(Blueprint blueprint, StackPart.Builder part) {
    boolean answered =
        AppEnvironmentPass.needed(blueprint)
            && blueprint.workload(Front.root(blueprint)).isPresent();
    if (FrontDoor.present(blueprint) || answered) {
      part.output(
          StackFiles.OUTPUTS,
          "public_origin",
          FrontDoor.origin(blueprint),
          "Where users reach the system.",
          WHY);
    }
  }
}
