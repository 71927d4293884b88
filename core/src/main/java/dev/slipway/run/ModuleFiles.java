package dev.slipway.run;

import dev.slipway.evaluate.function.FunctionFiles;
import dev.slipway.source.SourceTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The files that functions of one configuration may read: those of the project around it. */
final class ModuleFiles implements FunctionFiles {

  private final SourceTree tree;
  private final String folder;

  /**
   * @param folder of the root module, from the project's root
   */
  ModuleFiles(SourceTree tree, String folder) {
    this.tree = tree;
    this.folder = folder;
  }

  @Override
  public Found find(String path) {
    Optional<String> inside = inside(path);
    if (inside.isEmpty()) {
      return new Found.Outside();
    }
    String place = inside.get();
    if (place.isEmpty() || !tree.under(place).isEmpty()) {
      return new Found.Folder();
    }
    if (!tree.contains(place)) {
      return tree.exists(place) ? new Found.Opaque() : new Found.Nothing();
    }
    return tree.text(place).<Found>map(Found.Text::new).orElseGet(Found.Opaque::new);
  }

  @Override
  public Optional<List<String>> below(String path) {
    Optional<String> inside = inside(path);
    if (inside.isEmpty()) {
      return Optional.empty();
    }
    String prefix = inside.get().isEmpty() ? "" : inside.get() + "/";
    return Optional.of(
        tree.under(inside.get()).stream().map(p -> p.substring(prefix.length())).toList());
  }

  /** The path from the project's root; empty when it leads out of the project. */
  private Optional<String> inside(String path) {
    if (path.startsWith("/") || path.startsWith("~")) {
      return Optional.empty();
    }
    Deque<String> names = new ArrayDeque<>();
    for (String name : List.of((folder + "/" + path).split("/", -1))) {
      if (name.equals("..")) {
        if (names.isEmpty()) {
          return Optional.empty();
        }
        names.removeLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return Optional.of(String.join("/", names));
  }
}
