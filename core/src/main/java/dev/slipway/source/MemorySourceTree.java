package dev.slipway.source;

import dev.slipway.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A tree whose files are given as text, for tests and for embedding. */
public final class MemorySourceTree implements SourceTree {

  private final String name;
  private final TreeMap<String, String> files;
  private final List<String> paths;

  private MemorySourceTree(String name, TreeMap<String, String> files) {
    this.name = name;
    this.files = files;
    this.paths = List.copyOf(files.keySet());
  }

  /** A tree with the texts of {@code files} by path. */
  public static MemorySourceTree of(String name, Map<String, String> files) {
    return new MemorySourceTree(name, new TreeMap<>(files));
  }

  /** This tree with one more file, or with another text for one it has. */
  public MemorySourceTree with(String path, String text) {
    TreeMap<String, String> copy = new TreeMap<>(files);
    copy.put(path, text);
    return new MemorySourceTree(name, copy);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> paths() {
    return paths;
  }

  @Override
  public boolean contains(String path) {
    return files.containsKey(path);
  }

  @Override
  public List<String> under(String folder) {
    return PathList.under(paths, folder);
  }

  @Override
  public Optional<String> text(String path) {
    return Optional.ofNullable(files.get(path));
  }

  @Override
  public List<Diagnostic> diagnostics() {
    return List.of();
  }
}
