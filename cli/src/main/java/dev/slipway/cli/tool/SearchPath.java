package dev.slipway.cli.tool;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where programs are looked for: the absolute folders of a search path that are not in the checked
 * project. What somebody has put into a repository is data, and is not run for being there.
 *
 * @param folders in order
 */
record SearchPath(List<Path> folders) {

  SearchPath {
    folders = List.copyOf(folders);
  }

  /**
   * @param path as the environment has it
   * @param project the folder of the checked project
   */
  static SearchPath of(String path, Path project) {
    List<Path> folders = new ArrayList<>();
    for (String name : path.split(File.pathSeparator)) {
      try {
        Path folder = Path.of(name);
        if (folder.isAbsolute() && !isInside(folder, project)) {
          folders.add(folder);
        }
      } catch (InvalidPathException e) {
        // Nothing can be found there.
      }
    }
    return new SearchPath(folders);
  }

  Optional<Path> find(String program, Path project) {
    for (Path folder : folders) {
      Path file = folder.resolve(program);
      if (Files.isExecutable(file) && Files.isRegularFile(file) && !isInside(file, project)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static boolean isInside(Path path, Path project) {
    try {
      return path.toRealPath().startsWith(project.toRealPath());
    } catch (IOException e) {
      return path.normalize().startsWith(project.toAbsolutePath().normalize());
    }
  }

  /** As the environment has it. */
  @Override
  public String toString() {
    return String.join(File.pathSeparator, folders.stream().map(Path::toString).toList());
  }
}
