package dev.slipway.intake.repository;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Span;
import java.util.List;
import java.util.Optional;

/** Says which images of a project are left out, because their language is not read. */
final class OtherLanguages {

  private record Manifest(String ending, String language) {}

  private static final List<Manifest> MANIFESTS =
      List.of(
          new Manifest("/pom.xml", "Java"),
          new Manifest("/build.gradle", "Java"),
          new Manifest("/build.gradle.kts", "Kotlin"),
          new Manifest(".csproj", "C#"),
          new Manifest(".fsproj", "F#"),
          new Manifest("/Cargo.toml", "Rust"),
          new Manifest("/Gemfile", "Ruby"),
          new Manifest("/composer.json", "PHP"),
          new Manifest("/mix.exs", "Elixir"),
          new Manifest("/build.sbt", "Scala"));

  /** After so many the rest would only repeat itself. */
  private static final int LIMIT = 20;

  private OtherLanguages() {}

  static void report(Repository repository, List<ServiceDraft> drafts) {
    int reported = 0;
    for (String path : repository.named("Dockerfile")) {
      String folder = Names.folder(path);
      boolean known =
          drafts.stream()
              .anyMatch(d ->
                  d.root.equals(folder)
                      || d.dockerfile.filter(f -> f.path().equals(path)).isPresent());
      if (known || folder.isEmpty() || !Names.isDeployed("", path) || reported == LIMIT) {
        continue;
      }
      Optional<String> language = language(repository, folder);
      if (language.isPresent()) {
        reported++;
        repository.report(unread(path, folder, language.get()));
      }
    }
  }

  private static Optional<String> language(Repository repository, String folder) {
    for (String path : repository.directlyIn(folder)) {
      for (Manifest manifest : MANIFESTS) {
        if (path.endsWith(manifest.ending())) {
          return Optional.of(manifest.language());
        }
      }
    }
    return Optional.empty();
  }

  private static Diagnostic unread(String path, String folder, String language) {
    return Diagnostic.warning(
        "SLIP-SERVICE-UNREAD",
        Span.line(path, 1),
        "`" + folder + "` is not part of the design",
        "It has an image, and its code is "
            + language
            + ", which is not read yet: nothing is known of its port, settings and datastores.",
        "Describe it in slipway.yaml under `services:` if it is to be deployed.");
  }
}
