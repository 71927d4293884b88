package dev.slipway.requirements;

import dev.slipway.intake.Service;
import dev.slipway.intake.ServiceKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Which service a source means: by its name, its folder, or the part that it plays. */
final class ServiceNames {

  private static final List<String> FRONTENDS =
      List.of(
          "client",
          "web client",
          "frontend",
          "front end",
          "web",
          "ui",
          "site",
          "website",
          "spa",
          "webapp",
          "web app",
          "dashboard");
  private static final List<String> BACKENDS =
      List.of("api", "backend", "back end", "server", "service", "app", "application", "rest api");
  private static final List<String> WORKERS =
      List.of(
          "worker",
          "workers",
          "background worker",
          "background workers",
          "consumer",
          "queue worker");

  /** Frameworks whose services show pages to people, when nothing in their name says so. */
  private static final List<String> PAGE_FRAMEWORKS =
      List.of(
          "next",
          "vite",
          "react",
          "vue",
          "nuxt",
          "svelte",
          "sveltekit",
          "angular",
          "remix",
          "astro");

  private final List<Service> services;

  ServiceNames(List<Service> services) {
    this.services = services;
  }

  /** The one service that {@code name} means, if it is one. */
  Optional<String> find(String name) {
    String wanted = normal(name);
    return only(s -> normal(s.name()).equals(wanted))
        .or(() ->
            only(s ->
                normal(s.root()).equals(wanted) || normal(lastSegment(s.root())).equals(wanted)))
        .or(() -> byPart(wanted));
  }

  private Optional<String> byPart(String wanted) {
    if (FRONTENDS.contains(wanted)) {
      return only(ServiceNames::showsPages);
    }
    if (WORKERS.contains(wanted)) {
      return only(s -> s.kind().value() == ServiceKind.WORKER);
    }
    return BACKENDS.contains(wanted)
        ? only(s -> s.kind().value() == ServiceKind.WEB && !showsPages(s))
        : Optional.empty();
  }

  /** The services that answer requests. */
  List<String> web() {
    return services.stream()
        .filter(s -> s.kind().value() == ServiceKind.WEB)
        .map(Service::name)
        .toList();
  }

  /** The only service that there is, or the only one that answers requests. */
  Optional<String> obvious() {
    return only(s -> true)
        .or(() -> only(s -> s.kind().value() == ServiceKind.WEB))
        .or(() -> only(s -> s.kind().value() == ServiceKind.WEB && !showsPages(s)));
  }

  static boolean showsPages(Service service) {
    return service.kind().value() == ServiceKind.STATIC_SITE
        || service.framework().filter(f -> PAGE_FRAMEWORKS.contains(normal(f.value()))).isPresent()
        || (service.framework().isEmpty()
            && (FRONTENDS.contains(normal(service.name()))
                || FRONTENDS.contains(normal(lastSegment(service.root())))));
  }

  private Optional<String> only(Predicate<Service> predicate) {
    List<String> found = services.stream().filter(predicate).map(Service::name).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static String lastSegment(String root) {
    return root.substring(root.lastIndexOf('/') + 1);
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
  }
}
