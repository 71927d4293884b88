package dev.slipway.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Paths of folders within a tree. */
final class FolderPath {

  private FolderPath() {}

  /** A folder as another names it; empty where that leads out of the tree. */
  static Optional<String> resolve(String from, String relative) {
    List<String> parts = new ArrayList<>(from.isEmpty() ? List.of() : List.of(from.split("/", -1)));
    for (String part : relative.replace('\\', '/').split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }
}
