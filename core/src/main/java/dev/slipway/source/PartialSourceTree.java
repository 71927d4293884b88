package dev.slipway.source;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A project of which only some folders and files are meant: they are listed at once. Any other
 * folder of it is looked into when something there is asked for, such as a module that the listed
 * files call. Not for use by several threads.
 */
public final class PartialSourceTree implements SourceTree {

  private final Path root;
  private final List<String> folders;
  private final List<String> paths;
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Map<String, List<String>> elsewhere = new TreeMap<>();
  private final Map<String, List<String>> direct = new TreeMap<>();
  private final Map<String, Optional<String>> texts = new TreeMap<>();

  private PartialSourceTree(Path root, List<String> parts, List<String> ignore) {
    this.root = root;
    this.folders = parts.stream().filter(part -> !Files.isRegularFile(root.resolve(part))).toList();
    TreeSet<String> all = new TreeSet<>();
    for (String part : parts) {
      DirectoryListing listing = new DirectoryListing(root, ignore);
      boolean file = Files.isRegularFile(root.resolve(part));
      all.addAll(file ? listing.one(part) : listing.list(part));
      problems.addAll(listing.problems());
    }
    this.paths = List.copyOf(all);
  }

  /**
   * The project at {@code root} with these of its folders and files, by their paths from it; the
   * empty path is the whole project.
   */
  public static SourceTree open(Path root, List<String> parts, List<String> ignore) {
    return new PartialSourceTree(root.toAbsolutePath().normalize(), parts, ignore);
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
    if (Collections.binarySearch(paths, path) >= 0) {
      return true;
    }
    int slash = path.lastIndexOf('/');
    String folder = slash < 0 ? "" : path.substring(0, slash);
    return isInside(path)
        && Files.isRegularFile(root.resolve(path))
        && Collections.binarySearch(in(folder), path) >= 0;
  }

  @Override
  public boolean exists(String path) {
    return isInside(path) && Files.exists(root.resolve(path));
  }

  @Override
  public List<String> under(String folder) {
    List<String> listed = PathList.under(paths, folder);
    if (!listed.isEmpty() || folder.isEmpty() || !isInside(folder)) {
      return listed;
    }
    return elsewhere.computeIfAbsent(
        folder,
        wanted ->
            leadsInside(wanted) ? new DirectoryListing(root, List.of()).list(wanted) : List.of());
  }

  @Override
  public List<String> in(String folder) {
    List<String> listed = SourceTree.super.in(folder);
    return isListed(folder) && !listed.isEmpty()
        ? listed
        : direct.computeIfAbsent(folder, this::onDisk);
  }

  private boolean isListed(String folder) {
    return folders.stream()
        .anyMatch(part -> part.isEmpty() || folder.equals(part) || folder.startsWith(part + "/"));
  }

  private List<String> onDisk(String folder) {
    return leadsInside(folder) ? new DirectoryListing(root, List.of()).direct(folder) : List.of();
  }

  /** Whether a folder exists and lies in the project, wherever links lead. */
  private boolean leadsInside(String folder) {
    try {
      return isInside(folder) && root.resolve(folder).toRealPath().startsWith(root.toRealPath());
    } catch (IOException e) {
      return false; // no such folder
    }
  }

  /** Whether a path stays in the project. Links out of it are left alone by the listing. */
  private boolean isInside(String path) {
    return root.resolve(path).normalize().startsWith(root);
  }

  @Override
  public Optional<String> text(String path) {
    Optional<String> known = texts.get(path);
    if (known != null) {
      return known;
    }
    Optional<String> text = Optional.empty();
    if (contains(path)) {
      Outcome<Optional<String>> read = TextFile.read(root.resolve(path), path);
      problems.addAll(read.diagnostics());
      text = read.value();
    }
    texts.put(path, text);
    return text;
  }

  @Override
  public List<Diagnostic> diagnostics() {
    return problems.stream().sorted().distinct().toList();
  }
}
