package dev.slipway.emit.record;

import dev.slipway.document.Node;
import dev.slipway.document.Node.Scalar;
import dev.slipway.document.RecordCodec;
import dev.slipway.evidence.Span;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Markdown table whose rows are records: one column for each component, titled by its name in
 * words. Components must be scalars or optional scalars. What is written is read back as the same
 * records.
 */
final class Table<T extends Record> {

  private static final Span NOWHERE = Span.line("", 1);

  private final Class<T> type;
  private final RecordComponent[] components;
  private final Set<String> code = new TreeSet<>();
  private final Map<String, String> titles = new LinkedHashMap<>();

  Table(Class<T> type, String... codeColumns) {
    this.type = type;
    components = type.getRecordComponents();
    code.addAll(List.of(codeColumns));
    for (RecordComponent component : components) {
      titles.put(component.getName(), words(component.getName()));
    }
  }

  /** Writes the table; an empty list becomes the sentence. */
  void write(MarkdownText out, List<T> rows, String whenEmpty) {
    if (rows.isEmpty()) {
      out.paragraph(whenEmpty);
      return;
    }
    out.header(List.copyOf(titles.values()), numeric());
    for (T row : rows) {
      out.row(cells(row));
    }
    out.gap();
  }

  private List<String> cells(T row) {
    Node document = RecordCodec.write(row);
    List<String> cells = new ArrayList<>();
    for (RecordComponent component : components) {
      String text = document.text(component.getName()).orElse("");
      String shown =
          isNumber(component) ? Figures.grouped(text) : isFlag(component) ? yesOrNo(text) : text;
      cells.add(
          code.contains(component.getName()) ? MarkdownText.code(shown) : MarkdownText.cell(shown));
    }
    return cells;
  }

  private List<Boolean> numeric() {
    List<Boolean> numeric = new ArrayList<>();
    for (RecordComponent component : components) {
      numeric.add(isNumber(component));
    }
    return numeric;
  }

  /** The rows of a table with these columns; rows that do not fit are left out. */
  List<T> read(MarkdownSections.Section section) {
    List<T> rows = new ArrayList<>();
    for (MarkdownSections.TableText table : section.tables()) {
      if (table.header().containsAll(titles.values())) {
        for (List<String> cells : table.rows()) {
          row(table.header(), cells).ifPresent(rows::add);
        }
      }
    }
    return List.copyOf(rows);
  }

  private Optional<T> row(List<String> header, List<String> cells) {
    List<Node.Entry> entries = new ArrayList<>();
    for (RecordComponent component : components) {
      int index = header.indexOf(titles.get(component.getName()));
      String text = index < cells.size() ? MarkdownText.uncell(cells.get(index)) : "";
      String plain =
          isNumber(component)
              ? text.replace(",", "")
              : isFlag(component) ? Boolean.toString(text.equals("yes")) : text;
      if (component.getType() != Optional.class || !plain.isEmpty()) {
        entries.add(
            RecordCodec.entry(component.getName(), new Scalar(Scalar.Kind.STRING, plain, NOWHERE)));
      }
    }
    try {
      return Optional.of(RecordCodec.read(RecordCodec.mapping(entries), type));
    } catch (RecordCodec.DocumentMismatch e) {
      return Optional.empty(); // a hand-edited row that is no longer of this shape
    }
  }

  private static boolean isNumber(RecordComponent component) {
    return component.getType() == BigDecimal.class
        || component.getType() == int.class
        || (component.getGenericType() instanceof ParameterizedType parameterized
            && parameterized.getActualTypeArguments()[0] == BigDecimal.class);
  }

  private static boolean isFlag(RecordComponent component) {
    return component.getType() == boolean.class;
  }

  private static String yesOrNo(String flag) {
    return flag.equals("true") ? "yes" : "no";
  }

  /** {@code unitPrice} as {@code Unit price}. */
  static String words(String name) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (i == 0) {
        words.append(Character.toUpperCase(c));
      } else if (Character.isUpperCase(c)) {
        words.append(' ').append(Character.toLowerCase(c));
      } else {
        words.append(c);
      }
    }
    return words.toString();
  }

  static String lower(String text) {
    return text.toLowerCase(java.util.Locale.ROOT);
  }
}
