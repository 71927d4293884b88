package dev.slipway.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeResult;

/** Merges a file that both a person and a new run have changed since the last run. */
final class ThreeWayMerge {

  private ThreeWayMerge() {}

  /**
   * A merged text.
   *
   * @param text with conflict markers where both sides changed the same lines
   * @param conflictLines the lines of {@code text} on which a conflict begins, from 1
   */
  record Merged(String text, List<Integer> conflictLines) {}

  /**
   * Merges two changes of one text.
   *
   * @param base what the last run wrote
   * @param yours what is there now
   * @param generated what this run would write
   */
  static Merged merge(String base, String yours, String generated) {
    MergeResult<RawText> result =
        new MergeAlgorithm(new HistogramDiff())
            .merge(RawTextComparator.DEFAULT, raw(base), raw(yours), raw(generated));
    StringBuilder text = new StringBuilder();
    List<Integer> conflicts = new ArrayList<>();
    Position position = new Position();
    for (MergeChunk chunk : result) {
      marker(chunk, text, conflicts, position);
      RawText source = result.getSequences().get(chunk.getSequenceIndex());
      append(lines(source, chunk), text, position);
    }
    if (position.inConflict) {
      append(">>>>>>> generated\n", text, position);
    }
    return new Merged(text.toString(), List.copyOf(conflicts));
  }

  private static void marker(
      MergeChunk chunk, StringBuilder text, List<Integer> conflicts, Position position) {
    switch (chunk.getConflictState()) {
      case FIRST_CONFLICTING_RANGE -> {
        conflicts.add(position.line);
        append("<<<<<<< yours\n", text, position);
        position.inConflict = true;
      }
      case BASE_CONFLICTING_RANGE -> append("||||||| last generated\n", text, position);
      case NEXT_CONFLICTING_RANGE -> append("=======\n", text, position);
      case NO_CONFLICT -> {
        if (position.inConflict) {
          append(">>>>>>> generated\n", text, position);
          position.inConflict = false;
        }
      }
    }
  }

  private static void append(String lines, StringBuilder text, Position position) {
    text.append(lines);
    position.line += (int) lines.chars().filter(c -> c == '\n').count();
  }

  private static String lines(RawText source, MergeChunk chunk) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (int i = chunk.getBegin(); i < chunk.getEnd(); i++) {
        source.writeLine(bytes, i);
        if (i < source.size() - 1 || !source.isMissingNewlineAtEnd()) {
          bytes.write('\n');
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
  }

  static RawText raw(String text) {
    return new RawText(text.getBytes(StandardCharsets.UTF_8));
  }

  /** How far the merged text has come. */
  private static final class Position {
    private int line = 1;
    private boolean inConflict;
  }
}
