package dev.slipway.cli;

import dev.slipway.check.rule.written.SecretMask;
import dev.slipway.emit.report.PlainText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/**
 * Prints what would change in a file, in the unified form. It is for the eye: secrets are hidden,
 * control characters replaced and the ends of very long lines left out.
 */
final class DiffPrinter {

  private static final int LONGEST_LINE = 1_000;

  /** Beyond what is shown, so that a secret across its end is still seen to be one. */
  private static final int LONGEST_MASKED = 2 * LONGEST_LINE;

  private final Terminal terminal;

  DiffPrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(String path, String before, String after) {
    RawText old = new RawText(before.getBytes(StandardCharsets.UTF_8));
    RawText changed = new RawText(after.getBytes(StandardCharsets.UTF_8));
    EditList edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, old, changed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.format(edits, old, changed);
    } catch (IOException e) {
      throw new UncheckedIOException("no disk is involved", e);
    }
    terminal.out().println(terminal.bold("--- a/" + PlainText.of(path)));
    terminal.out().println(terminal.bold("+++ b/" + PlainText.of(path)));
    for (String line : out.toString(StandardCharsets.UTF_8).split("\n")) {
      line(shown(line));
    }
  }

  private static String shown(String line) {
    String beginning = line.substring(0, Math.min(line.length(), LONGEST_MASKED));
    String plain = PlainText.of(withoutReturn(SecretMask.masked(beginning, false)));
    return line.length() <= LONGEST_LINE
        ? plain
        : plain.substring(0, LONGEST_LINE)
            + " … "
            + (line.length() - LONGEST_LINE)
            + " characters more";
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private void line(String line) {
    String shown =
        line.startsWith("+")
            ? terminal.green(line)
            : line.startsWith("-") ? terminal.red(line) : line;
    terminal.out().println(line.startsWith("@@") ? terminal.cyan(line) : shown);
  }
}
