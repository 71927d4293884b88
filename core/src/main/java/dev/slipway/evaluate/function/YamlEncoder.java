package dev.slipway.evaluate.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.value.Numbers;
import dev.slipway.value.Value;
import java.util.Locale;
import java.util.Map;

/** Writes wholly known values as YAML, laid out as Terraform does. */
final class YamlEncoder {

  /** Longer lines are broken at the next space. */
  private static final int WIDTH = 80;

  /** The bytes of a key that stands on a line with its value. */
  private static final int SIMPLE_KEY_LIMIT = 128;

  private final StringBuilder out = new StringBuilder();

  private YamlEncoder() {}

  static String encode(Value value) {
    YamlEncoder encoder = new YamlEncoder();
    encoder.write(value, 0, 0);
    boolean plain = value.isNull() || value.isNumber() || value.isBool();
    // A bare word could go on: its end is marked.
    return encoder.out.append(plain ? "\n...\n" : "\n").toString();
  }

  /**
   * Writes a value behind what stands on the line already.
   *
   * @param indent the column of the entries of a mapping or sequence
   * @param parent the column of the entry that this is the value of
   */
  private void write(Value value, int indent, int parent) {
    if (value.isNull()) {
      out.append("null");
    } else if (value.isText()) {
      text(value.text(), parent);
    } else if (value.isNumber()) {
      out.append(Numbers.text(value.number()).orElse("0"));
    } else if (value.isBool()) {
      out.append(value.bool());
    } else if (value.parts().isEmpty()) {
      out.append(value.hasElements() ? "[]" : "{}");
    } else if (value.hasElements()) {
      sequence(value, indent);
    } else {
      mapping(value, indent);
    }
  }

  private void sequence(Value value, int indent) {
    boolean first = true;
    for (Value element : value.elements()) {
      if (!first) {
        line(indent);
      }
      first = false;
      out.append("- ");
      write(element, indent + 2, indent + 2);
    }
  }

  private void mapping(Value value, int indent) {
    boolean first = true;
    for (Map.Entry<String, Value> field : value.fields().entrySet()) {
      if (!first) {
        line(indent);
      }
      first = false;
      key(field.getKey(), indent);
      out.append(':');
      Value content = field.getValue();
      boolean nested = !content.parts().isEmpty();
      if (nested) {
        // The entries of a sequence stand under its key, those of a mapping two columns in.
        int inner = content.hasElements() ? indent : indent + 2;
        line(inner);
        write(content, inner, inner);
      } else {
        out.append(' ');
        write(content, indent + 2, indent + 2);
      }
    }
  }

  private void key(String key, int indent) {
    boolean simple = key.indexOf('\n') < 0 && key.getBytes(UTF_8).length <= SIMPLE_KEY_LIMIT;
    if (simple) {
      quote(key, -1);
    } else {
      out.append("? ");
      text(key, indent + 2);
      line(indent);
    }
  }

  private void line(int indent) {
    out.append('\n').repeat(' ', indent);
  }

  private void text(String text, int indent) {
    if (text.indexOf('\n') >= 0 && isLiteral(text)) {
      literal(text, Math.max(2, indent));
    } else {
      quote(text, Math.max(2, indent));
    }
  }

  /** Whether the text survives being written as it is, line by line. */
  private static boolean isLiteral(String text) {
    if (text.endsWith(" ") || text.contains(" \n")) {
      return false;
    }
    return text.chars().allMatch(c -> c == '\n' || isPrintable((char) c));
  }

  private void literal(String text, int indent) {
    out.append('|');
    if (text.startsWith(" ") || text.startsWith("\n")) {
      out.append(2);
    }
    if (!text.endsWith("\n")) {
      out.append('-');
    } else if (text.endsWith("\n\n") || text.length() == 1) {
      out.append('+');
    }
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String line : body.split("\n", -1)) {
      out.append('\n');
      if (!line.isEmpty()) {
        out.repeat(' ', indent).append(line);
      }
    }
  }

  private static boolean isPrintable(char c) {
    return c >= ' ' && c <= '~' || c >= 0xA0 && c != '\u2028' && c != '\u2029' && c != '\uFEFF';
  }

  /**
   * Writes the text in quotation marks.
   *
   * @param indent where further lines of a long text begin; -1 if it must stay on one
   */
  private void quote(String text, int indent) {
    out.append('"');
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean inside = i > 0 && i < text.length() - 1;
      if (c == ' ' && indent >= 0 && !space && inside && column() > WIDTH) {
        line(indent);
        out.append(text.charAt(i + 1) == ' ' ? "\\" : "");
      } else {
        character(c);
      }
      space = c == ' ';
    }
    out.append('"');
  }

  private int column() {
    int start = out.lastIndexOf("\n") + 1;
    return out.codePointCount(start, out.length());
  }

  private void character(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\0' -> out.append("\\0");
      case '\u0007' -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\u001B' -> out.append("\\e");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\u000B' -> out.append("\\v");
      case '\u0085' -> out.append("\\N");
      case '\u2028' -> out.append("\\L");
      case '\u2029' -> out.append("\\P");
      default -> out.append(isPrintable(c) ? Character.toString(c) : escape(c));
    }
  }

  private static String escape(char c) {
    return c < 0x100
        ? String.format(Locale.ROOT, "\\x%02X", (int) c)
        : String.format(Locale.ROOT, "\\u%04X", (int) c);
  }
}
