package dev.slipway.intake.repository;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the folder that a Dockerfile is built from, which need not be the one it lies in. */
final class BuildContext {

  private BuildContext() {}

  /**
   * The folder that a compose file builds the Dockerfile from; else the one that has most of what
   * it copies, the service's own before the others.
   */
  static String of(
      Repository repository, ComposeFile compose, String root, DockerfileReader.Content content) {
    String path = content.dockerfile().path();
    Set<String> candidates = new LinkedHashSet<>();
    composed(compose, path).ifPresent(candidates::add);
    candidates.add(root);
    candidates.add(Names.folder(path));
    candidates.add("");
    String best = root;
    int most = -1;
    for (String candidate : candidates) {
      int here = content.copied().size() - missing(repository, candidate, content).size();
      if (here > most) {
        best = candidate;
        most = here;
      }
    }
    warn(repository, path, best, missing(repository, best, content));
    return best;
  }

  private static Optional<String> composed(ComposeFile compose, String path) {
    return compose.parts().stream()
        .filter(p ->
            p.context()
                .map(c -> p.dockerfile().orElse(Names.join(c, "Dockerfile")))
                .equals(Optional.of(path)))
        .flatMap(p -> p.context().stream())
        .findFirst();
  }

  private static List<Located<String>> missing(
      Repository repository, String context, DockerfileReader.Content content) {
    List<Located<String>> missing = new ArrayList<>();
    for (Located<String> source : content.copied()) {
      String path = Names.join(context, source.value());
      if (!repository.contains(path) && !repository.hasFolder(path)) {
        missing.add(source);
      }
    }
    return missing;
  }

  private static void warn(
      Repository repository, String path, String context, List<Located<String>> missing) {
    if (missing.isEmpty()) {
      return;
    }
    Located<String> first = missing.getFirst();
    String place = context.isEmpty() ? "the project's root" : context;
    Diagnostic problem =
        Diagnostic.warning(
            "SLIP-DOCKERFILE-SOURCE-MISSING",
            first.evidence().span().orElse(Span.line(path, 1)),
            "The Dockerfile copies " + first.value() + ", which the repository does not have",
            "The pipeline builds the image from a fresh checkout of "
                + place
                + ", where nothing was built before, so the build would stop there.",
            "Build it in a stage of the Dockerfile, or remove the Dockerfile, so that Slipway"
                + " writes one.");
    // Several services may share the Dockerfile.
    if (!repository.problems().contains(problem)) {
      repository.report(problem);
    }
  }
}
