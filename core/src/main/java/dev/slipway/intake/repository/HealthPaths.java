package dev.slipway.intake.repository;

import dev.slipway.evidence.Located;
import dev.slipway.vocabulary.Endpoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Picks the liveness and readiness paths among the routes. */
final class HealthPaths {

  /** Last segments that answer when the process is well, most usual first. */
  private static final List<String> LIVE =
      List.of(
          "livez",
          "healthz",
          "health",
          "health-check",
          "healthcheck",
          "health_check",
          "live",
          "liveness",
          "alive",
          "heartbeat",
          "_health",
          "_healthz",
          "__health",
          "__heartbeat__",
          "ping",
          "up",
          "status",
          "ht");

  private static final List<String> READY = List.of("readyz", "ready", "readiness", "health-ready");

  private HealthPaths() {}

  static void fill(ServiceDraft draft) {
    Optional<Located<String>> ready = best(draft.endpoints, READY);
    draft.health = draft.health.or(() -> best(draft.endpoints, LIVE)).or(() -> ready);
    draft.readiness = draft.readiness.or(() -> ready).filter(r -> !sameAsHealth(draft, r));
  }

  private static boolean sameAsHealth(ServiceDraft draft, Located<String> ready) {
    return draft.health.map(h -> h.value().equals(ready.value())).orElse(false);
  }

  private static Optional<Located<String>> best(List<Endpoint> endpoints, List<String> names) {
    Optional<Endpoint> best = Optional.empty();
    int bestScore = Integer.MAX_VALUE;
    for (Endpoint endpoint : endpoints) {
      int score = score(endpoint, names);
      if (score < bestScore) {
        best = Optional.of(endpoint);
        bestScore = score;
      }
    }
    return best.map(e -> Located.of(e.path(), e.evidence()));
  }

  private static int score(Endpoint endpoint, List<String> names) {
    boolean readable =
        endpoint.method().equals("GET")
            || endpoint.method().equals("ANY")
            || endpoint.method().equals("HEAD");
    String path = endpoint.path();
    String trimmed =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (!readable
        || trimmed.indexOf('{') >= 0
        || trimmed.indexOf(':') >= 0
        || trimmed.indexOf('<') >= 0
        || trimmed.indexOf('[') >= 0) {
      return Integer.MAX_VALUE;
    }
    int rank = names.indexOf(Names.last(trimmed).toLowerCase(Locale.ROOT));
    if (rank < 0) {
      return Integer.MAX_VALUE;
    }
    // Deep paths are less likely to be the process's own: /users/status, /orders/ping.
    long depth = trimmed.chars().filter(c -> c == '/').count();
    return (int) depth * 4 + rank;
  }
}
