package dev.slipway.source;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.evidence.Span;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One pass over a directory: one look at each entry, and none into folders that hold no source. */
final class DirectoryListing {

  /** Never source, whatever lies beside them. Only looked up, never iterated. */
  private static final Set<String> SKIPPED =
      Set.of(
          ".git",
          ".hg",
          ".svn",
          "node_modules",
          "bower_components",
          ".venv",
          "venv",
          "__pycache__",
          ".tox",
          ".nox",
          ".mypy_cache",
          ".pytest_cache",
          ".ruff_cache",
          ".next",
          ".nuxt",
          ".svelte-kit",
          ".turbo",
          ".parcel-cache",
          ".cache",
          ".terraform",
          ".terragrunt-cache",
          ".gradle",
          ".idea",
          ".vscode",
          ".slipway",
          ".yarn",
          ".pnpm-store",
          ".serverless",
          ".aws-sam",
          ".eggs",
          "site-packages",
          "dist",
          ".vercel",
          ".netlify",
          "htmlcov");

  private static final int FILE_LIMIT = 500_000;

  private final Path root;
  private final Optional<IgnoreRules> extra;
  private final List<String> paths = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();
  private Optional<Path> realRoot = Optional.empty();
  private boolean full;
  private boolean shallow;

  DirectoryListing(Path root, List<String> ignore) {
    this.root = root;
    this.extra =
        ignore.isEmpty()
            ? Optional.empty()
            : Optional.of(IgnoreRules.of(Optional.empty(), "", ignore));
  }

  List<String> list() {
    folder(root, "", Optional.empty());
    if (full) {
      problems.add(tooMany());
    }
    paths.sort(null);
    return List.copyOf(paths);
  }

  /** A file that is asked for by name, unless it is a link that leads out of the root. */
  List<String> one(String path) {
    Path file = root.resolve(path);
    if (Files.isSymbolicLink(file)) {
      link(file, path);
    } else {
      paths.add(path);
    }
    return List.copyOf(paths);
  }

  /**
   * What lies under {@code start}, a path from the root: asked for by name, it is listed whatever
   * its own name is, and the ignore rules of the folders above it hold inside.
   */
  List<String> list(String start) {
    if (start.isEmpty()) {
      return list();
    }
    Optional<IgnoreRules> rules = Optional.empty();
    Path folder = root;
    StringBuilder prefix = new StringBuilder();
    for (String name : start.split("/")) {
      rules =
          Files.exists(folder.resolve(".gitignore"))
              ? rules(folder, prefix.toString(), rules)
              : rules;
      folder = folder.resolve(name);
      prefix.append(name).append('/');
    }
    if (Files.isDirectory(folder)) {
      folder(folder, prefix.toString(), rules);
    }
    paths.sort(null);
    return List.copyOf(paths);
  }

  /** As {@link #list(String)}, without what lies in folders under {@code start}. */
  List<String> direct(String start) {
    shallow = true;
    return list(start);
  }

  List<Diagnostic> problems() {
    return problems;
  }

  private void folder(Path folder, String prefix, Optional<IgnoreRules> above) {
    List<Path> entries = new ArrayList<>();
    Set<String> names = new HashSet<>(); // only looked up
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path entry : stream) {
        entries.add(entry);
        names.add(entry.getFileName().toString());
      }
    } catch (IOException | DirectoryIteratorException e) {
      problems.add(
          Diagnostic.warning(
              "SLIP-FOLDER-UNREADABLE",
              Span.line(prefix.isEmpty() ? "." : prefix, 1),
              "Folder cannot be read",
              "Listing it failed ("
                  + e.getClass().getSimpleName()
                  + "), so what it holds is not known.",
              "Check its permissions, or leave it out with `ignore:` in slipway.yaml."));
      return;
    }
    if (names.contains("pyvenv.cfg")) {
      return; // an installed Python environment, whatever its name
    }
    Optional<IgnoreRules> rules =
        names.contains(".gitignore") ? rules(folder, prefix, above) : above;
    for (Path entry : entries) {
      entry(entry, prefix, names, rules);
    }
  }

  private Optional<IgnoreRules> rules(Path folder, String prefix, Optional<IgnoreRules> above) {
    Path file = folder.resolve(".gitignore");
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return above;
    }
    Outcome<Optional<String>> read = TextFile.read(file, prefix + ".gitignore");
    problems.addAll(read.diagnostics());
    return read.value().isEmpty()
        ? above
        : Optional.of(IgnoreRules.of(above, prefix, read.value().get().lines().toList()));
  }

  private void entry(Path entry, String prefix, Set<String> siblings, Optional<IgnoreRules> rules) {
    String name = entry.getFileName().toString();
    if (SKIPPED.contains(name)) {
      return;
    }
    if (paths.size() >= FILE_LIMIT) {
      full = true;
      return;
    }
    String path = prefix + name;
    if (hasControlCharacter(name)) {
      problems.add(oddName(prefix));
      return;
    }
    BasicFileAttributes attributes;
    try {
      attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return; // gone since the folder was listed
    }
    boolean directory = attributes.isDirectory();
    if (ignored(path, directory, rules) || (directory && isOutput(name, siblings))) {
      return;
    }
    if (directory) {
      if (!shallow) {
        folder(entry, path + "/", rules);
      }
    } else if (attributes.isRegularFile()) {
      paths.add(path);
    } else if (attributes.isSymbolicLink()) {
      link(entry, path);
    }
  }

  private boolean ignored(String path, boolean directory, Optional<IgnoreRules> rules) {
    return (extra.isPresent() && extra.get().ignore(path, directory))
        || (rules.isPresent() && rules.get().ignore(path, directory));
  }

  /**
   * Whether the folder is what a build or an installation left: some names are only that beside
   * their manifest.
   */
  private static boolean isOutput(String name, Set<String> siblings) {
    return switch (name) {
      case "target" ->
          siblings.contains("pom.xml")
              || siblings.contains("Cargo.toml")
              || siblings.contains("build.sbt");
      case "build" ->
          siblings.contains("package.json")
              || siblings.contains("pyproject.toml")
              || siblings.contains("setup.py")
              || siblings.contains("build.gradle")
              || siblings.contains("build.gradle.kts");
      case "out", "coverage" -> siblings.contains("package.json");
      case "vendor" ->
          siblings.contains("go.mod")
              || siblings.contains("composer.json")
              || siblings.contains("Gemfile");
      default -> name.endsWith(".egg-info");
    };
  }

  /** A link to a file inside the root is that file; every other link is left alone. */
  private void link(Path link, String path) {
    Path target;
    try {
      if (realRoot.isEmpty()) {
        realRoot = Optional.of(root.toRealPath());
      }
      target = link.toRealPath();
    } catch (IOException e) {
      problems.add(
          Diagnostic.note(
              "SLIP-LINK-BROKEN",
              Span.line(path, 1),
              "Link leads nowhere",
              "Its target does not exist or the links go in a circle, so it was left out.",
              "Remove the link or mend its target."));
      return;
    }
    if (!target.startsWith(realRoot.get())) {
      problems.add(
          Diagnostic.warning(
              "SLIP-LINK-OUTSIDE",
              Span.line(path, 1),
              "Link leaves the project",
              "Its target is outside the project's folder, so it was not followed.",
              "Copy what it points to into the project if the design should take it into"
                  + " account."));
    } else if (Files.isRegularFile(target)) {
      paths.add(path);
    } else if (link.startsWith(target) || target.startsWith(link)) {
      problems.add(
          Diagnostic.note(
              "SLIP-LINK-LOOP",
              Span.line(path, 1),
              "Link leads back to a folder above it",
              "Following it would never end, so it was left out.",
              "Nothing has to be done."));
    }
  }

  private static boolean hasControlCharacter(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static Diagnostic tooMany() {
    return Diagnostic.warning(
        "SLIP-PROJECT-TOO-LARGE",
        Span.line(".", 1),
        "The folder has more files than are read",
        "Only the first " + FILE_LIMIT + " files were taken into account.",
        "Name the folder of one project, or leave parts out with `ignore:` in slipway.yaml.");
  }

  private static Diagnostic oddName(String prefix) {
    return Diagnostic.warning(
        "SLIP-FILE-NAME",
        Span.line(prefix.isEmpty() ? "." : prefix, 1),
        "File name has control characters",
        "A file in this folder has a line break or another control character in its name and was"
            + " left out.",
        "Rename it.");
  }
}
