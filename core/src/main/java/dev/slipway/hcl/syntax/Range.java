package dev.slipway.hcl.syntax;

import dev.slipway.evidence.Span;

/**
 * A stretch of one file's text.
 *
 * @param start offset of the first code unit
 * @param end offset after the last one
 */
public record Range(SourceText source, int start, int end) {

  /** From the beginning of this to the end of the other, which lies in the same file. */
  public Range to(Range last) {
    return new Range(source, start, last.end);
  }

  public Span span() {
    return source.span(start, end);
  }

  public String text() {
    return source.text().substring(start, end);
  }

  @Override
  public String toString() {
    return span().toString();
  }
}
