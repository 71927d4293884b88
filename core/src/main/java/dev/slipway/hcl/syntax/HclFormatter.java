package dev.slipway.hcl.syntax;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import java.util.List;

/**
 * The canonical layout of a file in native syntax: the bytes that {@code terraform fmt} of
 * Terraform 1.11 writes.
 */
public final class HclFormatter {

  private HclFormatter() {}

  /**
   * The text in canonical layout. A text with errors is returned as it is, with them: nobody knows
   * what was meant by it.
   */
  public static Outcome<String> format(String path, String text) {
    List<Diagnostic> problems = HclReader.read(path, text).diagnostics();
    if (problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR)) {
      return new Outcome<>(text, problems);
    }
    List<FormatToken> tokens = new FormatRewriting(text).tokens();
    FormatLayout.arrange(tokens);
    return new Outcome<>(print(tokens, text.length()), problems);
  }

  private static String print(List<FormatToken> tokens, int expectedLength) {
    StringBuilder out = new StringBuilder(expectedLength + expectedLength / 8);
    for (FormatToken token : tokens) {
      out.repeat(' ', token.spaces).append(token.text());
    }
    return out.toString();
  }
}
