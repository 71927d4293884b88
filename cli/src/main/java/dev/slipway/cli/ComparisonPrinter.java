package dev.slipway.cli;

import dev.slipway.compare.Comparison;
import dev.slipway.compare.ComparisonText;
import dev.slipway.compare.ComparisonText.Section;
import java.util.List;

/** Prints a comparison of clouds for people at a terminal. */
final class ComparisonPrinter {

  private static final String GAP = "  ";

  private final Terminal terminal;

  ComparisonPrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Comparison comparison) {
    boolean first = true;
    for (Section section : ComparisonText.of(comparison)) {
      if (!first) {
        terminal.out().println();
      }
      first = false;
      terminal.out().println(terminal.bold(section.title()) + GAP + terminal.dim(section.note()));
      if (!section.header().isEmpty()) {
        table(section);
      }
      section.items().forEach(item -> terminal.out().println(GAP + "- " + item));
    }
  }

  private void table(Section section) {
    int[] widths = new int[section.header().size()];
    measure(widths, section.header());
    section.rows().forEach(row -> measure(widths, row));
    terminal.out().println(terminal.dim(line(widths, section.header())));
    section.rows().forEach(row -> terminal.out().println(line(widths, row)));
  }

  private static void measure(int[] widths, List<String> cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], cells.get(i).length());
    }
  }

  private static String line(int[] widths, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      line.append(GAP).append(cell).append(" ".repeat(widths[i] - cell.length()));
    }
    return line.toString().stripTrailing();
  }
}
