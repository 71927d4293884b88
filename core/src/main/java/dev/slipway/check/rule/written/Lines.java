package dev.slipway.check.rule.written;

import dev.slipway.evidence.Span;

/** Places in a text. Reads the text anew on each call, which only findings cause. */
public final class Lines {

  private Lines() {}

  /** A line's text, from 1, without its end; empty beyond the last. */
  public static String line(String text, int number) {
    int start = 0;
    for (int line = 1; line < number; line++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return "";
      }
      start = end + 1;
    }
    int end = text.indexOf('\n', start);
    String line = text.substring(start, end < 0 ? text.length() : end);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** From a place to the end of what is written on its line. */
  public static Span rest(String text, Span place) {
    String line = line(text, place.line()).stripTrailing();
    int end = Math.max(place.column(), line.length() + 1);
    return new Span(place.file(), place.line(), place.column(), place.line(), end);
  }

  /** A word where it stands on the line of a place, at or after it; otherwise the line's rest. */
  public static Span of(String text, Span place, String word) {
    String line = line(text, place.line());
    int found = line.indexOf(word, Math.min(place.column() - 1, line.length()));
    if (found < 0 || word.isEmpty()) {
      return rest(text, place);
    }
    return new Span(place.file(), place.line(), found + 1, place.line(), found + 1 + word.length());
  }

  /** A text where it first stands from the line of a place on; the line's rest without it. */
  public static Span find(String text, Span place, String wanted) {
    int offset = 0;
    for (int line = 1; line < place.line() && offset >= 0; line++) {
      offset = text.indexOf('\n', offset) + 1;
    }
    int found = text.indexOf(wanted, offset);
    if (found < 0 || wanted.isEmpty() || wanted.indexOf('\n') >= 0) {
      return rest(text, place);
    }
    int line = place.line();
    int start = offset;
    for (int end = text.indexOf('\n', start); end >= 0 && end < found; ) {
      line++;
      start = end + 1;
      end = text.indexOf('\n', start);
    }
    int column = found - start + 1;
    return new Span(place.file(), line, column, line, column + wanted.length());
  }
}
