package dev.slipway.source;

import dev.slipway.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a project at one moment. Paths are relative to the root, with forward slashes,
 * without {@code .} or {@code ..}. Ignored trees (version control, installed dependencies, build
 * output, what {@code .gitignore} names) are not part of it.
 */
public interface SourceTree {

  /** A name for the project when nothing better is known: the root folder's name. */
  String name();

  /** All paths, sorted by code unit. */
  List<String> paths();

  boolean contains(String path);

  /** Whether there is anything at all at a path, be it ignored. */
  default boolean exists(String path) {
    return contains(path);
  }

  /**
   * The paths directly or indirectly under {@code folder}, sorted; the empty string is the root.
   */
  List<String> under(String folder);

  /**
   * The paths of the files that lie directly in {@code folder}, sorted; the empty string is the
   * root. A folder that is only a part of what {@link #paths()} names is complete here.
   */
  default List<String> in(String folder) {
    int start = folder.isEmpty() ? 0 : folder.length() + 1;
    return under(folder).stream().filter(path -> path.indexOf('/', start) < 0).toList();
  }

  /**
   * The file's text. Empty for a path that is not there, and for a file that is binary, too large,
   * not UTF-8 or not readable; {@link #diagnostics()} then says why.
   */
  Optional<String> text(String path);

  /** This tree without some files, such as those that an earlier run generated. */
  default SourceTree without(Set<String> hidden) {
    return FilteredSourceTree.without(this, hidden);
  }

  /** What was found wrong so far with listing or reading, in a defined order. */
  List<Diagnostic> diagnostics();
}
