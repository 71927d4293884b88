package dev.slipway.document;

import dev.slipway.document.Node.Entry;
import dev.slipway.document.Node.Mapping;
import dev.slipway.document.Node.Scalar;
import dev.slipway.document.Node.Sequence;
import java.util.List;

/** Prints a tree as JSON, two spaces a level, one entry a line, a new line at the end. */
public final class JsonWriter {

  private final StringBuilder out = new StringBuilder();

  private JsonWriter() {}

  public static String write(Node node) {
    JsonWriter writer = new JsonWriter();
    writer.value(node, 0);
    return writer.out.append('\n').toString();
  }

  private void value(Node node, int depth) {
    switch (node) {
      case Scalar scalar -> scalar(scalar);
      case Sequence sequence -> sequence(sequence.items(), depth);
      case Mapping mapping -> mapping(mapping.entries(), depth);
    }
  }

  private void scalar(Scalar scalar) {
    switch (scalar.kind()) {
      case STRING -> string(scalar.value());
      case NUMBER, BOOLEAN -> out.append(scalar.value());
      case NULL -> out.append("null");
    }
  }

  private void sequence(List<Node> items, int depth) {
    if (items.isEmpty()) {
      out.append("[]");
      return;
    }
    out.append('[');
    for (int i = 0; i < items.size(); i++) {
      line(i, depth + 1);
      value(items.get(i), depth + 1);
    }
    end(depth).append(']');
  }

  private void mapping(List<Entry> entries, int depth) {
    if (entries.isEmpty()) {
      out.append("{}");
      return;
    }
    out.append('{');
    for (int i = 0; i < entries.size(); i++) {
      line(i, depth + 1);
      string(entries.get(i).key());
      out.append(": ");
      value(entries.get(i).value(), depth + 1);
    }
    end(depth).append('}');
  }

  private void line(int index, int depth) {
    out.append(index == 0 ? "\n" : ",\n").repeat("  ", depth);
  }

  private StringBuilder end(int depth) {
    return out.append('\n').repeat("  ", depth);
  }

  private void string(String text) {
    out.append('"');
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isPlain(c)) {
        out.append(text, start, i);
        start = i + 1;
        special(text, i, c);
      }
    }
    out.append(text, start, text.length()).append('"');
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c <= '~' && c != '"' && c != '\\';
  }

  private void special(String text, int index, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < 0x20 || c == 0x7f || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
          escaped(text, index, c);
        } else {
          out.append(c);
        }
      }
    }
  }

  /**
   * A surrogate pair is kept as the character it is; a lone surrogate is no text and is escaped.
   */
  private void escaped(String text, int index, char c) {
    boolean pairStart =
        Character.isHighSurrogate(c)
            && index + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(index + 1));
    boolean pairEnd =
        Character.isLowSurrogate(c)
            && index > 0
            && Character.isHighSurrogate(text.charAt(index - 1));
    if (pairStart || pairEnd) {
      out.append(c);
    } else {
      out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
    }
  }
}
