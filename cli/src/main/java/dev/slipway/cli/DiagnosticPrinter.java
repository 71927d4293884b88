package dev.slipway.cli;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import java.io.PrintStream;
import java.util.List;

/** Prints problems for a person: what, where, why, what to do. */
final class DiagnosticPrinter {

  private final Terminal terminal;

  DiagnosticPrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  /** All problems of a severity or worse, in order, in full. */
  void print(PrintStream out, List<Diagnostic> diagnostics, Severity least) {
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.severity().compareTo(least) <= 0) {
        print(out, diagnostic);
      }
    }
  }

  private void print(PrintStream out, Diagnostic diagnostic) {
    String place =
        diagnostic
            .span()
            .map(Object::toString)
            .or(diagnostic::address)
            .map(p -> p + ": ")
            .orElse("");
    out.println(
        terminal.label(diagnostic.severity())
            + " "
            + place
            + terminal.bold(diagnostic.summary())
            + " "
            + terminal.dim("[" + diagnostic.code() + "]"));
    Paragraphs.print(out, diagnostic.detail());
    Paragraphs.print(out, diagnostic.fix());
    out.println();
  }
}
