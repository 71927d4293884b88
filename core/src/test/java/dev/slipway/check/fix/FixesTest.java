package dev.slipway.check.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Diagnostic.Edit;
import dev.slipway.evidence.Span;
import dev.slipway.source.MemorySourceTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FixesTest {

  private static final String FILE = "notes.txt";

  @Test
  void makesEveryChangeThatTouchesNoOther() {
    assertThat(
            fixed(
                "one two three\nfour\n",
                change(1, 1, 4, "1"),
                change(1, 9, 14, "3"),
                change(2, 1, 5, "4")))
        .isEqualTo("1 two 3\n4\n");
  }

  @Test
  void takesTheFirstOfTwoChangesOfOnePlace() {
    assertThat(fixed("abcdef\n", change(1, 2, 5, "-"), change(1, 4, 6, "+"))).isEqualTo("a-ef\n");
    assertThat(fixed("abcdef\n", change(1, 3, 3, "!"), change(1, 3, 3, "!")))
        .isEqualTo("ab!cdef\n");
    assertThat(fixed("abcdef\n", change(1, 1, 6, "x"), change(1, 3, 3, "!"))).isEqualTo("xf\n");
  }

  @Test
  void changesNothingAtAPlaceThatIsNotThere() {
    assertThat(fixed("abc\n", change(9, 1, 2, "x"), change(1, 1, 2, "A"))).isEqualTo("Abc\n");
  }

  @Test
  void makesManyChangesInTimeThatGrowsWithTheirNumber() {
    int lines = 40_000;
    String text = "wrong\n".repeat(lines);
    Diagnostic[] findings = new Diagnostic[lines];
    for (int i = 0; i < lines; i++) {
      findings[lines - 1 - i] = change(i + 1, 1, 6, "right");
    }
    assertThat(assertTimeout(Duration.ofSeconds(5), () -> fixed(text, findings)))
        .isEqualTo("right\n".repeat(lines));
  }

  private static String fixed(String text, Diagnostic... findings) {
    List<Fixes.Change> changes =
        Fixes.of(
            new ArrayList<>(List.of(findings)),
            List.of(FILE),
            MemorySourceTree.of("project", Map.of(FILE, text)));
    assertThat(changes).hasSize(1);
    return changes.getFirst().after();
  }

  private static Diagnostic change(int line, int column, int endColumn, String replacement) {
    Span span = new Span(FILE, line, column, line, endColumn);
    return Diagnostic.error("SLIP-X", span, "wrong", "why", "what")
        .mendedBy(new Edit(span, replacement));
  }
}
