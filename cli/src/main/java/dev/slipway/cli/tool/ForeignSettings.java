package dev.slipway.cli.tool;

import dev.slipway.document.Node;
import dev.slipway.document.YamlDocument;
import dev.slipway.source.SourceTree;
import java.util.List;
import java.util.Optional;

/**
 * A program's settings in the checked project. Some of them make the program run code of the
 * project or write files, so only those that are known to do neither are let through.
 */
final class ForeignSettings {

  private ForeignSettings() {}

  /** Why a file of settings in YAML keeps the program from being asked; empty when nothing does. */
  static Optional<String> hindrance(SourceTree tree, String path, List<String> harmless) {
    if (!tree.exists(path)) {
      return Optional.empty();
    }
    Optional<String> text = tree.text(path);
    if (text.isEmpty()) {
      return Optional.of("`" + path + "` cannot be read, and could make it run code");
    }
    var read = YamlDocument.read(path, text.get());
    if (!read.diagnostics().isEmpty()) {
      return Optional.of("`" + path + "` cannot be read, and could make it run code");
    }
    return read.value().stream()
        .flatMap(node -> node.entries().stream())
        .map(Node.Entry::key)
        .filter(key -> !harmless.contains(key))
        .findFirst()
        .map(key -> "`" + key + "` in `" + path + "` could make it run code of the project");
  }
}
