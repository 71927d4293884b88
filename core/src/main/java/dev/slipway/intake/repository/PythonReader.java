package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.intake.ServiceKind;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds Python services: FastAPI, Starlette, Litestar, Quart, Flask and Django applications and
 * their workers.
 */
final class PythonReader implements LanguageReader {

  @Override
  public Language language() {
    return Language.PYTHON;
  }

  @Override
  public List<ServiceDraft> services(Repository repository) {
    List<String> roots = roots(repository);
    List<ServiceDraft> found = new ArrayList<>();
    for (String root : roots) {
      found.addAll(services(repository, root, roots));
    }
    return found;
  }

  private static List<String> roots(Repository repository) {
    TreeSet<String> roots = new TreeSet<>();
    for (String name :
        List.of(
            "pyproject.toml",
            "requirements.txt",
            "Pipfile",
            "setup.py",
            "manage.py",
            "setup.cfg")) {
      for (String path : repository.named(name)) {
        if (Names.isDeployed("", path)) {
          String folder = Names.folder(path);
          roots.add(Names.last(folder).equals("requirements") ? Names.folder(folder) : folder);
        }
      }
    }
    for (String name : List.of("base.txt", "production.txt", "prod.txt")) {
      for (String path : repository.named(name)) {
        if (Names.last(Names.folder(path)).equals("requirements") && Names.isDeployed("", path)) {
          roots.add(Names.folder(Names.folder(path)));
        }
      }
    }
    // manage.py below a manifest belongs to that manifest's project.
    roots.removeIf(r ->
        !r.isEmpty()
            && !hasManifest(repository, r)
            && roots.stream().anyMatch(o -> !o.equals(r) && Names.isIn(r, o)));
    return List.copyOf(roots);
  }

  private static boolean hasManifest(Repository repository, String root) {
    return repository
        .firstIn(
            root,
            "pyproject.toml",
            "requirements.txt",
            "Pipfile",
            "setup.py",
            "setup.cfg",
            "requirements/base.txt",
            "requirements/production.txt",
            "requirements/prod.txt")
        .isPresent();
  }

  private static List<ServiceDraft> services(
      Repository repository, String root, List<String> roots) {
    PythonManifest manifest = PythonManifest.of(repository, root);
    List<SourceFile> sources = new ArrayList<>(repository.sources(root, roots, List.of("py")));
    sources.removeIf(f -> isTest(Names.last(f.path())));
    if (sources.isEmpty()) {
      return List.of();
    }
    Procfile procfile = Procfile.of(repository, root);
    PythonApplication application = new PythonApplication(repository, root, manifest, sources);
    List<ServiceDraft> drafts = new ArrayList<>();
    Optional<ServiceDraft> web = application.web(serviceName(repository, root, manifest), procfile);
    web.ifPresent(drafts::add);
    drafts.addAll(
        PythonWorkers.of(
            serviceName(repository, root, manifest),
            root,
            manifest,
            sources,
            procfile,
            web.isPresent()));
    for (ServiceDraft draft : drafts) {
      describe(repository, draft, manifest, sources);
    }
    web.ifPresent(draft -> PythonRoutes.read(draft, sources, root));
    Optional<ServiceDraft> migrating = web.or(() -> drafts.stream().findFirst());
    migrating.ifPresent(d -> d.migrations = PythonMigrations.of(repository, d, manifest, sources));
    return drafts;
  }

  private static boolean isTest(String name) {
    return name.equals("conftest.py")
        || name.equals("tests.py")
        || name.startsWith("test_")
        || name.endsWith("_test.py");
  }

  private static String serviceName(Repository repository, String root, PythonManifest manifest) {
    return root.isEmpty()
        ? manifest.name().map(Located::value).orElse(repository.tree().name())
        : Names.last(root);
  }

  private static void describe(
      Repository repository,
      ServiceDraft draft,
      PythonManifest manifest,
      List<SourceFile> sources) {
    draft.languageVersion = manifest.version();
    draft.packageManager = manifest.packageManager();
    draft.lockFile = manifest.lockFile();
    manifest
        .dependencies()
        .forEach((name, evidence) -> dependency(draft, manifest, name, evidence));
    PythonVariables.read(draft, sources, manifest);
    for (SourceFile file : sources) {
      Hosts.collect(file, draft);
      PythonTraits.collect(file, draft);
      PythonStores.collect(file, draft);
    }
    PythonStores.settle(draft);
    tools(repository, draft, manifest);
  }

  private static void dependency(
      ServiceDraft draft, PythonManifest manifest, String name, Evidence evidence) {
    PythonStores.dependency(draft, name, evidence);
    Libraries.api(Language.PYTHON, name)
        .ifPresent(a -> draft.externalApi(a.name(), a.host(), evidence));
    boolean libpqBundled = name.equals("psycopg") && manifest.has("psycopg-binary");
    if (name.equals("psycopg") && !libpqBundled) {
      draft.systemPackages.add("libpq5");
    }
    draft.systemPackages.addAll(Libraries.systemPackages(name));
    switch (name) {
      case "channels", "flask-socketio", "python-socketio", "flask-sock" ->
          draft.trait(Trait.WEBSOCKETS, evidence);
      case "sse-starlette" -> draft.trait(Trait.STREAMING, evidence);
      default -> {
        // Says nothing about how the service is run.
      }
    }
  }

  private static void tools(Repository repository, ServiceDraft draft, PythonManifest manifest) {
    List<String> prefix =
        switch (draft.packageManager.map(Located::value).orElse("pip")) {
          case "uv" -> List.of("uv", "run");
          case "poetry" -> List.of("poetry", "run");
          case "pdm" -> List.of("pdm", "run");
          case "pipenv" -> List.of("pipenv", "run");
          default -> List.of();
        };
    boolean pytest = manifest.hasTool("pytest") || manifest.hasTable("tool", "pytest");
    Optional<String> tests =
        repository.firstIn(
            draft.root,
            "pytest.ini",
            "conftest.py",
            "tests/conftest.py",
            "tox.ini",
            "tests/__init__.py");
    if (pytest || tests.isPresent()) {
      String shown = tests.orElse(draft.evidence.span().map(Span::file).orElse(draft.root));
      draft.test =
          Optional.of(
              Located.of(
                  command(prefix, "pytest"),
                  Evidence.derived(Origin.REPOSITORY, Span.line(shown, 1), "pytest")));
    } else if (repository.contains(Names.join(draft.root, "manage.py"))
        && hasDjangoTests(repository, draft.root)) {
      String manage = Names.join(draft.root, "manage.py");
      draft.test =
          Optional.of(
              Located.of(
                  command(prefix, "python", "manage.py", "test"),
                  Evidence.derived(Origin.REPOSITORY, Span.line(manage, 1), "manage.py test")));
    }
    for (String linter : List.of("ruff", "flake8", "pylint")) {
      boolean configured =
          manifest.hasTool(linter)
              || manifest.hasTable("tool", linter)
              || repository.firstIn(draft.root, linter + ".toml", "." + linter).isPresent();
      if (configured && draft.lint.isEmpty()) {
        List<String> words =
            linter.equals("ruff") ? List.of("ruff", "check", ".") : List.of(linter, ".");
        draft.lint =
            Optional.of(Located.of(command(prefix, words.toArray(String[]::new)), draft.evidence));
      }
    }
  }

  private static boolean hasDjangoTests(Repository repository, String root) {
    return repository.named("tests.py").stream().anyMatch(p -> Names.isIn(p, root))
        || repository.tree().under(root).stream()
            .anyMatch(p -> Names.last(p).startsWith("test_") && p.endsWith(".py"));
  }

  private static List<String> command(List<String> prefix, String... words) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(List.of(words));
    return List.copyOf(all);
  }

  static ServiceDraft draft(String name, String root, ServiceKind kind, Evidence evidence) {
    return new ServiceDraft(name, root, Language.PYTHON, kind, evidence);
  }
}
