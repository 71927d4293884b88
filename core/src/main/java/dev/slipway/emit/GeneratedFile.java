package dev.slipway.emit;

import dev.slipway.blueprint.Provenance;
import java.util.List;
import java.util.Optional;

/**
 * One file of the design, as text, with the reason for each of its lines.
 *
 * @param path from the project's root, with forward slashes
 * @param text the whole file, each line ended by {@code \n}
 * @param executable whether it is to be run by its name
 * @param lines the reasons, by ascending lines, without overlap; a line without a reason of its own
 *     is in none
 */
public record GeneratedFile(
    String path, String text, boolean executable, List<LineProvenance> lines) {

  public GeneratedFile {
    lines = List.copyOf(lines);
  }

  /**
   * Why a run of lines is there.
   *
   * @param firstLine from 1
   * @param lastLine inclusive
   * @param address the Terraform resource the lines belong to, such as {@code
   *     google_sql_database_instance.main}
   */
  public record LineProvenance(
      int firstLine, int lastLine, Provenance provenance, Optional<String> address) {

    public LineProvenance {
      if (firstLine < 1 || lastLine < firstLine) {
        throw new IllegalArgumentException("no such lines: " + firstLine + " to " + lastLine);
      }
    }
  }

  /** The reason for one line, counted from 1. */
  public Optional<LineProvenance> at(int line) {
    int low = 0;
    int high = lines.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      LineProvenance candidate = lines.get(middle);
      if (line < candidate.firstLine()) {
        high = middle - 1;
      } else if (line > candidate.lastLine()) {
        low = middle + 1;
      } else {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
