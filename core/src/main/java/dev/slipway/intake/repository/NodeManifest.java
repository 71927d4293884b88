package dev.slipway.intake.repository;

import dev.slipway.document.Node;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What one {@code package.json} and the files beside it say. */
final class NodeManifest {

  private final Repository repository;
  private final String root;
  private final SourceFile file;
  private final Node document;
  private final Map<String, Evidence> dependencies = new LinkedHashMap<>();
  private final TreeSet<String> developmentTools = new TreeSet<>();
  private final Map<String, Located<String>> scripts = new LinkedHashMap<>();

  private NodeManifest(Repository repository, String root, SourceFile file, Node document) {
    this.repository = repository;
    this.root = root;
    this.file = file;
    this.document = document;
    document
        .get("dependencies")
        .ifPresent(d -> d.entries().forEach(e -> dependencies.put(e.key(), file.at(e.keySpan()))));
    document
        .get("devDependencies")
        .ifPresent(d -> d.entries().forEach(e -> developmentTools.add(e.key())));
    document
        .get("scripts")
        .ifPresent(s ->
            s.entries()
                .forEach(e ->
                    e.value()
                        .text()
                        .ifPresent(t ->
                            scripts.put(e.key(), Located.of(t.strip(), file.at(e.keySpan()))))));
  }

  static Optional<NodeManifest> of(Repository repository, String root) {
    String path = Names.join(root, "package.json");
    Optional<SourceFile> file = repository.file(path);
    return repository
        .document(path)
        .flatMap(d -> file.map(f -> new NodeManifest(repository, root, f, d)));
  }

  String root() {
    return root;
  }

  Map<String, Evidence> dependencies() {
    return dependencies;
  }

  boolean has(String name) {
    return dependencies.containsKey(name);
  }

  /** Whether it is a dependency of any kind: build tools are declared as either. */
  boolean hasTool(String name) {
    return has(name) || developmentTools.contains(name);
  }

  Evidence evidence(String dependency) {
    Evidence known = dependencies.get(dependency);
    return known != null ? known : file.statedLine(1);
  }

  Evidence evidence() {
    return document.get("name").map(n -> file.at(n.span())).orElseGet(() -> file.statedLine(1));
  }

  Optional<Located<String>> script(String name) {
    return Optional.ofNullable(scripts.get(name));
  }

  Optional<String> text(String key) {
    return document.text(key);
  }

  boolean isWorkspaceRoot() {
    return document.get("workspaces").isPresent()
        || repository.contains(Names.join(root, "pnpm-workspace.yaml"))
        || repository.contains(Names.join(root, "lerna.json"));
  }

  Optional<String> name() {
    return document.text("name").map(Names::last).filter(n -> !n.isBlank());
  }

  Optional<Located<String>> version() {
    return Versions.fromFile(repository, root, ".nvmrc", ".node-version")
        .or(() -> Versions.fromToolVersions(repository, root, List.of("nodejs", "node")))
        .or(() -> field("volta", "node"))
        .or(() -> field("engines", "node"))
        .or(() ->
            root.isEmpty() || !repository.contains("package.json")
                ? Optional.empty()
                : of(repository, "")
                    .flatMap(m -> m.field("volta", "node").or(() -> m.field("engines", "node"))))
        .map(v -> Located.of(major(v.value()), v.evidence()));
  }

  private static String major(String version) {
    int dot = version.indexOf('.');
    return dot < 0 ? version : version.substring(0, dot);
  }

  private Optional<Located<String>> field(String... keys) {
    return document
        .at(keys)
        .flatMap(
            n -> n.text().flatMap(Versions::number).map(v -> Located.of(v, file.at(n.span()))));
  }

  /** The lock file, beside the manifest or at the root of the workspace it is a member of. */
  Optional<String> lockFile() {
    return repository
        .nearest(
            root,
            "pnpm-lock.yaml",
            "yarn.lock",
            "package-lock.json",
            "bun.lock",
            "bun.lockb",
            "npm-shrinkwrap.json")
        .filter(path -> Names.folder(path).equals(root) || isWorkspace(Names.folder(path)));
  }

  private boolean isWorkspace(String folder) {
    return repository.contains(Names.join(folder, "pnpm-workspace.yaml"))
        || repository
            .document(Names.join(folder, "package.json"))
            .flatMap(d -> d.get("workspaces"))
            .isPresent();
  }

  Optional<Located<String>> packageManager() {
    Optional<Located<String>> declared = declared(this);
    if (declared.isEmpty() && !root.isEmpty() && repository.contains("package.json")) {
      declared = of(repository, "").flatMap(NodeManifest::declared);
    }
    return declared
        .or(() ->
            lockFile()
                .map(path ->
                    Located.of(
                        switch (Names.last(path)) {
                          case "pnpm-lock.yaml" -> "pnpm";
                          case "yarn.lock" -> "yarn";
                          case "bun.lock", "bun.lockb" -> "bun";
                          default -> "npm";
                        },
                        Evidence.derived(Origin.REPOSITORY, Span.line(path, 1), Names.last(path)))))
        .or(() ->
            Optional.of(Located.of("npm", Evidence.assumed("no lock file names another one"))));
  }

  private static Optional<Located<String>> declared(NodeManifest manifest) {
    return manifest
        .document
        .get("packageManager")
        .flatMap(n ->
            n.text()
                .map(t -> {
                  int at = t.indexOf('@');
                  return Located.of(at > 0 ? t.substring(0, at) : t, manifest.file.at(n.span()));
                }))
        .filter(m -> List.of("npm", "pnpm", "yarn", "bun").contains(m.value()));
  }

  /** The command that runs a script. */
  List<String> run(String script) {
    return List.of(packageManager().map(Located::value).orElse("npm"), "run", script);
  }

  /** The first script that is there, as the command that runs it. */
  Optional<Located<List<String>>> firstScript(String... names) {
    for (String name : names) {
      Optional<Located<String>> script = script(name);
      if (script.isPresent()
          && !script.get().value().isEmpty()
          && !script.get().value().contains("no test specified")) {
        return Optional.of(Located.of(run(name), script.get().evidence()));
      }
    }
    return Optional.empty();
  }

  /** The roots of the packages that may be deployed, sorted. */
  static List<String> roots(Repository repository) {
    List<String> roots = new ArrayList<>();
    for (String path : repository.named("package.json")) {
      if (Names.isDeployed("", path)) {
        roots.add(Names.folder(path));
      }
    }
    return List.copyOf(roots);
  }
}
