package dev.slipway.evidence;

import java.util.Comparator;

/**
 * A range of text in one file of the project.
 *
 * @param file path relative to the project's root, with forward slashes
 * @param line first line, from 1
 * @param column first column in UTF-16 code units, from 1
 * @param endLine last line, inclusive
 * @param endColumn column after the last character
 */
public record Span(String file, int line, int column, int endLine, int endColumn)
    implements Comparable<Span> {

  private static final Comparator<Span> ORDER =
      Comparator.comparing(Span::file)
          .thenComparingInt(Span::line)
          .thenComparingInt(Span::column)
          .thenComparingInt(Span::endLine)
          .thenComparingInt(Span::endColumn);

  public Span {
    if (line < 1 || column < 1 || endLine < line) {
      throw new IllegalArgumentException("no such range: " + file + ":" + line + ":" + column);
    }
  }

  /** The whole of one line, when the columns do not matter. */
  public static Span line(String file, int line) {
    return new Span(file, line, 1, line, 1);
  }

  public static Span at(String file, int line, int column) {
    return new Span(file, line, column, line, column);
  }

  @Override
  public int compareTo(Span other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line}, the form that editors and terminals open. */
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
