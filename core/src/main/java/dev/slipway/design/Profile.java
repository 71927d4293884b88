package dev.slipway.design;

import dev.slipway.intake.Service;
import dev.slipway.vocabulary.Trait;
import java.util.Locale;

/**
 * What one instance of a runtime can do, in cautious round figures for an application that mostly
 * waits for a database. They are defaults to start from: a load test replaces them.
 *
 * @param label as it is named in reasons
 * @param concurrency requests at once in an instance
 * @param perVcpu requests a second and vCPU
 * @param baseMib memory of an idle process
 * @param requestMib memory that a request in work adds
 */
record Profile(String label, int concurrency, int perVcpu, int baseMib, int requestMib) {

  private static final Profile PYTHON_ASYNC = new Profile("asynchronous Python", 80, 80, 220, 3);
  private static final Profile PYTHON_SYNC = new Profile("synchronous Python", 16, 40, 260, 8);
  private static final Profile NODE = new Profile("Node.js", 80, 150, 200, 2);
  private static final Profile RENDERING = new Profile("server-side rendering", 50, 40, 300, 4);
  private static final Profile GO = new Profile("Go", 200, 500, 60, 1);
  private static final Profile FILES = new Profile("static files", 500, 1000, 60, 0);

  static Profile of(Service service) {
    String framework = service.framework().map(f -> f.value().toLowerCase(Locale.ROOT)).orElse("");
    return switch (service.kind().value()) {
      case STATIC_SITE -> FILES;
      case WEB, WORKER, JOB, SCHEDULED, FUNCTION ->
          switch (service.language()) {
            case PYTHON ->
                isSynchronous(framework) && !service.has(Trait.WEBSOCKETS)
                    ? PYTHON_SYNC
                    : PYTHON_ASYNC;
            case NODE -> renders(framework) ? RENDERING : NODE;
            case GO -> GO;
          };
    };
  }

  private static boolean isSynchronous(String framework) {
    return framework.contains("django")
        || framework.contains("flask")
        || framework.contains("bottle");
  }

  private static boolean renders(String framework) {
    return framework.startsWith("next")
        || framework.startsWith("nuxt")
        || framework.startsWith("remix")
        || framework.startsWith("svelte")
        || framework.startsWith("astro");
  }

  /** Connections that drivers open at most where nobody says otherwise. */
  static int poolDefault(Service service) {
    return switch (service.language()) {
      case PYTHON -> of(service).equals(PYTHON_SYNC) ? PYTHON_SYNC.concurrency : 15;
      case NODE -> 10;
      case GO -> 10;
    };
  }
}
