package dev.slipway.hcl.syntax;

import java.text.Normalizer;

/** Literal text of templates, its escapes resolved. */
final class StringText {

  /** Below it no character changes under normalization. */
  private static final char FIRST_COMBINING = '\u0300';

  private StringText() {}

  /** The text of a {@link TokenKind#QUOTED_TEXT}. */
  static String quoted(Cursor cursor, int token) {
    return normalized(unescaped(cursor, token));
  }

  /** The same without normalization: labels are taken as they are written. */
  static String unescaped(Cursor cursor, int token) {
    String text = cursor.text(token);
    if (text.indexOf('\\') < 0) {
      return withoutDoubledSigns(text);
    }
    StringBuilder value = new StringBuilder(text.length());
    int start = 0;
    while (start < text.length()) {
      int slash = text.indexOf('\\', start);
      int end = slash < 0 ? text.length() : slash;
      value.append(withoutDoubledSigns(text.substring(start, end)));
      start = slash < 0 ? end : escape(cursor, token, text, slash, value);
    }
    return value.toString();
  }

  /** The text of a {@link TokenKind#HEREDOC_TEXT}, where a backslash means itself. */
  static String heredoc(Cursor cursor, int token) {
    return normalized(withoutDoubledSigns(cursor.text(token)));
  }

  /** The marker of a heredoc's opening token. */
  static String marker(String open) {
    return open.substring(open.startsWith("<<-") ? 3 : 2).strip();
  }

  /** {@code $$} and {@code %%} in front of a brace stand for one. */
  private static String withoutDoubledSigns(String text) {
    int brace = text.indexOf('{');
    if (brace < 0) {
      return text;
    }
    StringBuilder value = new StringBuilder(text.length());
    int from = 0;
    for (; brace >= 0; brace = text.indexOf('{', brace + 1)) {
      if (brace - from >= 2
          && text.charAt(brace - 1) == text.charAt(brace - 2)
          && (text.charAt(brace - 1) == '$' || text.charAt(brace - 1) == '%')) {
        value.append(text, from, brace - 1);
        from = brace;
      }
    }
    return value.append(text, from, text.length()).toString();
  }

  /** Appends what the escape at {@code slash} means; returns the offset behind it. */
  private static int escape(Cursor cursor, int token, String text, int slash, StringBuilder value) {
    char selector = slash + 1 < text.length() ? text.charAt(slash + 1) : 0;
    switch (selector) {
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case '"' -> value.append('"');
      case '\\' -> value.append('\\');
      case 'u' -> {
        return unicode(cursor, token, text, slash, 4, value);
      }
      case 'U' -> {
        return unicode(cursor, token, text, slash, 8, value);
      }
      default -> {
        int end =
            Math.min(
                text.length(),
                text.offsetByCodePoints(
                    slash,
                    Math.min(2, text.codePointCount(slash, Math.min(text.length(), slash + 3)))));
        invalid(
            cursor,
            token,
            slash,
            end,
            "Behind a backslash stands one of n, r, t, \", \\, u and U.");
        return end;
      }
    }
    return slash + 2;
  }

  private static int unicode(
      Cursor cursor, int token, String text, int slash, int digits, StringBuilder value) {
    int end = slash + 2;
    long point = 0;
    while (end < text.length() && end < slash + 2 + digits) {
      int digit = Character.digit(text.charAt(end), 16);
      if (digit < 0 || text.charAt(end) >= 128) {
        break;
      }
      point = point * 16 + digit;
      end++;
    }
    if (end < slash + 2 + digits) {
      invalid(cursor, token, slash, end, "\\u has four hexadecimal digits, and \\U eight.");
    } else if (point > Character.MAX_CODE_POINT || point >= 0xD800 && point <= 0xDFFF) {
      invalid(cursor, token, slash, end, "No character has this number.");
    } else {
      value.appendCodePoint((int) point);
    }
    return end;
  }

  private static void invalid(Cursor cursor, int token, int start, int end, String detail) {
    int offset = cursor.start(token);
    cursor.slip(
        "SLIP-HCL-ESCAPE",
        cursor.between(offset + start, offset + end),
        "Unknown escape sequence",
        detail,
        "Write \\\\ for a backslash itself.");
  }

  static String normalized(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_COMBINING) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
      }
    }
    return text;
  }
}
