package dev.slipway.source;

import dev.slipway.evidence.Span;
import java.util.Arrays;

/** A text by its lines. Their beginnings are looked up once, when a first place is asked for. */
public final class Lines {

  private final String text;
  private int[] starts = {};

  public Lines(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /** A line's text, from 1, without its end; empty beyond the last. */
  public String line(int number) {
    return line(number, text.length());
  }

  /** As {@link #line(int)}, at most so many characters of it. */
  public String line(int number, int most) {
    int start = start(number);
    if (start < 0) {
      return "";
    }
    int end = number < starts.length ? starts[number] - 1 : text.length();
    String line = text.substring(start, (int) Math.min(end, (long) start + most));
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** Where a line begins; -1 beyond the last. */
  private int start(int number) {
    if (starts.length == 0) {
      starts = starts();
    }
    return number >= 1 && number <= starts.length ? starts[number - 1] : -1;
  }

  private int[] starts() {
    int[] found = new int[16];
    int count = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
      found[count++] = i + 1;
    }
    return Arrays.copyOf(found, count);
  }

  /** From a place to the end of what is written on its line. */
  public Span rest(Span place) {
    String line = line(place.line()).stripTrailing();
    int end = Math.max(place.column(), line.length() + 1);
    return new Span(place.file(), place.line(), place.column(), place.line(), end);
  }

  /** A word where it stands on the line of a place, at or after it; otherwise the line's rest. */
  public Span of(Span place, String word) {
    String line = line(place.line());
    int found = line.indexOf(word, Math.min(place.column() - 1, line.length()));
    if (found < 0 || word.isEmpty()) {
      return rest(place);
    }
    return new Span(place.file(), place.line(), found + 1, place.line(), found + 1 + word.length());
  }

  /** A text where it first stands from the line of a place on; the line's rest without it. */
  public Span find(Span place, String wanted) {
    int found = text.indexOf(wanted, Math.max(0, start(place.line())));
    if (found < 0 || wanted.isEmpty() || wanted.indexOf('\n') >= 0) {
      return rest(place);
    }
    start(1);
    int at = Arrays.binarySearch(starts, found);
    int line = at >= 0 ? at + 1 : -at - 1;
    int column = found - starts[line - 1] + 1;
    return new Span(place.file(), line, column, line, column + wanted.length());
  }
}
