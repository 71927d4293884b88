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

  private static final String YOURS = "<<<<<<< yours\n";
  private static final String BASE = "||||||| last generated\n";
  private static final String SEPARATOR = "=======\n";
  private static final String GENERATED = ">>>>>>> generated\n";

  /**
   * Merges two changes of one text. Where both sides changed the same lines, all versions stand
   * between conflict markers.
   *
   * @param base what the last run wrote
   * @param yours what is there now
   * @param generated what this run would write
   */
  static String merge(String base, String yours, String generated) {
    MergeResult<RawText> result =
        new MergeAlgorithm(new HistogramDiff())
            .merge(RawTextComparator.DEFAULT, raw(base), raw(yours), raw(generated));
    StringBuilder text = new StringBuilder();
    boolean inConflict = false;
    for (MergeChunk chunk : result) {
      switch (chunk.getConflictState()) {
        case FIRST_CONFLICTING_RANGE -> {
          text.append(inConflict ? GENERATED : "").append(YOURS);
          inConflict = true;
        }
        case BASE_CONFLICTING_RANGE -> text.append(BASE);
        case NEXT_CONFLICTING_RANGE -> text.append(SEPARATOR);
        case NO_CONFLICT -> {
          text.append(inConflict ? GENERATED : "");
          inConflict = false;
        }
      }
      text.append(lines(result.getSequences().get(chunk.getSequenceIndex()), chunk));
    }
    return text.append(inConflict ? GENERATED : "").toString();
  }

  /**
   * The lines on which a conflict begins, from 1: those of this merge, and those of an earlier one
   * still unsettled.
   */
  static List<Integer> conflictLines(String text) {
    List<Integer> conflicts = new ArrayList<>();
    int line = 1;
    for (int start = 0; start < text.length(); line++) {
      if (text.startsWith(YOURS, start)) {
        conflicts.add(line);
      }
      int end = text.indexOf('\n', start);
      start = end < 0 ? text.length() : end + 1;
    }
    return conflicts;
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
}
