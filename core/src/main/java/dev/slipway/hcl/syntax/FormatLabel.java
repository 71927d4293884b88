package dev.slipway.hcl.syntax;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** The canonical form of a block's label. */
final class FormatLabel {

  private static final int HEXADECIMAL = 16;

  /** Stands for what is no character. */
  private static final int REPLACEMENT = 0xFFFD;

  private FormatLabel() {}

  /** Adds the label in quotes, whether it was written in quotes or not. */
  static void add(List<FormatToken> out, FormatToken label) {
    String literal = label.is(TokenKind.QUOTED_TEXT) ? resolved(label.text()) : label.text();
    String normal = Normalizer.normalize(literal, Normalizer.Form.NFC);
    out.add(new FormatToken(TokenKind.QUOTE_OPEN, "\"", 0));
    if (!normal.isEmpty()) {
      out.add(new FormatToken(TokenKind.QUOTED_TEXT, escaped(normal), 0));
    }
    out.add(new FormatToken(TokenKind.QUOTE_CLOSE, "\"", 0));
  }

  private static String resolved(String quoted) {
    if (quoted.indexOf('\\') < 0 && !quoted.contains("{")) {
      return quoted;
    }
    StringBuilder out = new StringBuilder(quoted.length());
    int at = 0;
    while (at < quoted.length()) {
      char c = quoted.charAt(at);
      if (c == '\\' && at + 1 < quoted.length()) {
        at = escape(quoted, at + 1, out);
      } else if (quoted.startsWith("$${", at) || quoted.startsWith("%%{", at)) {
        out.append(c).append('{');
        at += 3;
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  /** Appends what the escape at {@code at}, behind the backslash, stands for. */
  private static int escape(String quoted, int at, StringBuilder out) {
    char c = quoted.charAt(at);
    int digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits > 0 && at + digits < quoted.length()) {
      out.append(character(quoted.substring(at + 1, at + 1 + digits)));
      return at + 1 + digits;
    }
    out.append(
        switch (c) {
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> c;
        });
    return at + 1;
  }

  private static String character(String hexadecimal) {
    try {
      return Character.toString(Integer.parseInt(hexadecimal, HEXADECIMAL));
    } catch (IllegalArgumentException e) {
      return Character.toString(REPLACEMENT);
    }
  }

  private static String escaped(String literal) {
    StringBuilder out = new StringBuilder(literal.length());
    literal
        .codePoints()
        .forEach(point -> {
          switch (point) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '"', '\\' -> out.append('\\').appendCodePoint(point);
            case '{' -> brace(out);
            default -> printable(out, point);
          }
        });
    return out.toString();
  }

  /** A sign that would open a template sequence is doubled. */
  private static void brace(StringBuilder out) {
    char last = out.isEmpty() ? ' ' : out.charAt(out.length() - 1);
    if (last == '$' || last == '%') {
      out.append(last);
    }
    out.append('{');
  }

  private static void printable(StringBuilder out, int point) {
    if (isPrintable(point)) {
      out.appendCodePoint(point);
    } else if (point < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      out.append(String.format(Locale.ROOT, "\\u%04x", point));
    } else {
      out.append(String.format(Locale.ROOT, "\\U%08x", point));
    }
  }

  /** Letters, marks, numbers, punctuation, symbols and the plain space. */
  private static boolean isPrintable(int point) {
    if (point == ' ') {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
