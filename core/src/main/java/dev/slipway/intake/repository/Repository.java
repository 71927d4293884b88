package dev.slipway.intake.repository;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.JsonDocument;
import dev.slipway.document.Node;
import dev.slipway.document.TomlDocument;
import dev.slipway.document.YamlDocument;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Span;
import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A tree while it is being read: what was parsed is kept, and problems are collected. */
final class Repository {

  /** More source files than this say nothing new about how a service is run. */
  private static final int FILES_OF_A_SERVICE = 800;

  /** After so many files in all services together, each further service gets a smaller share. */
  private static final int FILES_OF_A_PROJECT = 1_000;

  private static final int FILES_OF_A_LATER_SERVICE = 100;

  private static final int CHARACTERS_OF_A_SERVICE = 6_000_000;

  /** Larger source files are generated. */
  private static final int CHARACTERS_OF_A_FILE = 400_000;

  /** Names of files that say how a service is run. Only looked up. */
  private static final Set<String> USUAL =
      Set.of(
          "main",
          "app",
          "server",
          "settings",
          "config",
          "env",
          "routes",
          "router",
          "urls",
          "db",
          "database",
          "celery",
          "asgi",
          "wsgi",
          "manage",
          "health",
          "index",
          "api");

  private final SourceTree tree;
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Map<String, List<String>> byName = new HashMap<>();
  private final Map<String, Optional<SourceFile>> files = new HashMap<>();
  private final Map<String, Optional<Node>> documents = new HashMap<>();

  private int filesRead;

  Repository(SourceTree tree) {
    this.tree = tree;
    for (String path : tree.paths()) {
      byName.computeIfAbsent(Names.last(path), k -> new ArrayList<>(1)).add(path);
    }
  }

  SourceTree tree() {
    return tree;
  }

  void report(Diagnostic problem) {
    problems.add(problem);
  }

  /** Takes back what was reported of a place before more was known. */
  void withdraw(String code, Evidence place) {
    problems.removeIf(p -> p.code().equals(code) && p.span().equals(place.span()));
  }

  List<Diagnostic> problems() {
    return problems;
  }

  boolean contains(String path) {
    return tree.contains(path);
  }

  boolean hasFolder(String folder) {
    return !tree.under(folder).isEmpty();
  }

  /** The paths with this last segment, sorted. */
  List<String> named(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /** The first of {@code names} that is in {@code folder}. */
  Optional<String> firstIn(String folder, String... names) {
    for (String name : names) {
      String path = Names.join(folder, name);
      if (tree.contains(path)) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /**
   * The first of {@code names} that is in {@code folder} or, failing that, in a folder above it.
   */
  Optional<String> nearest(String folder, String... names) {
    String level = folder;
    while (true) {
      Optional<String> found = firstIn(level, names);
      if (found.isPresent() || level.isEmpty()) {
        return found;
      }
      level = Names.folder(level);
    }
  }

  /** Files directly in {@code folder}. */
  List<String> directlyIn(String folder) {
    List<String> found = new ArrayList<>();
    for (String path : tree.under(folder)) {
      if (Names.relative(folder, path).indexOf('/') < 0) {
        found.add(path);
      }
    }
    return found;
  }

  Optional<SourceFile> file(String path) {
    Optional<SourceFile> known = files.get(path);
    if (known == null) {
      known = tree.text(path).map(text -> new SourceFile(path, text));
      files.put(path, known);
    }
    return known;
  }

  /**
   * The file as JSON, TOML or YAML by its name; a malformed one is reported once and read as far as
   * it goes.
   */
  Optional<Node> document(String path) {
    Optional<Node> known = documents.get(path);
    if (known == null) {
      known = tree.text(path).flatMap(text -> parse(path, text));
      documents.put(path, known);
    }
    return known;
  }

  private Optional<Node> parse(String path, String text) {
    Outcome<Optional<Node>> outcome =
        path.endsWith(".json")
            ? JsonDocument.read(path, text)
            : path.endsWith(".toml") || path.endsWith("Pipfile")
                ? TomlDocument.read(path, text)
                : YamlDocument.read(path, text);
    for (Diagnostic problem : outcome.diagnostics()) {
      problems.add(decides(path) ? problem : lessened(problem));
    }
    return outcome.value();
  }

  /** Whether the design depends on the file: a manifest of code that is deployed as it stands. */
  private static boolean decides(String path) {
    String name = Names.last(path);
    boolean manifest =
        name.equals("package.json") || name.equals("pyproject.toml") || name.equals("Pipfile");
    boolean template = path.contains("{{") || path.contains("{%") || path.contains("<%");
    return manifest && !template && Names.isDeployed("", path);
  }

  private static Diagnostic lessened(Diagnostic problem) {
    return new Diagnostic(
        problem.code(),
        problem.severity() == Severity.ERROR ? Severity.WARNING : problem.severity(),
        problem.address(),
        problem.span(),
        problem.summary(),
        problem.detail(),
        problem.fix());
  }

  /**
   * The source files of a service: below {@code root}, outside {@code nested} services, tests and
   * examples. Of a very large service the files nearest to its root are read, and a note says so.
   */
  List<SourceFile> sources(String root, List<String> nested, List<String> extensions) {
    List<String> candidates = new ArrayList<>();
    for (String path : tree.under(root)) {
      if (hasExtension(path, extensions)
          && Names.isDeployed(root, path)
          && !isNested(path, root, nested)) {
        candidates.add(path);
      }
    }
    int limit = filesRead >= FILES_OF_A_PROJECT ? FILES_OF_A_LATER_SERVICE : FILES_OF_A_SERVICE;
    if (candidates.size() > limit) {
      noteCap(root, candidates.size(), limit);
      candidates.sort(
          Comparator.comparingInt(Repository::distance).thenComparing(Comparator.naturalOrder()));
      candidates = new ArrayList<>(candidates.subList(0, limit));
      candidates.sort(null);
    }
    filesRead += candidates.size();
    return read(candidates);
  }

  private List<SourceFile> read(List<String> candidates) {
    List<SourceFile> found = new ArrayList<>(candidates.size());
    int characters = 0;
    for (String path : candidates) {
      Optional<String> text = tree.text(path);
      if (text.isPresent()
          && text.get().length() <= CHARACTERS_OF_A_FILE
          && characters <= CHARACTERS_OF_A_SERVICE) {
        characters += text.get().length();
        file(path).filter(f -> !f.isMinified()).ifPresent(found::add);
      }
    }
    return found;
  }

  private static boolean hasExtension(String path, List<String> extensions) {
    int dot = path.lastIndexOf('.');
    return dot >= 0 && extensions.contains(path.substring(dot + 1));
  }

  private static boolean isNested(String path, String root, List<String> nested) {
    for (String folder : nested) {
      if (folder.length() > root.length() && Names.isIn(path, folder)) {
        return true;
      }
    }
    return false;
  }

  private static int distance(String path) {
    String name = Names.last(path);
    int dot = name.indexOf('.');
    if (dot > 0 && USUAL.contains(name.substring(0, dot))) {
      return 0;
    }
    int segments = 0;
    for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
      segments++;
    }
    return segments;
  }

  private void noteCap(String root, int count, int limit) {
    String place = root.isEmpty() ? tree.name() : root;
    report(
        Diagnostic.note(
            "SLIP-SOURCE-CAPPED",
            Span.line(root.isEmpty() ? "." : root, 1),
            "Not every source file was read",
            place
                + " has "
                + count
                + " source files; the "
                + limit
                + " nearest to its root were read for routes, variables and the like.",
            "Say in slipway.yaml what is missing, such as `services."
                + Names.last(place)
                + ".health`."));
  }
}
