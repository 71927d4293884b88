package dev.slipway.terraform;

import dev.slipway.document.JsonDocument;
import dev.slipway.document.Node;
import dev.slipway.source.SourceTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which modules {@code terraform init} has fetched to where, as far as the tree shows its {@code
 * .terraform} folders.
 */
final class ModuleManifests {

  private static final String FOLDER = ".terraform";

  private final SourceTree tree;
  private final Map<String, Map<String, String>> folders = new HashMap<>();

  ModuleManifests(SourceTree tree) {
    this.tree = tree;
  }

  /** Whether a folder holds what was fetched, not what somebody wrote. */
  static boolean isInstalled(String folder) {
    return folder.startsWith(FOLDER + "/") || folder.contains("/" + FOLDER + "/");
  }

  /**
   * Where a called module was put.
   *
   * @param root the root module's folder
   * @param path the names of the calls that lead to it
   */
  Optional<String> folder(String root, List<String> path) {
    Map<String, String> known = folders.get(root);
    if (known == null) {
      known = read(root);
      folders.put(root, known);
    }
    return Optional.ofNullable(known.get(String.join(".", path)));
  }

  private Map<String, String> read(String root) {
    Map<String, String> installed = new TreeMap<>();
    String path = FolderFiles.join(root, FOLDER + "/modules/modules.json");
    Optional<Node> document =
        tree.text(path).flatMap(text -> JsonDocument.read(path, text).value());
    for (Node module : document.flatMap(d -> d.get("Modules")).map(Node::items).orElse(List.of())) {
      Optional<String> key = module.text("Key");
      Optional<String> folder =
          module.text("Dir").flatMap(relative -> FolderPath.resolve(root, relative));
      if (key.isPresent() && folder.isPresent()) {
        installed.put(key.get(), folder.get());
      }
    }
    return installed;
  }
}
