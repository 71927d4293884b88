package dev.slipway.source;

import java.util.Collections;
import java.util.List;

/** A sorted list of paths, asked for ranges. */
final class PathList {

  private PathList() {}

  /** The paths under {@code folder}: they stand side by side in {@code sorted}. */
  static List<String> under(List<String> sorted, String folder) {
    if (folder.isEmpty()) {
      return sorted;
    }
    int from = insertionPoint(sorted, folder + "/");
    int to = insertionPoint(sorted, folder + "0"); // '0' is the code unit after '/'
    return sorted.subList(from, Math.max(from, to));
  }

  private static int insertionPoint(List<String> sorted, String key) {
    int index = Collections.binarySearch(sorted, key);
    return index < 0 ? -index - 1 : index;
  }
}
