package dev.slipway.hcl;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Names with their values, the equals signs aligned as {@code terraform fmt} does: over neighboring
 * lines that hold a whole value. A heredoc counts as such a line; a value that opens a bracket does
 * not.
 */
public final class HclRows {

  private static final int ASCII = 128;

  private final List<Row> rows = new ArrayList<>();

  private record Row(String name, List<String> lines) {

    boolean aligned() {
      boolean whole = lines.size() == 1 || lines.getFirst().equals("<<-EOT");
      return whole && !holdsAnEqualsSign();
    }

    /** In a key made of an expression, the first equals sign may not be the one after the key. */
    private boolean holdsAnEqualsSign() {
      boolean expression = name.startsWith("(") || name.contains("${");
      return expression && name.contains(" = ");
    }
  }

  /** Adds a name and the lines of its value. */
  public HclRows add(String name, List<String> lines) {
    rows.add(new Row(name, lines));
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** All lines, without indentation of their own. */
  public List<String> lines() {
    return groups().stream().flatMap(List::stream).toList();
  }

  /** The lines of each row, in order. */
  public List<List<String>> groups() {
    List<List<String>> groups = new ArrayList<>(rows.size());
    for (int start = 0; start < rows.size(); ) {
      int end = start + 1;
      int width = columns(rows.get(start).name());
      if (rows.get(start).aligned()) {
        while (end < rows.size() && rows.get(end).aligned()) {
          width = Math.max(width, columns(rows.get(end).name()));
          end++;
        }
      }
      for (Row row : rows.subList(start, end)) {
        groups.add(printed(row, width));
      }
      start = end;
    }
    return groups;
  }

  private static List<String> printed(Row row, int width) {
    List<String> lines = new ArrayList<>(row.lines());
    StringBuilder first = new StringBuilder(row.name());
    first.repeat(' ', width - columns(row.name())).append(" = ").append(lines.getFirst());
    lines.set(0, first.toString());
    return lines;
  }

  private static int columns(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= ASCII) {
        return graphemes(name);
      }
    }
    return name.length();
  }

  private static int graphemes(String name) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(name);
    int count = 0;
    while (characters.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }
}
