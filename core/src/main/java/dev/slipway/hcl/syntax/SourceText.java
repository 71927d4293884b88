package dev.slipway.hcl.syntax;

import dev.slipway.evidence.Span;
import org.jspecify.annotations.Nullable;

/** One file's text, and where its lines begin. Offsets are UTF-16 code units from 0. */
public final class SourceText {

  private final String path;
  private final String text;
  private final @Nullable SourceText outer;
  private final int shift;
  private final int[] offsets;
  private int[] lineStarts = {};

  public SourceText(String path, String text) {
    this(path, text, null, 0, new int[0]);
  }

  /** Text that stands in another one unchanged, from an offset on. */
  SourceText(SourceText outer, String text, int start) {
    this(outer.path, text, outer, start, new int[0]);
  }

  /** Text that was decoded from another one, with the place of each of its characters and end. */
  SourceText(SourceText outer, String text, int[] offsets) {
    this(outer.path, text, outer, 0, offsets);
  }

  private SourceText(
      String path, String text, @Nullable SourceText outer, int shift, int[] offsets) {
    this.path = path;
    this.text = text;
    this.outer = outer;
    this.shift = shift;
    this.offsets = offsets;
  }

  public String path() {
    return path;
  }

  public String text() {
    return text;
  }

  /** The place of the text from {@code start} to before {@code end}. */
  public Span span(int start, int end) {
    if (outer != null) {
      return offsets.length == 0
          ? outer.span(start + shift, end + shift)
          : outer.span(offsets[start], offsets[end]);
    }
    int[] starts = lineStarts();
    int line = line(starts, start);
    int endLine = line(starts, Math.max(start, end));
    return new Span(
        path, line + 1, start - starts[line] + 1, endLine + 1, end - starts[endLine] + 1);
  }

  private static int line(int[] starts, int offset) {
    int found = java.util.Arrays.binarySearch(starts, offset);
    return found >= 0 ? found : -found - 2;
  }

  /** Found when the first place is asked for: most files have nothing to report. */
  private int[] lineStarts() {
    if (lineStarts.length == 0) {
      int lines = 1;
      for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
        lines++;
      }
      int[] starts = new int[lines];
      int next = 1;
      for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
        starts[next++] = i + 1;
      }
      lineStarts = starts;
    }
    return lineStarts;
  }
}
