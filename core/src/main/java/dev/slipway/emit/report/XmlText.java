package dev.slipway.emit.report;

/** Text as XML 1.0 takes it: escaped, and without the characters that XML cannot hold at all. */
final class XmlText {

  private XmlText() {}

  static String of(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int c) {
    switch (c) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\n' -> escaped.append("&#10;");
      case '\t' -> escaped.append("&#9;");
      default -> {
        boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        escaped.appendCodePoint(c < ' ' || lone || c == 0xfffe || c == 0xffff ? 0xfffd : c);
      }
    }
  }
}
