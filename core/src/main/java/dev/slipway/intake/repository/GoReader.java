package dev.slipway.intake.repository;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.intake.ServiceKind;
import dev.slipway.vocabulary.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds Go services: each main package that listens, waits for work, or is named as a job. */
final class GoReader implements LanguageReader {

  private static final Pattern MAIN = Pattern.compile("(?m)^package main\\b");
  private static final Pattern MAIN_FUNCTION = Pattern.compile("(?m)^func main\\(\\)");
  private static final Pattern LISTEN =
      Pattern.compile(
          "ListenAndServe(?:TLS)?\\(|\\bhttp\\.Serve\\(|grpc\\.NewServer\\(|\\b(?:r|router|engine|app|e|g|srv|server|s|api|h)\\.(?:Run|Listen|Start)\\((?:[\":]|os\\.|fmt\\.|cfg|config|addr|port|\\)|conf|\\w{1,20}\\.)|fasthttp\\.ListenAndServe");
  private static final Pattern WAIT =
      Pattern.compile(
          "\\bfor\\s{0,3}\\{|time\\.NewTicker\\(|time\\.Tick\\(|\\.Subscribe\\(|\\.Receive\\(|\\.Consume\\(|\\.ReadMessage\\(|\\.FetchMessage\\(|asynq\\.NewServer\\(|cron\\.New\\(|\\.BRPop\\(|\\.BLPop\\(|\\.XReadGroup\\(|signal\\.Notify|NotifyContext\\(");
  private static final Pattern SCHEDULED_NAME =
      Pattern.compile("(?:^|[-_/])(?:job|cron|batch|sync|cleanup|backfill)(?:s|[-_]|$)");

  /** Names of commands for developers. Only looked up. */
  private static final Set<String> TOOLS =
      Set.of(
          "tools",
          "tool",
          "hack",
          "gen",
          "generate",
          "generator",
          "scripts",
          "script",
          "codegen",
          "seed",
          "mage",
          "magefiles",
          "lint",
          "internal-tools",
          "client",
          "cli",
          "ctl",
          "loadtest");

  @Override
  public Language language() {
    return Language.GO;
  }

  @Override
  public List<ServiceDraft> services(Repository repository) {
    List<String> roots = new ArrayList<>();
    for (String path : repository.named("go.mod")) {
      if (Names.isDeployed("", path)) {
        roots.add(Names.folder(path));
      }
    }
    List<ServiceDraft> found = new ArrayList<>();
    for (String root : roots) {
      Optional<GoModule> module = GoModule.of(repository, root);
      if (module.isPresent()) {
        found.addAll(services(repository, module.get(), roots));
      } else if (repository.file(Names.join(root, "go.mod")).isPresent()) {
        repository.report(malformed(Names.join(root, "go.mod")));
      }
    }
    return found;
  }

  private static Diagnostic malformed(String path) {
    return Diagnostic.error(
        "SLIP-GO-MOD-SYNTAX",
        Span.line(path, 1),
        "Malformed go.mod",
        "There is no module directive, so the packages of this module cannot be told apart.",
        "Correct the file, or leave it out with `ignore:` in slipway.yaml.");
  }

  private static List<ServiceDraft> services(
      Repository repository, GoModule module, List<String> roots) {
    GoPackages packages = new GoPackages(module, sources(repository, module.root(), roots));
    List<ServiceDraft> drafts = new ArrayList<>();
    for (String folder : packages.folders()) {
      if (!TOOLS.contains(Names.last(folder)) && isMain(packages.files(folder))) {
        service(repository, module, packages, folder).ifPresent(drafts::add);
      }
    }
    Optional<ServiceDraft> first =
        drafts.stream()
            .filter(d -> d.is(ServiceKind.WEB) && !d.datastores.isEmpty())
            .findFirst()
            .or(() -> drafts.stream().filter(d -> !d.datastores.isEmpty()).findFirst())
            .or(() -> drafts.stream().findFirst());
    first.ifPresent(d -> d.migrations = GoMigrations.of(repository, module, packages, d));
    return drafts;
  }

  private static List<SourceFile> sources(Repository repository, String root, List<String> roots) {
    List<SourceFile> sources = new ArrayList<>();
    for (SourceFile file : repository.sources(root, roots, List.of("go"))) {
      if (!file.path().endsWith("_test.go")
          && !file.text().contains("//go:build ignore")
          && !file.path().endsWith(".pb.go")) {
        sources.add(file);
      }
    }
    return sources;
  }

  private static boolean isMain(List<SourceFile> files) {
    boolean main = false;
    for (SourceFile file : files) {
      main |= MAIN_FUNCTION.matcher(file.code()).find() && MAIN.matcher(file.code()).find();
    }
    return main;
  }

  private static Optional<ServiceDraft> service(
      Repository repository, GoModule module, GoPackages packages, String folder) {
    String name =
        folder.equals(module.root())
            ? Names.last(Libraries.withoutMajor(module.path()))
            : Names.last(folder);
    List<SourceFile> own = packages.files(folder);
    List<SourceFile> reached = packages.reachable(folder);
    Optional<ServiceDraft> draft = kind(module, name, own, reached);
    draft.ifPresent(d -> {
      commands(d, module, folder, name);
      describe(repository, d, module, reached);
    });
    return draft;
  }

  private static Optional<ServiceDraft> kind(
      GoModule module, String name, List<SourceFile> own, List<SourceFile> reached) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean workerName =
        lower.contains("worker")
            || lower.contains("consumer")
            || lower.contains("processor")
            || lower.contains("dispatcher")
            || lower.contains("subscriber");
    Optional<Evidence> listens = find(own, LISTEN).or(() -> find(reached, LISTEN));
    Optional<Evidence> waits = find(own, WAIT).or(() -> find(reached, WAIT));
    if (lower.contains("migrat") || lower.contains("seed")) {
      return Optional
          .empty(); // what brings the database up to date is a step of the delivery, not a service
    }
    // A worker that listens does so for its health check.
    if (listens.isPresent() && !(workerName && waits.isPresent())) {
      return Optional.of(draft(name, module, ServiceKind.WEB, listens.get()));
    }
    if (SCHEDULED_NAME.matcher(lower).find()) {
      return Optional.of(draft(name, module, ServiceKind.JOB, own.getFirst().statedLine(1)));
    }
    return waits.map(w -> draft(name, module, ServiceKind.WORKER, w));
  }

  private static ServiceDraft draft(
      String name, GoModule module, ServiceKind kind, Evidence evidence) {
    return new ServiceDraft(name, module.root(), Language.GO, kind, evidence);
  }

  private static Optional<Evidence> find(List<SourceFile> files, Pattern pattern) {
    for (SourceFile file : files) {
      Matcher matcher = pattern.matcher(file.code());
      if (matcher.find()) {
        return Optional.of(file.derived(matcher.start()));
      }
    }
    return Optional.empty();
  }

  private static void commands(ServiceDraft draft, GoModule module, String folder, String name) {
    String below = Names.relative(module.root(), folder);
    String target = below.isEmpty() ? "." : "./" + below;
    draft.build =
        Optional.of(
            Located.of(
                List.of("go", "build", "-trimpath", "-ldflags=-s -w", "-o", "bin/" + name, target),
                draft.evidence));
    draft.start = Optional.of(Located.of(List.of("./bin/" + name), draft.evidence));
  }

  private static void describe(
      Repository repository, ServiceDraft draft, GoModule module, List<SourceFile> reached) {
    draft.languageVersion =
        module
            .version()
            .or(() -> Versions.fromFile(repository, module.root(), ".go-version"))
            .or(() ->
                Versions.fromToolVersions(repository, module.root(), List.of("golang", "go")));
    draft.packageManager = Optional.of(Located.of("go", module.evidence()));
    draft.lockFile = repository.firstIn(module.root(), "go.sum");
    boolean tests =
        repository.tree().under(module.root()).stream().anyMatch(p -> p.endsWith("_test.go"));
    draft.test =
        tests
            ? Optional.of(Located.of(List.of("go", "test", "./..."), module.evidence()))
            : Optional.empty();
    Optional<String> linter =
        repository.nearest(module.root(), ".golangci.yml", ".golangci.yaml", ".golangci.toml");
    draft.lint =
        Optional.of(
            linter
                .map(p ->
                    Located.of(
                        List.of("golangci-lint", "run"),
                        Evidence.derived(Origin.REPOSITORY, Span.line(p, 1), Names.last(p))))
                .orElse(Located.of(List.of("go", "vet", "./..."), module.evidence())));
    GoDetails.read(draft, module, reached);
  }
}
