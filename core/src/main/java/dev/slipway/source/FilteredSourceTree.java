package dev.slipway.source;

import dev.slipway.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A tree that hides some files, so that what a run generated is not evidence for the next. */
public final class FilteredSourceTree implements SourceTree {

  private final SourceTree tree;
  private final Set<String> hidden;
  private final List<String> paths;

  private FilteredSourceTree(SourceTree tree, Set<String> hidden) {
    this.tree = tree;
    this.hidden = hidden;
    List<String> visible = new ArrayList<>(tree.paths().size());
    for (String path : tree.paths()) {
      if (!hidden.contains(path)) {
        visible.add(path);
      }
    }
    this.paths = List.copyOf(visible);
  }

  /** {@code tree} without the files at {@code paths}; ones that are not there do not matter. */
  public static SourceTree without(SourceTree tree, Set<String> paths) {
    return paths.isEmpty() ? tree : new FilteredSourceTree(tree, new TreeSet<>(paths));
  }

  @Override
  public String name() {
    return tree.name();
  }

  @Override
  public List<String> paths() {
    return paths;
  }

  @Override
  public boolean contains(String path) {
    return !hidden.contains(path) && tree.contains(path);
  }

  @Override
  public List<String> under(String folder) {
    return PathList.under(paths, folder);
  }

  @Override
  public Optional<String> text(String path) {
    return hidden.contains(path) ? Optional.empty() : tree.text(path);
  }

  @Override
  public List<Diagnostic> diagnostics() {
    return tree.diagnostics();
  }
}
