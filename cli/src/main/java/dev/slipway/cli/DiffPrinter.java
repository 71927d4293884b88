package dev.slipway.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** Prints what would change in a file, in the unified form that {@code patch} takes. */
final class DiffPrinter {

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
    terminal.out().println(terminal.bold("--- a/" + path));
    terminal.out().println(terminal.bold("+++ b/" + path));
    out.toString(StandardCharsets.UTF_8).lines().forEach(this::line);
  }

  private void line(String line) {
    String shown =
        line.startsWith("+")
            ? terminal.green(line)
            : line.startsWith("-") ? terminal.red(line) : line;
    terminal.out().println(line.startsWith("@@") ? terminal.cyan(line) : shown);
  }
}
