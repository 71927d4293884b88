package dev.slipway.cli;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import java.util.List;
import java.util.Locale;

/** Prints problems for a person: what, where, why, what to do. */
final class DiagnosticPrinter {

  private static final int WIDTH = 100;
  private static final String INDENT = "    ";

  private final Terminal terminal;

  DiagnosticPrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  /** All problems of a severity or worse, in order, in full. */
  void print(java.io.PrintStream out, List<Diagnostic> diagnostics, Severity least) {
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.severity().compareTo(least) <= 0) {
        print(out, diagnostic);
      }
    }
  }

  private void print(java.io.PrintStream out, Diagnostic diagnostic) {
    String place =
        diagnostic
            .span()
            .map(Object::toString)
            .or(diagnostic::address)
            .map(p -> p + ": ")
            .orElse("");
    out.println(
        label(diagnostic.severity())
            + " "
            + place
            + terminal.bold(diagnostic.summary())
            + " "
            + terminal.dim("[" + diagnostic.code() + "]"));
    paragraphs(out, diagnostic.detail());
    paragraphs(out, diagnostic.fix());
    out.println();
  }

  private String label(Severity severity) {
    String word = severity.name().toLowerCase(Locale.ROOT);
    return switch (severity) {
      case ERROR -> terminal.red(word);
      case WARNING -> terminal.yellow(word);
      case NOTE -> terminal.cyan(word);
    };
  }

  /**
   * Wraps sentences; a line that begins with two spaces is a command to copy and stays as it is.
   */
  private static void paragraphs(java.io.PrintStream out, String text) {
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("  ")) {
        out.println(INDENT + line);
      } else {
        wrap(out, line);
      }
    }
  }

  private static void wrap(java.io.PrintStream out, String text) {
    StringBuilder line = new StringBuilder(INDENT);
    for (String word : text.split(" ")) {
      if (line.length() + word.length() >= WIDTH && line.length() > INDENT.length()) {
        out.println(line.toString().stripTrailing());
        line = new StringBuilder(INDENT);
      }
      line.append(word).append(' ');
    }
    if (!line.toString().isBlank()) {
      out.println(line.toString().stripTrailing());
    }
  }
}
