package dev.slipway.evaluate.function;

import java.util.List;
import java.util.Optional;

/**
 * The files that functions may read. Paths are as Terraform sees them: relative to the folder of
 * the root module, with forward slashes.
 */
public interface FunctionFiles {

  /** What is at a path. */
  sealed interface Found {
    /** A file with text. */
    record Text(String content) implements Found {}

    /** A file whose content is not text, or not known. */
    record Opaque() implements Found {}

    record Folder() implements Found {}

    record Nothing() implements Found {}

    /** Outside of what is checked: what is there cannot be told. */
    record Outside() implements Found {}
  }

  Found find(String path);

  /**
   * The paths of all files below a folder, relative to it and sorted; empty when they cannot be
   * told.
   */
  Optional<List<String>> below(String folder);

  /** Files of which nothing is known. */
  static FunctionFiles unknown() {
    return new FunctionFiles() {
      @Override
      public Found find(String path) {
        return new Found.Outside();
      }

      @Override
      public Optional<List<String>> below(String folder) {
        return Optional.empty();
      }
    };
  }
}
