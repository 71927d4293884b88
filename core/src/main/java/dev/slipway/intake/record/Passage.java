package dev.slipway.intake.record;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.evidence.Strength;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that a record says: a labelled field, a list item, a table row, or a paragraph.
 *
 * @param form how it is written
 * @param path the titles around it, outermost first, in lower case with single spaces: headings,
 *     bold lines that stand for headings, and labels of enclosing list items
 * @param role what the sections around it are for
 * @param label what stands before the colon, as {@link Titles#normal} makes it; empty where there
 *     is none
 * @param text what it says, placeholders blanked out, markup gone
 * @param line label and text together, with markup gone and code kept
 * @param cells of a table row, with the column's title
 * @param links destinations of links in it
 * @param mark the check box
 * @param places where each part of the text is in the file
 */
record Passage(
    Form form,
    List<String> path,
    Role role,
    String label,
    String text,
    String line,
    List<Cell> cells,
    List<String> links,
    Mark mark,
    Places places) {

  private static final Pattern CREDENTIALS =
      Pattern.compile("(://[^\\s:/@]{0,100}:)[^\\s@]{1,200}@");

  /** How a passage is written. */
  enum Form {
    PARAGRAPH,
    ITEM,
    ROW
  }

  /** The check box of a task list's item. */
  enum Mark {
    NONE,
    OPEN,
    TICKED
  }

  /** One cell of a table's row. */
  record Cell(String title, String text, Span span) {}

  /** Where characters of a text are: parallel lists, offsets ascending. */
  record Places(
      String file,
      List<Integer> offsets,
      List<Integer> lines,
      List<Integer> columns,
      int textStart) {

    /** The place of the characters from {@code start} to {@code end} of the passage's text. */
    Span span(int start, int end) {
      int from = segment(start + textStart);
      int to = segment(Math.max(start, end - 1) + textStart);
      int column = columns.get(from) + Math.max(0, start + textStart - offsets.get(from));
      int endColumn = columns.get(to) + Math.max(1, end + textStart - offsets.get(to));
      int line = lines.get(from);
      return new Span(file, line, column, Math.max(line, lines.get(to)), endColumn);
    }

    private int segment(int offset) {
      int found = 0;
      while (found + 1 < offsets.size() && offsets.get(found + 1) <= offset) {
        found++;
      }
      return found;
    }
  }

  /** The innermost title. */
  String section() {
    return path.isEmpty() ? "" : path.getLast();
  }

  boolean isUnder(String... titles) {
    for (String part : path) {
      for (String title : titles) {
        if (Titles.has(part, title)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The label, or the title of the section that consists of this passage. */
  String field() {
    return label.isEmpty() ? section() : label;
  }

  Evidence evidence(Origin origin, Strength strength, int start, int end) {
    return new Evidence(origin, strength, Optional.of(places.span(start, end)), masked(line));
  }

  Evidence evidence(Origin origin) {
    return evidence(origin, Strength.STATED, 0, Math.max(1, text.length()));
  }

  /** Without the password of a connection string. */
  static String masked(String text) {
    return text.contains("://") ? CREDENTIALS.matcher(text).replaceAll("$1***@") : text;
  }
}
