package dev.slipway.cli;

import dev.slipway.check.rule.written.SecretMask;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.emit.report.PlainText;
import dev.slipway.evidence.Span;
import dev.slipway.source.Lines;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Prints findings for a person: the line they are about, a mark under the place, why, what to do.
 */
final class FindingPrinter {

  private static final int LONGEST_LINE = 140;
  private static final int MASKED_AROUND = 2_000;

  private final Terminal terminal;
  private final Function<String, Optional<String>> text;
  private final UnaryOperator<String> shownPath;
  private final Map<String, Lines> files = new HashMap<>();

  /**
   * @param text the text of a checked file by its path
   * @param shownPath a file's path as the reader's own place sees it
   */
  FindingPrinter(
      Terminal terminal, Function<String, Optional<String>> text, UnaryOperator<String> shownPath) {
    this.terminal = terminal;
    this.text = text;
    this.shownPath = shownPath;
  }

  void print(PrintStream out, Diagnostic finding) {
    out.println(
        terminal.label(finding.severity())
            + terminal.bold(": " + plain(finding.summary()))
            + " "
            + terminal.dim("[" + finding.code() + "]"));
    finding
        .span()
        .ifPresentOrElse(
            span -> place(out, span, finding.address(), SecretMask.isAbout(finding)),
            () -> finding.address().ifPresent(a -> out.println("  --> " + plain(a))));
    Paragraphs.print(out, PlainText.of(finding.detail()));
    Paragraphs.print(out, PlainText.of(finding.fix()));
    out.println();
  }

  private void place(PrintStream out, Span span, Optional<String> address, boolean holdsSecret) {
    out.println(
        "  "
            + terminal.cyan("-->")
            + " "
            + plain(shownPath.apply(span.file()))
            + ":"
            + span.line()
            + ":"
            + span.column()
            + address.map(a -> "  " + terminal.dim(plain(a))).orElse(""));
    line(span)
        .map(line -> masked(line, span.column(), holdsSecret))
        .ifPresent(line -> excerpt(out, span, line));
  }

  private Optional<String> line(Span span) {
    Lines lines =
        files.computeIfAbsent(span.file(), file -> new Lines(text.apply(file).orElse("")));
    String line = lines.line(span.line());
    return line.isBlank() ? Optional.empty() : Optional.of(line.stripTrailing());
  }

  /** Masks what is near the place; of a longer line no more is shown. */
  private static String masked(String line, int column, boolean holdsSecret) {
    int from = Math.clamp(column - MASKED_AROUND, 0, line.length());
    int to = Math.clamp(column + MASKED_AROUND, from, line.length());
    return line.substring(0, from)
        + SecretMask.masked(line.substring(from, to), holdsSecret)
        + line.substring(to);
  }

  /** Long lines are cut around the place. */
  private void excerpt(PrintStream out, Span span, String line) {
    int from = Math.min(span.column() - 1, line.length());
    int to =
        span.endLine() > span.line()
            ? line.length()
            : Math.min(span.endColumn() - 1, line.length());
    int cut = from > LONGEST_LINE / 2 && line.length() > LONGEST_LINE ? from - LONGEST_LINE / 2 : 0;
    String shown = line.substring(cut, Math.min(line.length(), cut + LONGEST_LINE));
    int length = Math.max(1, Math.min(to, cut + shown.length()) - from);
    if (span.column() == 1 && span.endColumn() == 1 && span.endLine() == span.line()) {
      from = line.length() - line.stripLeading().length();
      length = Math.max(1, shown.length() - from);
    }
    String number = Integer.toString(span.line());
    String margin = " ".repeat(number.length());
    String bar = terminal.cyan("|");
    out.println("  " + margin + " " + bar);
    out.println("  " + terminal.cyan(number) + " " + bar + " " + plain(shown));
    out.println(
        "  "
            + margin
            + " "
            + bar
            + " "
            + indentation(shown, from - cut)
            + terminal.red("^".repeat(length)));
  }

  /** As wide as the text before the mark, tabs kept. */
  private static String indentation(String line, int length) {
    StringBuilder space = new StringBuilder(length);
    for (int i = 0; i < length && i < line.length(); i++) {
      space.append(line.charAt(i) == '\t' ? '\t' : ' ');
    }
    return space.toString();
  }

  /** Control characters of a checked file could drive the terminal. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      plain.append(Character.isISOControl(c) && c != '\t' ? '\ufffd' : c);
    }
    return plain.toString();
  }
}
