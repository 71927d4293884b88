package dev.slipway.cli;

import dev.slipway.diagnostic.Outcome;
import dev.slipway.intake.configuration.Configuration;
import dev.slipway.source.PartialSourceTree;
import dev.slipway.source.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

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
    Path common = common(paths);
    Path root = root(common);
    return new CheckedProject(
        root, paths.stream().map(p -> root.relativize(p).toString().replace('\\', '/')).toList());
  }

  private static Path common(List<Path> paths) {
    Path first = folder(paths.getFirst());
    int names = first.getNameCount();
    for (Path path : paths) {
      while (names > 0 && !path.startsWith(beginning(first, names))) {
        names--;
      }
    }
    return beginning(first, names);
  }

  /** The folder that the first names of an absolute path lead to. */
  private static Path beginning(Path path, int names) {
    Path top = Objects.requireNonNull(path.getRoot(), "an absolute path");
    return names == 0 ? top : top.resolve(path.subpath(0, names));
  }

  private static Path root(Path common) {
    for (int names = common.getNameCount(); names >= 0; names--) {
      Path candidate = beginning(common, names);
      if (SIGNS_OF_A_ROOT.stream().anyMatch(sign -> Files.exists(candidate.resolve(sign)))) {
        return candidate;
      }
    }
    return common;
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
