package dev.slipway.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.evidence.Span;
import org.junit.jupiter.api.Test;

class LinesTest {

  private final Lines lines = new Lines("one\r\ntwo  two\n\nfour");

  @Test
  void givesLinesWithoutTheirEnds() {
    assertThat(lines.line(1)).isEqualTo("one");
    assertThat(lines.line(3)).isEmpty();
    assertThat(lines.line(4)).isEqualTo("four");
  }

  @Test
  void isEmptyOutsideOfTheText() {
    assertThat(lines.line(0)).isEmpty();
    assertThat(lines.line(5)).isEmpty();
  }

  @Test
  void findsAWordAtOrBehindItsPlace() {
    assertThat(lines.of(Span.at("a", 2, 2), "two")).isEqualTo(new Span("a", 2, 6, 2, 9));
    assertThat(lines.of(Span.at("a", 2, 1), "three")).isEqualTo(new Span("a", 2, 1, 2, 9));
  }

  @Test
  void findsATextOnALaterLine() {
    assertThat(lines.find(Span.at("a", 2, 1), "our")).isEqualTo(new Span("a", 4, 2, 4, 5));
    assertThat(lines.find(Span.at("a", 1, 1), "one")).isEqualTo(new Span("a", 1, 1, 1, 4));
  }
}
