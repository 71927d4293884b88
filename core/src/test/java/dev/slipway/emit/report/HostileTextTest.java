package dev.slipway.emit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.check.report.CheckReport;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostileTextTest {

  private final CheckReport report =
      new CheckReport(
          List.of(
              Diagnostic.error(
                  "SLIP-A",
                  Span.line("a\u001b[31m.tf", 1),
                  "one\u001b]0;title\u0007",
                  "two\u0000\r\n::error::three",
                  "four\u009b31m")),
          List.of(),
          List.of(),
          0,
          1,
          0,
          List.of());

  @Test
  void githubsLinesHoldNoControlCharactersAndNoCommandOfTheFilesOwn() {
    String lines = GithubReport.write(report);

    assertThat(lines.strip().lines()).hasSize(1);
    assertThat(lines.strip().chars()).noneMatch(Character::isISOControl);
  }

  @Test
  void markdownHoldsNoControlCharacters() {
    assertThat(MarkdownReport.write(report).chars().filter(c -> c != '\n'))
        .noneMatch(Character::isISOControl);
  }
}
