package dev.slipway.intake.repository;

import dev.slipway.document.Node;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Python manifests of one folder say: dependencies, version, package manager, tools. */
final class PythonManifest {

  private static final Pattern REQUIREMENT =
      Pattern.compile("^([A-Za-z0-9][A-Za-z0-9._-]{0,100})\\s{0,8}(\\[[^\\]]{0,100}\\])?");
  private static final Pattern QUOTED = Pattern.compile("[\"']([A-Za-z0-9][^\"'\\n]{0,120})[\"']");

  private static final List<String> REQUIREMENT_FILES =
      List.of(
          "requirements.txt",
          "requirements/production.txt",
          "requirements/prod.txt",
          "requirements/base.txt",
          "requirements-prod.txt",
          "requirements/requirements.txt",
          "requirements.in",
          "requirements_prod.txt",
          "requirements/common.txt");

  private final Repository repository;
  private final String root;
  private final Map<String, Evidence> dependencies = new LinkedHashMap<>();
  private final TreeSet<String> developmentTools = new TreeSet<>();

  private PythonManifest(Repository repository, String root) {
    this.repository = repository;
    this.root = root;
  }

  static PythonManifest of(Repository repository, String root) {
    PythonManifest manifest = new PythonManifest(repository, root);
    manifest.pyproject();
    manifest.pipfile();
    for (String file : REQUIREMENT_FILES) {
      manifest.requirements(Names.join(root, file), 0, false);
    }
    for (String file :
        List.of(
            "requirements-dev.txt",
            "dev-requirements.txt",
            "requirements/dev.txt",
            "requirements/local.txt",
            "requirements/test.txt",
            "requirements_dev.txt",
            "requirements-test.txt")) {
      manifest.requirements(Names.join(root, file), 0, true);
    }
    manifest.setup();
    return manifest;
  }

  /** Evidence for each dependency by normalized name, in reading order. */
  Map<String, Evidence> dependencies() {
    return dependencies;
  }

  boolean has(String name) {
    return dependencies.containsKey(name);
  }

  /** Whether a tool is a dependency of any kind, development included. */
  boolean hasTool(String name) {
    return has(name) || developmentTools.contains(name);
  }

  private Optional<Node> project() {
    String path = Names.join(root, "pyproject.toml");
    return repository.contains(path) ? repository.document(path) : Optional.empty();
  }

  private void pyproject() {
    String path = Names.join(root, "pyproject.toml");
    Optional<Node> document = project();
    Optional<SourceFile> file = document.isPresent() ? repository.file(path) : Optional.empty();
    if (file.isEmpty()) {
      return;
    }
    Node node = document.get();
    node.at("project", "dependencies")
        .ifPresent(d -> d.items().forEach(i -> add(file.get(), i, false)));
    node.at("tool", "poetry", "dependencies")
        .ifPresent(d -> d.entries().forEach(e -> add(e.key(), file.get().at(e.keySpan()))));
    node.at("tool", "poetry", "group")
        .ifPresent(groups ->
            groups
                .entries()
                .forEach(g ->
                    g.value()
                        .get("dependencies")
                        .ifPresent(d ->
                            d.entries().forEach(e -> developmentTools.add(normalize(e.key()))))));
    node.at("tool", "poetry", "dev-dependencies")
        .ifPresent(d -> d.entries().forEach(e -> developmentTools.add(normalize(e.key()))));
    for (String[] groups :
        List.of(
            new String[] {"project", "optional-dependencies"},
            new String[] {"dependency-groups"})) {
      node.at(groups)
          .ifPresent(all ->
              all.entries()
                  .forEach(g ->
                      g.value()
                          .items()
                          .forEach(i -> add(file.get(), i, !g.key().startsWith("prod")))));
    }
    node.at("tool", "uv", "dev-dependencies")
        .ifPresent(d -> d.items().forEach(i -> add(file.get(), i, true)));
  }

  private void add(SourceFile file, Node item, boolean development) {
    item.text().ifPresent(text -> requirement(text, file.at(item.span()), development));
  }

  private void add(String name, Evidence evidence) {
    String normal = normalize(name);
    if (!normal.equals("python")) {
      dependencies.putIfAbsent(normal, evidence);
    }
  }

  private void requirement(String text, Evidence evidence, boolean development) {
    Matcher matcher = REQUIREMENT.matcher(text.strip());
    if (!matcher.find()) {
      return;
    }
    if (development) {
      developmentTools.add(normalize(matcher.group(1)));
      return;
    }
    add(matcher.group(1), evidence);
    String extras = matcher.group(2) == null ? "" : matcher.group(2).toLowerCase(Locale.ROOT);
    if (extras.contains("redis")) {
      add("redis", evidence);
    }
    if (normalize(matcher.group(1)).equals("psycopg")
        && (extras.contains("binary") || extras.contains("c]"))) {
      add("psycopg-binary", evidence);
    }
    if (extras.contains("standard") && normalize(matcher.group(1)).equals("fastapi")) {
      add("uvicorn", evidence);
    }
  }

  private static String normalize(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
  }

  private void pipfile() {
    String path = Names.join(root, "Pipfile");
    if (repository.contains(path)) {
      Optional<SourceFile> file = repository.file(path);
      Optional<Node> node = repository.document(path);
      if (file.isPresent() && node.isPresent()) {
        node.get()
            .get("packages")
            .ifPresent(p -> p.entries().forEach(e -> add(e.key(), file.get().at(e.keySpan()))));
        node.get()
            .get("dev-packages")
            .ifPresent(p -> p.entries().forEach(e -> developmentTools.add(normalize(e.key()))));
      }
    }
  }

  private void requirements(String path, int depth, boolean development) {
    Optional<SourceFile> file =
        repository.contains(path) && depth < 5 ? repository.file(path) : Optional.empty();
    if (file.isEmpty()) {
      return;
    }
    for (int line = 1; line <= file.get().lines(); line++) {
      String text = file.get().lineText(line).strip();
      if (text.startsWith("-r") || text.startsWith("--requirement")) {
        String target = text.substring(text.startsWith("-r") ? 2 : 13).strip();
        Names.resolve(Names.folder(path), target)
            .ifPresent(p -> requirements(p, depth + 1, development));
      } else if (!text.isEmpty() && text.charAt(0) != '#' && text.charAt(0) != '-') {
        requirement(
            text, file.get().statedLine(line), development || isTransitive(file.get(), line));
      }
    }
  }

  /**
   * Whether pip-compile or uv notes beside a pinned package that only other packages asked for it.
   */
  private static boolean isTransitive(SourceFile file, int line) {
    StringBuilder notes = new StringBuilder();
    String own = file.lineText(line);
    notes.append(own.contains(" #") ? own.substring(own.indexOf(" #")) : "");
    for (int next = line + 1; next <= file.lines() && next < line + 40; next++) {
      String text = file.lineText(next).strip();
      if (text.startsWith("#")) {
        notes.append(' ').append(text);
      } else if (!text.startsWith("--hash")) {
        break;
      }
    }
    String all = notes.toString();
    return all.contains("# via")
        && !all.contains("-r ")
        && !all.contains("pyproject")
        && !all.contains("setup.")
        && !all.contains("(");
  }

  private void setup() {
    for (String name : List.of("setup.py", "setup.cfg")) {
      Optional<SourceFile> file = repository.firstIn(root, name).flatMap(repository::file);
      int at = file.map(f -> f.code().indexOf("install_requires")).orElse(-1);
      if (at < 0) {
        continue;
      }
      SourceFile setup = file.get();
      if (name.equals("setup.py")) {
        int open = setup.code().indexOf('[', at);
        if (open > 0 && open < at + 40) {
          Matcher matcher =
              QUOTED.matcher(setup.code()).region(open, CodeText.closing(setup.code(), open));
          while (matcher.find()) {
            requirement(matcher.group(1), setup.stated(matcher.start()), false);
          }
        }
      } else {
        for (int line = setup.line(at) + 1;
            line <= setup.lines() && setup.lineText(line).startsWith(" ");
            line++) {
          requirement(setup.lineText(line), setup.statedLine(line), false);
        }
      }
    }
  }

  Optional<Located<String>> name() {
    return project()
        .flatMap(p -> p.at("project", "name").or(() -> p.at("tool", "poetry", "name")))
        .flatMap(n ->
            n.text()
                .flatMap(t ->
                    repository
                        .file(Names.join(root, "pyproject.toml"))
                        .map(f -> Located.of(t, f.at(n.span())))));
  }

  /**
   * The version that uv, pyenv and the hosts take: version file, tool file, then the manifest's
   * constraint.
   */
  Optional<Located<String>> version() {
    return Versions.fromFile(repository, root, ".python-version")
        .or(() -> Versions.fromToolVersions(repository, root, List.of("python")))
        .or(() -> Versions.fromFile(repository, root, "runtime.txt"))
        .or(() -> text("project", "requires-python"))
        .or(() -> text("tool", "poetry", "dependencies", "python"))
        .or(this::pipfileVersion)
        .map(v -> Located.of(minor(v.value()), v.evidence()));
  }

  private static String minor(String version) {
    String[] parts = version.split("\\.");
    return parts.length > 2 ? parts[0] + "." + parts[1] : version;
  }

  private Optional<Located<String>> pipfileVersion() {
    return repository
        .firstIn(root, "Pipfile")
        .flatMap(p ->
            repository
                .document(p)
                .flatMap(d -> d.at("requires", "python_version"))
                .flatMap(n ->
                    n.text()
                        .flatMap(Versions::number)
                        .map(v ->
                            Located.of(
                                v,
                                Evidence.stated(
                                    Origin.REPOSITORY, n.span(), "python_version = " + v)))));
  }

  private Optional<Located<String>> text(String... keys) {
    String path = Names.join(root, "pyproject.toml");
    return project()
        .flatMap(p -> p.at(keys))
        .flatMap(n ->
            n.text()
                .or(() -> n.text("version"))
                .flatMap(Versions::number)
                .flatMap(v -> repository.file(path).map(f -> Located.of(v, f.at(n.span())))));
  }

  boolean hasTable(String... keys) {
    return project().flatMap(p -> p.at(keys)).isPresent();
  }

  /** The lock file, beside the manifest or at the workspace's root. */
  Optional<String> lockFile() {
    return repository
        .nearest(root, "uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "pylock.toml")
        .filter(path -> Names.folder(path).equals(root) || isWorkspace(Names.folder(path)));
  }

  private boolean isWorkspace(String folder) {
    return repository
        .document(Names.join(folder, "pyproject.toml"))
        .flatMap(d -> d.at("tool", "uv", "workspace"))
        .isPresent();
  }

  Optional<Located<String>> packageManager() {
    Optional<Located<String>> byLock =
        lockFile()
            .map(path ->
                Located.of(
                    switch (Names.last(path)) {
                      case "uv.lock" -> "uv";
                      case "poetry.lock" -> "poetry";
                      case "pdm.lock" -> "pdm";
                      case "Pipfile.lock" -> "pipenv";
                      default -> "pip";
                    },
                    Evidence.derived(Origin.REPOSITORY, Span.line(path, 1), Names.last(path))));
    return byLock
        .or(() -> byTable("poetry"))
        .or(() -> byTable("uv"))
        .or(() -> byTable("pdm"))
        .or(() -> byFile("Pipfile", "pipenv"))
        .or(() -> byFile("requirements.txt", "pip"))
        .or(() -> byFile("pyproject.toml", "pip"))
        .or(() -> byFile("setup.py", "pip"));
  }

  private Optional<Located<String>> byTable(String tool) {
    return project()
        .flatMap(p -> p.at("tool", tool))
        .map(n ->
            Located.of(tool, Evidence.derived(Origin.REPOSITORY, n.span(), "[tool." + tool + "]")));
  }

  private Optional<Located<String>> byFile(String name, String manager) {
    return repository
        .firstIn(root, name)
        .map(p -> Located.of(manager, Evidence.derived(Origin.REPOSITORY, Span.line(p, 1), name)));
  }
}
