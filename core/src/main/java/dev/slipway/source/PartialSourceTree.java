package dev.slipway.source;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
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
  private final List<String> paths;
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Map<String, List<String>> elsewhere = new TreeMap<>();
  private final Map<String, Optional<String>> texts = new TreeMap<>();

  private PartialSourceTree(Path root, List<String> parts, List<String> ignore) {
    this.root = root;
    TreeSet<String> all = new TreeSet<>();
    for (String part : parts) {
      if (Files.isRegularFile(root.resolve(part))) {
        all.add(part);
      } else {
        DirectoryListing listing = new DirectoryListing(root, ignore);
        all.addAll(listing.list(part));
        problems.addAll(listing.problems());
      }
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
        && Collections.binarySearch(under(folder), path) >= 0;
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
        folder, wanted -> new DirectoryListing(root, List.of()).list(wanted));
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
