package dev.slipway.intake.record;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.document.YamlDocument;
import dev.slipway.evidence.Span;
import dev.slipway.intake.record.MarkdownRecord.CodeBlock;
import dev.slipway.intake.record.Passage.Cell;
import dev.slipway.intake.record.Passage.Form;
import dev.slipway.intake.record.Passage.Mark;
import dev.slipway.intake.record.Passage.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Markdown → passages. One instance reads one file. */
final class MarkdownParser {

  private static final int DEPTH_LIMIT = 40;

  /** A bold line that stands for a heading is below all real ones. */
  private static final int BOLD_LEVEL = 7;

  private static final Pattern PLAIN_LABEL =
      Pattern.compile("([A-Za-z][A-Za-z0-9 _/&()'-]{1,48}?)\\s?:(?=\\s|$)");
  private static final Pattern TASK = Pattern.compile("\\[([ xX])]\\s");

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

  private final String path;
  private final int lineOffset;
  private final List<Passage> passages = new ArrayList<>();
  private final List<CodeBlock> code = new ArrayList<>();
  private final List<Title> titles = new ArrayList<>();
  private Optional<String> heading = Optional.empty();
  private int headingLine = 1;

  private record Title(int level, String text, Role role) {}

  private MarkdownParser(String path, int lineOffset) {
    this.path = path;
    this.lineOffset = lineOffset;
  }

  /** The record in {@code text}; front matter that is no YAML is a diagnostic and is left out. */
  static Outcome<MarkdownRecord> parse(String path, String text) {
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    int end = frontMatterEnd(body);
    String matter = body.substring(0, end);
    List<Diagnostic> diagnostics = new ArrayList<>();
    Optional<dev.slipway.document.Node> front = Optional.empty();
    int skipped = 0;
    if (end > 0) {
      Outcome<Optional<dev.slipway.document.Node>> yaml =
          YamlDocument.read(
              path, matter.substring(matter.indexOf('\n') + 1, matter.lastIndexOf("---")), 2);
      front = yaml.value();
      diagnostics.addAll(yaml.diagnostics());
      skipped = (int) matter.lines().count();
    }
    MarkdownParser parser = new MarkdownParser(path, skipped);
    parser.blocks(PARSER.parse(body.substring(end)), 0);
    return new Outcome<>(parser.record(front), diagnostics);
  }

  private MarkdownRecord record(Optional<dev.slipway.document.Node> front) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String title =
        front
            .flatMap(f -> f.text("title"))
            .filter(t -> heading.isEmpty())
            .or(() -> heading)
            .orElse(name.replaceFirst("\\.[a-z]+$", ""));
    return new MarkdownRecord(
        path, title, headingLine, front, List.copyOf(passages), List.copyOf(code));
  }

  /** Where the front matter with its fences ends; 0 where there is none. */
  private static int frontMatterEnd(String body) {
    if (!body.startsWith("---\n") && !body.startsWith("---\r\n")) {
      return 0;
    }
    int from = body.indexOf('\n') + 1;
    while (from < body.length()) {
      int newline = body.indexOf('\n', from);
      int lineEnd = newline < 0 ? body.length() : newline;
      if (body.substring(from, lineEnd).stripTrailing().equals("---")) {
        return Math.min(body.length(), lineEnd + 1);
      }
      from = lineEnd + 1;
    }
    return 0;
  }

  private void blocks(Node parent, int depth) {
    if (depth > DEPTH_LIMIT) {
      return;
    }
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Heading h -> heading(h);
        case Paragraph paragraph -> paragraph(paragraph, Form.PARAGRAPH, List.of());
        case BulletList list -> list(list, List.of(), depth);
        case OrderedList list -> list(list, List.of(), depth);
        case BlockQuote quote -> blocks(quote, depth + 1);
        case FencedCodeBlock block -> fenced(block, List.of());
        case TableBlock table -> table(table);
        case ThematicBreak line -> endBold();
        default -> {}
      }
    }
  }

  private void heading(Heading node) {
    String text = InlineText.of(node, lineOffset).text.toString().replace('\n', ' ').strip();
    if (heading.isEmpty()) {
      heading = Optional.of(text);
      headingLine = line(node);
      // The first heading is the record's title, whatever its level is.
      titles.clear();
      titles.add(new Title(0, Titles.normal(text), Role.HEAD));
      return;
    }
    open(node.getLevel(), text);
  }

  private void open(int level, String text) {
    while (!titles.isEmpty() && titles.getLast().level() >= Math.max(1, level)) {
      titles.removeLast();
    }
    String title = Titles.normal(text);
    titles.add(new Title(level, title, Titles.role(title, role())));
  }

  private void endBold() {
    if (!titles.isEmpty() && titles.getLast().level() == BOLD_LEVEL) {
      titles.removeLast();
    }
  }

  private Role role() {
    return titles.isEmpty() ? Role.HEAD : titles.getLast().role();
  }

  private List<String> path(List<String> labels) {
    List<String> all = new ArrayList<>();
    titles.stream().filter(t -> t.level() > 0).forEach(t -> all.add(t.text()));
    all.addAll(labels);
    return all;
  }

  private void fenced(FencedCodeBlock block, List<String> labels) {
    String info = block.getInfo() == null ? "" : block.getInfo();
    code.add(new CodeBlock(info.strip(), block.getLiteral(), line(block) + 1, path(labels)));
  }

  private void list(Node list, List<String> labels, int depth) {
    if (depth > DEPTH_LIMIT) {
      return;
    }
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      if (item instanceof ListItem listItem) {
        item(listItem, labels, depth);
      }
    }
  }

  private void item(ListItem item, List<String> labels, int depth) {
    List<String> inner = labels;
    for (Node node = item.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Paragraph paragraph -> {
          String label = paragraph(paragraph, Form.ITEM, labels);
          if (!label.isEmpty() && inner.equals(labels)) {
            inner = new ArrayList<>(labels);
            inner.add(label);
          }
        }
        case BulletList list -> list(list, inner, depth + 1);
        case OrderedList list -> list(list, inner, depth + 1);
        case FencedCodeBlock block -> fenced(block, inner);
        case TableBlock table -> table(table);
        case BlockQuote quote -> blocks(quote, depth + 1);
        default -> {}
      }
    }
  }

  /**
   * Adds the passages of a paragraph, one for each labelled line; the first label, or what stands
   * for it.
   */
  private String paragraph(Paragraph node, Form form, List<String> labels) {
    InlineText inline = InlineText.of(node, lineOffset);
    String text = inline.text.toString();
    String cleaned = inline.withoutPlaceholders();
    if (form == Form.PARAGRAPH && standsForHeading(inline, text)) {
      open(BOLD_LEVEL, text.strip().replaceFirst(":$", ""));
      return "";
    }
    String first = "";
    int start = 0;
    int from = 0;
    while (from <= text.length()) {
      int newline = text.indexOf('\n', from);
      int next = newline < 0 ? text.length() : newline;
      boolean last = newline < 0;
      if (last || !label(inline, text, next + 1).isEmpty()) {
        String label = add(inline, text, cleaned, start, next, form, labels);
        first = start == 0 ? label : first;
        start = next + 1;
      }
      from = next + 1;
    }
    return first;
  }

  private static boolean standsForHeading(InlineText inline, String text) {
    int end = inline.emphasisEnd(0);
    String rest = end < 0 ? "-" : text.substring(end).strip();
    return end > 0 && end < 80 && (rest.isEmpty() || rest.equals(":"));
  }

  private String add(
      InlineText inline,
      String text,
      String cleaned,
      int start,
      int end,
      Form form,
      List<String> labels) {
    Mark mark = Mark.NONE;
    Matcher task = TASK.matcher(text).region(start, end);
    int from = start;
    if (task.lookingAt()) {
      mark = task.group(1).isBlank() ? Mark.OPEN : Mark.TICKED;
      from = task.end();
    }
    String label = label(inline, text, from);
    int valueStart = label.isEmpty() ? from : valueStart(text, from, label, end);
    String title = Titles.normal(label);
    Role role = label.isEmpty() ? role() : labelRole(title);
    if (form == Form.PARAGRAPH
        && !label.isEmpty()
        && Titles.isSection(title)
        && text.substring(valueStart, end).isBlank()) {
      open(BOLD_LEVEL, label);
      return title;
    }
    passages.add(
        new Passage(
            form,
            path(labels),
            role,
            title,
            cleaned
                .substring(valueStart, Math.max(valueStart, end))
                .replace('\n', ' ')
                .stripTrailing(),
            text.substring(from, end).replace('\n', ' ').strip(),
            List.of(),
            List.copyOf(inline.links),
            mark,
            new Places(path, inline.offsets, inline.lines, inline.columns, valueStart)));
    return label.isEmpty() ? Titles.normal(text.substring(from, end)) : title;
  }

  /** A label can be what a heading is elsewhere: {@code **Decision:** we use …}. */
  private Role labelRole(String title) {
    Role outer = role();
    return outer == Role.HEAD || outer == Role.OTHER || Titles.isSection(title)
        ? Titles.role(title, outer)
        : outer;
  }

  private static int valueStart(String text, int from, String label, int end) {
    int at = from + label.length();
    while (at < end
        && (Character.isWhitespace(text.charAt(at)) || ":–—-".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at;
  }

  /**
   * What stands before a colon, or is emphasised before a colon or a dash, at {@code from}; else
   * nothing.
   */
  private static String label(InlineText inline, String text, int from) {
    if (from >= text.length()) {
      return "";
    }
    int end = inline.emphasisEnd(from);
    if (end > from && end - from <= 80) {
      String bold = text.substring(from, end).stripTrailing();
      String after = text.substring(end, Math.min(text.length(), end + 3)).stripLeading();
      boolean labels =
          bold.endsWith(":")
              || after.startsWith(":")
              || after.startsWith("–")
              || after.startsWith("—")
              || after.startsWith("- ");
      return labels && bold.indexOf('\n') < 0
          ? (bold.endsWith(":") ? bold.substring(0, bold.length() - 1) : bold)
          : "";
    }
    Matcher plain = PLAIN_LABEL.matcher(text).region(from, Math.min(text.length(), from + 60));
    return plain.lookingAt() && plain.group(1).strip().split(" ").length <= 5 ? plain.group(1) : "";
  }

  private void table(TableBlock table) {
    List<String> header = new ArrayList<>();
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        if (part instanceof TableHead) {
          for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            header.add(Titles.normal(InlineText.of(cell, lineOffset).text.toString()));
          }
        } else if (part instanceof TableBody && row instanceof TableRow) {
          row(row, header);
        }
      }
    }
  }

  private void row(Node row, List<String> header) {
    List<Cell> cells = new ArrayList<>();
    List<String> links = new ArrayList<>();
    List<InlineText> inlines = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      InlineText inline = InlineText.of(cell, lineOffset);
      inlines.add(inline);
      links.addAll(inline.links);
      String title = cells.size() < header.size() ? header.get(cells.size()) : "";
      cells.add(new Cell(title, inline.text.toString().strip(), Span.line(path, line(row))));
    }
    if (cells.size() < 2) {
      return;
    }
    // The second column holds the value; the later ones say why.
    InlineText value = inlines.get(1);
    String label = Titles.normal(cells.getFirst().text());
    if (value.offsets.isEmpty()) {
      value.offsets.add(0);
      value.lines.add(line(row));
      value.columns.add(1);
    }
    passages.add(
        new Passage(
            Form.ROW,
            path(List.of()),
            labelRole(label),
            label,
            value.withoutPlaceholders().replace('\n', ' ').stripTrailing(),
            String.join(" | ", cells.stream().map(Cell::text).toList()),
            List.copyOf(cells),
            List.copyOf(links),
            Mark.NONE,
            new Places(path, value.offsets, value.lines, value.columns, 0)));
  }

  private int line(Node node) {
    return node.getSourceSpans().isEmpty()
        ? 1 + lineOffset
        : node.getSourceSpans().getFirst().getLineIndex() + 1 + lineOffset;
  }
}
