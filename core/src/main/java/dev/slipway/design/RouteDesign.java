package dev.slipway.design;

import dev.slipway.blueprint.Edge.Route;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.vocabulary.Endpoint;
import dev.slipway.vocabulary.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Which path leads to which workload. */
final class RouteDesign {

  private static final List<String> HOUSEKEEPING =
      List.of(
          "health",
          "healthz",
          "livez",
          "live",
          "ready",
          "readyz",
          "ping",
          "metrics",
          "docs",
          "redoc",
          "openapi.json",
          "favicon.ico",
          "robots.txt",
          "status",
          "_health");
  private static final int MAX_PREFIXES = 20;

  private RouteDesign() {}

  /** Path prefixes, longest first, the last one {@code /}; empty when nothing is public. */
  static List<Route> routes(List<Part> parts) {
    List<Part> open = parts.stream().filter(RouteDesign::isPublic).toList();
    Optional<Part> front = front(open);
    if (front.isEmpty()) {
      return List.of();
    }
    Map<String, String> prefixes = new LinkedHashMap<>();
    for (Part part : open) {
      if (!part.equals(front.get())) {
        prefixes(part).forEach(p -> prefixes.putIfAbsent(p, part.name()));
      }
    }
    for (String own : ownPaths(front.get(), prefixes)) {
      prefixes.put(own, front.get().name());
    }
    prefixes.put("/", front.get().name());
    List<Route> routes = new ArrayList<>();
    prefixes.forEach((prefix, workload) -> routes.add(new Route(prefix, workload)));
    routes.sort(
        Comparator.comparingInt((Route r) -> -r.prefix().length()).thenComparing(Route::prefix));
    return List.copyOf(routes);
  }

  static boolean isPublic(Part part) {
    return part.answersRequests() || part.kind() == WorkloadKind.STATIC_SITE;
  }

  /** The one that shows pages, else the one that has most to answer. */
  static Optional<Part> front(List<Part> open) {
    Optional<Part> pages = open.stream().filter(RouteDesign::showsPages).findFirst();
    return pages.or(() ->
        open.stream()
            .max(
                Comparator.comparingInt((Part p) -> p.service().endpoints().size())
                    .thenComparing(Part::name, Comparator.reverseOrder())));
  }

  static boolean showsPages(Part part) {
    if (part.kind() == WorkloadKind.STATIC_SITE) {
      return true;
    }
    String framework =
        part.service().framework().map(f -> f.value().toLowerCase(Locale.ROOT)).orElse("");
    return part.service().language() == Language.NODE
        && (framework.startsWith("next")
            || framework.startsWith("nuxt")
            || framework.startsWith("vite")
            || framework.startsWith("remix")
            || framework.startsWith("svelte")
            || framework.startsWith("astro")
            || framework.startsWith("react"));
  }

  /** The first segments of what it answers; its name where it says nothing. */
  private static List<String> prefixes(Part part) {
    TreeSet<String> segments = new TreeSet<>();
    for (Endpoint endpoint : part.service().endpoints()) {
      segment(endpoint.path()).ifPresent(s -> segments.add("/" + s));
    }
    return segments.isEmpty()
        ? List.of("/" + part.name())
        : segments.stream().limit(MAX_PREFIXES).toList();
  }

  private static Optional<String> segment(String path) {
    String rest = path.startsWith("/") ? path.substring(1) : path;
    int slash = rest.indexOf('/');
    String segment = slash < 0 ? rest : rest.substring(0, slash);
    boolean plain = segment.matches("[A-Za-z0-9._~-]{1,64}");
    return plain && !HOUSEKEEPING.contains(segment.toLowerCase(Locale.ROOT))
        ? Optional.of(segment)
        : Optional.empty();
  }

  /** What the front answers itself below a prefix that leads elsewhere. */
  private static List<String> ownPaths(Part front, Map<String, String> prefixes) {
    return front.service().endpoints().stream()
        .map(Endpoint::path)
        .filter(p -> p.matches("/[A-Za-z0-9._~/-]{1,200}") && !p.endsWith("/"))
        .filter(p -> prefixes.keySet().stream().anyMatch(prefix -> p.startsWith(prefix + "/")))
        .distinct()
        .limit(MAX_PREFIXES)
        .toList();
  }
}
