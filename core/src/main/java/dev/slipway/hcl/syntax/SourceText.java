package dev.slipway.hcl.syntax;

import dev.slipway.evidence.Span;

/** One file's text, and where its lines begin. Offsets are UTF-16 code units from 0. */
public final class SourceText {

  private final String path;
  private final String text;
  private int[] lineStarts = {};

  public SourceText(String path, String text) {
    this.path = path;
    this.text = text;
  }

  public String path() {
    return path;
  }

  public String text() {
    return text;
  }

  /** The place of the text from {@code start} to before {@code end}. */
  public Span span(int start, int end) {
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
