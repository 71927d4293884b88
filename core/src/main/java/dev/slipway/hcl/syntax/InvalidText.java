package dev.slipway.hcl.syntax;

/** Characters that mean nothing in the language. */
final class InvalidText {

  private InvalidText() {}

  /** Reports the character that is read next, if it means nothing. */
  static boolean reported(Cursor cursor) {
    boolean invalid = cursor.peek() == TokenKind.INVALID;
    if (invalid) {
      report(cursor, cursor.peekIndex());
    }
    return invalid;
  }

  /** Says what is wrong with an {@link TokenKind#INVALID} token. */
  static void report(Cursor cursor, int index) {
    Range range = cursor.range(index);
    String text = range.text();
    if (text.startsWith("/*")) {
      cursor.error(
          "SLIP-HCL-COMMENT",
          cursor.between(range.start(), range.start() + 2),
          "The comment is not closed",
          "The comment that begins here has no `*/`, so that it takes in the rest of the file.",
          "Add `*/` where the comment ends.");
      return;
    }
    cursor.error(
        text.equals("'") ? "SLIP-HCL-QUOTE" : "SLIP-HCL-CHARACTER",
        range,
        "This character means nothing here",
        detail(text),
        fix(text));
  }

  private static String detail(String text) {
    return switch (text) {
      case "'" -> "A string stands between double quotes.";
      case "`" -> "A text of several lines is written as a heredoc, between `<<EOT` and `EOT`.";
      case "“", "”", "„", "‘", "’" ->
          "Curly quotes come from word processors and web pages; strings have straight ones.";
      case ";" -> "Arguments and blocks end with their line, not with a semicolon.";
      case "&" -> "There are no operators on bits; `&&` is the logical and.";
      case "|" -> "There are no operators on bits; `||` is the logical or.";
      case "^", "~" -> "There are no operators on bits.";
      case "@", "$" -> "A reference is written as a bare name, such as `var.name`.";
      case "\\" -> "A line can't be continued; inside of brackets newlines are free.";
      case "\r" -> "A carriage return stands only in front of a newline.";
      case "\u00A0" -> "This is a non-breaking space, which only looks like a space.";
      case "\uFFFD" -> "The file is not in UTF-8, or was damaged on its way.";
      case "\uFEFF" -> "A byte order mark stands at the beginning of a file only.";
      default -> "The language does not use it outside of strings and comments.";
    };
  }

  private static String fix(String text) {
    return switch (text) {
      case "'", "“", "”", "„", "‘", "’" -> "Write \" in its place.";
      case "&" -> "Write `&&`.";
      case "|" -> "Write `||`.";
      case "~" -> "Write `!` for the logical not.";
      case "\uFFFD" -> "Save the file as UTF-8.";
      default -> "Remove it.";
    };
  }

  /** Where a text in single quotes that begins here ends on its line; -1 when it does not. */
  static int singleQuotedEnd(String text, int start) {
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'') {
        return i + 1;
      }
      if (c == '\n' || c == '"') {
        return -1;
      }
    }
    return -1;
  }
}
