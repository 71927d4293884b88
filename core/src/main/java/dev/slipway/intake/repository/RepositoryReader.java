package dev.slipway.intake.repository;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.intake.Service;
import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what a repository says by itself: its services, what they use, and its pipelines. */
public final class RepositoryReader {

  private final Repository repository;
  private final List<LanguageReader> languages =
      List.of(new PythonReader(), new NodeReader(), new GoReader());

  private RepositoryReader(SourceTree tree) {
    this.repository = new Repository(tree);
  }

  /** Everything that could be read; what could not is a diagnostic and reading goes on. */
  public static Outcome<RepositoryFacts> read(SourceTree tree) {
    return new RepositoryReader(tree).facts();
  }

  private Outcome<RepositoryFacts> facts() {
    List<ServiceDraft> drafts = new ArrayList<>();
    for (LanguageReader language : languages) {
      drafts.addAll(language.services(repository));
    }
    drafts.sort(Comparator.comparing((ServiceDraft d) -> d.root).thenComparing(d -> d.name));
    settleNames(drafts);
    drafts.forEach(d -> d.read = new TreeSet<>(d.variables.keySet()));
    ComposeFile compose = ComposeFile.of(repository);
    for (ServiceDraft draft : drafts) {
      Surroundings.read(repository, compose, draft, drafts);
      HealthPaths.fill(draft);
      StartCommand.leaveMigrationsToTheirJob(draft, drafts);
    }
    EnvironmentFiles.warnOfCommitted(repository);
    noteCodeWithoutService(drafts);
    if (!drafts.isEmpty()) {
      OtherLanguages.report(repository, drafts);
    }
    List<Service> services =
        drafts.stream()
            .map(ServiceDraft::build)
            .sorted(Comparator.comparing(Service::root).thenComparing(Service::name))
            .toList();
    RepositoryFacts facts =
        new RepositoryFacts(
            projectName(),
            services,
            Workflows.of(repository),
            RepositoryClaims.of(repository, services));
    List<Diagnostic> problems = new ArrayList<>(repository.problems());
    problems.addAll(repository.tree().diagnostics());
    return new Outcome<>(facts, problems);
  }

  /**
   * Makes names unique: a second {@code api} becomes {@code admin-api} by the folder it lies in.
   */
  private static void settleNames(List<ServiceDraft> drafts) {
    Set<String> taken = new TreeSet<>();
    for (ServiceDraft draft : drafts) {
      String name = draft.name;
      if (!taken.add(name)) {
        String above = Names.last(Names.folder(draft.root));
        name =
            above.isEmpty()
                ? draft.name
                    + "-"
                    + draft.language.label().toLowerCase(java.util.Locale.ROOT).replace(".js", "")
                : above + "-" + draft.name;
        for (int i = 2; !taken.add(name); i++) {
          name = draft.name + "-" + i;
        }
      }
      draft.name = name;
    }
  }

  private Located<String> projectName() {
    Optional<Located<String>> manifest = Optional.empty();
    if (repository.contains("package.json")) {
      manifest = name("package.json", "name");
    }
    if (manifest.isEmpty() && repository.contains("pyproject.toml")) {
      manifest =
          name("pyproject.toml", "project", "name")
              .or(() -> name("pyproject.toml", "tool", "poetry", "name"));
    }
    if (manifest.isEmpty()) {
      manifest = GoModule.name(repository);
    }
    return manifest.orElseGet(() ->
        Located.of(repository.tree().name(), Evidence.assumed("the name of the project's folder")));
  }

  private Optional<Located<String>> name(String path, String... keys) {
    Optional<SourceFile> file = repository.file(path);
    return repository
        .document(path)
        .flatMap(d -> d.at(keys))
        .flatMap(n ->
            n.text()
                .map(t -> Names.last(t))
                .filter(t -> !t.isBlank() && !Names.saysNothing(t))
                .map(t ->
                    Located.of(
                        t,
                        file.map(f -> f.at(n.span()))
                            .orElse(Evidence.derived(Origin.REPOSITORY, Span.line(path, 1), t)))));
  }

  private void noteCodeWithoutService(List<ServiceDraft> drafts) {
    if (!drafts.isEmpty()) {
      return;
    }
    for (String manifest :
        List.of(
            "package.json",
            "pyproject.toml",
            "requirements.txt",
            "go.mod",
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "Cargo.toml",
            "Gemfile",
            "composer.json",
            "mix.exs")) {
      if (!repository.named(manifest).isEmpty()) {
        String path = repository.named(manifest).getFirst();
        repository.report(
            Diagnostic.note(
                "SLIP-NO-SERVICE",
                Span.line(path, 1),
                "No deployable service was recognized",
                "There is code, but nothing in it that is known to listen on a port, to work from a"
                    + " queue or to build a site. Python, Node.js and Go are read.",
                "Describe the service in slipway.yaml under `services:`."));
        return;
      }
    }
  }
}
