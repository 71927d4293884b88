package dev.slipway.emit.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * A Markdown document by its headings: each with the labels, tables, lists and code that stand
 * directly below it.
 */
final class MarkdownSections {

  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  private final List<Section> sections = new ArrayList<>();

  private MarkdownSections() {}

  /** A table as plain text. */
  record TableText(List<String> header, List<List<String>> rows) {}

  /** What stands below one heading, up to the next one of any level. */
  record Section(
      int level,
      String title,
      Map<String, String> labels,
      List<TableText> tables,
      List<String> items,
      List<List<String>> subItems,
      List<String> fences) {

    static Section of(int level, String title) {
      return new Section(
          level,
          title,
          new LinkedHashMap<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }

    String label(String name) {
      return labels.getOrDefault(name, "");
    }
  }

  static MarkdownSections parse(String markdown) {
    MarkdownSections document = new MarkdownSections();
    Section current = Section.of(0, "");
    for (Node node = PARSER.parse(markdown).getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading) {
        document.sections.add(current);
        current = Section.of(heading.getLevel(), text(heading));
      } else {
        add(current, node);
      }
    }
    document.sections.add(current);
    return document;
  }

  /** The section under the first heading of this title; an empty one when there is none. */
  Section section(String title) {
    return find(title, 0).orElse(Section.of(0, title));
  }

  /** The sections of a level below another section, in order. */
  List<Section> below(String title, int level) {
    List<Section> found = new ArrayList<>();
    boolean inside = false;
    int above = 0;
    for (Section section : sections) {
      if (inside && section.level() <= above) {
        break;
      }
      if (inside && section.level() == level) {
        found.add(section);
      }
      if (!inside && section.title().equals(title)) {
        inside = true;
        above = section.level();
      }
    }
    return found;
  }

  Section first() {
    return sections.stream().filter(s -> s.level() == 1).findFirst().orElse(Section.of(1, ""));
  }

  private Optional<Section> find(String title, int level) {
    return sections.stream()
        .filter(s -> s.title().equals(title) && (level == 0 || s.level() == level))
        .findFirst();
  }

  private static void add(Section section, Node node) {
    switch (node) {
      case Paragraph paragraph -> labels(section, paragraph);
      case TableBlock table -> section.tables().add(table(table));
      case ListBlock list -> list(section, list);
      case FencedCodeBlock fence -> section.fences().add(fence.getLiteral());
      default -> {} // rules, HTML anchors and quotations carry no data
    }
  }

  /** A label is a strong text that ends in a colon, and what follows it on its line. */
  private static void labels(Section section, Paragraph paragraph) {
    String name = "";
    StringBuilder value = new StringBuilder();
    for (Node node = paragraph.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof StrongEmphasis strong && text(strong).endsWith(":")) {
        put(section, name, value);
        String title = text(strong);
        name = title.substring(0, title.length() - 1);
        value.setLength(0);
      } else {
        append(value, node);
      }
    }
    put(section, name, value);
  }

  private static void put(Section section, String name, StringBuilder value) {
    if (!name.isEmpty()) {
      section.labels().putIfAbsent(name, value.toString().strip());
    }
  }

  private static void list(Section section, ListBlock list) {
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      List<String> nested = new ArrayList<>();
      StringBuilder words = new StringBuilder();
      for (Node part = item.getFirstChild(); part != null; part = part.getNext()) {
        if (part instanceof BulletList inner) {
          for (Node line = inner.getFirstChild(); line != null; line = line.getNext()) {
            nested.add(text(line).strip());
          }
        } else {
          append(words, part);
        }
      }
      section.items().add(words.toString().strip());
      section.subItems().add(List.copyOf(nested));
    }
  }

  private static TableText table(TableBlock block) {
    List<String> header = List.of();
    List<List<String>> rows = new ArrayList<>();
    for (Node part = block.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        if (row instanceof TableRow && part instanceof TableHead) {
          header = cells(row);
        } else if (row instanceof TableRow) {
          rows.add(cells(row));
        }
      }
    }
    return new TableText(header, rows);
  }

  private static List<String> cells(Node row) {
    List<String> cells = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      if (cell instanceof TableCell) {
        cells.add(text(cell).strip());
      }
    }
    return cells;
  }

  private static String text(Node parent) {
    StringBuilder words = new StringBuilder();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      append(words, node);
    }
    return words.toString();
  }

  private static void append(StringBuilder words, Node node) {
    switch (node) {
      case Text text -> words.append(text.getLiteral());
      case Code code -> words.append(code.getLiteral());
      case SoftLineBreak ignored -> words.append(' ');
      case HardLineBreak ignored -> words.append(' ');
      case HtmlInline ignored -> {}
      default -> words.append(text(node));
    }
  }
}
