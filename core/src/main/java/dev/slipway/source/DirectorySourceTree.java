package dev.slipway.source;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tree read from a directory: listed once, each file read when first asked for. Not for use by
 * several threads.
 */
public final class DirectorySourceTree implements SourceTree {

  private final Path root;
  private final List<String> paths;
  private final List<Diagnostic> problems;
  private final Map<String, Optional<String>> texts = new HashMap<>();

  private DirectorySourceTree(Path root, List<String> paths, List<Diagnostic> problems) {
    this.root = root;
    this.paths = paths;
    this.problems = new ArrayList<>(problems);
  }

  /**
   * Lists {@code root}. Without a project there the tree is empty and a {@code SLIP-PROJECT-…}
   * error says why.
   */
  public static Outcome<SourceTree> open(Path root) {
    return open(root, List.of());
  }

  /**
   * As {@link #open(Path)}, leaving out what {@code ignore} names too: patterns as in {@code
   * .gitignore}.
   */
  public static Outcome<SourceTree> open(Path root, List<String> ignore) {
    Path absolute = root.toAbsolutePath().normalize();
    if (!Files.isDirectory(absolute)) {
      boolean there = Files.exists(absolute);
      return nothing(
          absolute,
          there ? "SLIP-PROJECT-NOT-A-FOLDER" : "SLIP-PROJECT-MISSING",
          there ? "The project is a file, not a folder" : "There is no such folder",
          root
              + (there ? " is a file." : " does not exist.")
              + " A project is the folder that holds the records and the code.",
          "Name the project's folder.");
    }
    DirectoryListing listing = new DirectoryListing(absolute, ignore);
    List<String> paths = listing.list();
    if (paths.isEmpty()
        && listing.problems().stream().noneMatch(d -> d.severity() == Severity.ERROR)) {
      return nothing(
          absolute,
          "SLIP-PROJECT-EMPTY",
          "The folder has no files to read",
          root + " is empty, or everything in it is ignored.",
          "Name the folder that holds the records and the code.");
    }
    DirectorySourceTree tree = new DirectorySourceTree(absolute, paths, listing.problems());
    return new Outcome<>(tree, tree.diagnostics());
  }

  private static Outcome<SourceTree> nothing(
      Path root, String code, String summary, String detail, String fix) {
    Diagnostic problem =
        new Diagnostic(
            code, Severity.ERROR, Optional.empty(), Optional.empty(), summary, detail, fix);
    return new Outcome<>(
        new DirectorySourceTree(root, List.of(), List.of(problem)), List.of(problem));
  }

  @Override
  public String name() {
    Path last = root.getFileName();
    return last == null ? "project" : last.toString();
  }

  @Override
  public List<String> paths() {
    return paths;
  }

  @Override
  public boolean contains(String path) {
    return Collections.binarySearch(paths, path) >= 0;
  }

  @Override
  public List<String> under(String folder) {
    return PathList.under(paths, folder);
  }

  @Override
  public Optional<String> text(String path) {
    Optional<String> known = texts.get(path);
    if (known != null) {
      return known;
    }
    if (!contains(path)) {
      return Optional.empty();
    }
    Outcome<Optional<String>> read = TextFile.read(root.resolve(path), path);
    problems.addAll(read.diagnostics());
    texts.put(path, read.value());
    return read.value();
  }

  @Override
  public List<Diagnostic> diagnostics() {
    return problems.stream().sorted().distinct().toList();
  }
}
