package dev.slipway.cli;

import dev.slipway.diagnostic.Outcome;
import dev.slipway.intake.configuration.Configuration;
import dev.slipway.source.PartialSourceTree;
import dev.slipway.source.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The project around the paths that are to be checked.
 *
 * @param root its folder: the nearest one above all paths that is a repository or has a
 *     configuration of Slipway's, else their common folder
 * @param parts the paths from there, with forward slashes; the empty one is all
 */
record CheckedProject(Path root, List<String> parts) {

  private static final List<String> SIGNS_OF_A_ROOT =
      List.of(".git", "slipway.yaml", "slipway.yml", ".slipway");

  /** Expects absolute, normalized paths of files and folders that exist; at least one. */
  static CheckedProject around(List<Path> paths) {
    Path common = folder(paths.getFirst());
    for (Path path : paths) {
      while (!path.startsWith(common)) {
        common = common.getParent();
      }
    }
    Path root = common;
    for (Path above = common; above != null; above = above.getParent()) {
      Path candidate = above;
      if (SIGNS_OF_A_ROOT.stream().anyMatch(sign -> Files.exists(candidate.resolve(sign)))) {
        root = above;
        break;
      }
    }
    Path found = root;
    return new CheckedProject(
        root, paths.stream().map(p -> found.relativize(p).toString().replace('\\', '/')).toList());
  }

  private static Path folder(Path path) {
    Path parent = path.getParent();
    return Files.isDirectory(path) || parent == null ? path : parent;
  }

  SourceTree tree() {
    SourceTree tree = PartialSourceTree.open(root, parts, List.of());
    Outcome<Configuration> configuration = Configuration.read(tree);
    List<String> ignore = configuration.value().ignore();
    return ignore.isEmpty() ? tree : PartialSourceTree.open(root, parts, ignore);
  }
}
