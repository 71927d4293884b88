package dev.slipway.hcl.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Sets the spaces before each token: indentation by open brackets, spaces within a line, and below
 * each other the equals signs and the comments of consecutive lines.
 */
final class FormatLayout {

  private static final int INDENT = 2;

  private FormatLayout() {}

  static void arrange(List<FormatToken> tokens) {
    List<FormatLine> lines = FormatLine.lines(tokens);
    indent(lines);
    for (FormatLine line : lines) {
      FormatSpacing.space(line.lead());
      if (!line.assignment().isEmpty()) {
        line.assignment().getFirst().spaces = 1;
        FormatSpacing.space(line.assignment());
      }
    }
    alignAssignments(lines);
    alignComments(lines);
  }

  /**
   * A line that opens brackets indents what follows by one level, however many it opens; the level
   * ends when as many have been closed.
   */
  private static void indent(List<FormatLine> lines) {
    Levels levels = new Levels();
    for (FormatLine line : lines) {
      if (line.lead().isEmpty()) {
        continue;
      }
      FormatToken first = line.lead().getFirst();
      if (first.is(TokenKind.NEWLINE)) {
        first.spaces = 0;
        continue;
      }
      int opened = line.openedBrackets();
      if (opened < 0) {
        levels.close(-opened);
      }
      first.spaces = INDENT * levels.depth;
      if (opened > 0) {
        levels.open(opened);
      }
    }
  }

  /** For each level of indentation, how many brackets opened it. */
  private static final class Levels {
    private int[] brackets = new int[16];
    int depth;

    void open(int count) {
      if (depth == brackets.length) {
        brackets = java.util.Arrays.copyOf(brackets, depth * 2);
      }
      brackets[depth++] = count;
    }

    void close(int count) {
      int left = count;
      while (left > 0 && depth > 0) {
        int closed = Math.min(left, brackets[depth - 1]);
        brackets[depth - 1] -= closed;
        left -= closed;
        if (brackets[depth - 1] == 0) {
          depth--;
        }
      }
    }
  }

  private static void alignAssignments(List<FormatLine> lines) {
    List<FormatToken> column = new ArrayList<>();
    List<Integer> widths = new ArrayList<>();
    for (FormatLine line : lines) {
      if (line.assignment().isEmpty()) {
        align(column, widths);
      } else {
        column.add(line.assignment().getFirst());
        widths.add(FormatLine.columns(line.lead()));
      }
    }
    align(column, widths);
  }

  private static void alignComments(List<FormatLine> lines) {
    List<FormatToken> column = new ArrayList<>();
    List<Integer> widths = new ArrayList<>();
    for (FormatLine line : lines) {
      if (line.comment().isEmpty()) {
        align(column, widths);
      } else {
        column.add(line.comment().get());
        widths.add(FormatLine.columns(line.lead()) + FormatLine.columns(line.assignment()));
      }
    }
    align(column, widths);
  }

  /** Moves the tokens to one column behind the widest of what stands before them. */
  private static void align(List<FormatToken> column, List<Integer> widths) {
    int widest = 0;
    for (int width : widths) {
      widest = Math.max(widest, width);
    }
    for (int i = 0; i < column.size(); i++) {
      column.get(i).spaces = widest - widths.get(i) + 1;
    }
    column.clear();
    widths.clear();
  }
}
