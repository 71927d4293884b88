package dev.slipway.hcl.syntax;

/** What somebody who writes this most likely means, coming from another language. */
final class Advice {

  private Advice() {}

  /** Sentences that end a message. */
  record Wording(String detail, String fix) {}

  /** On what stands behind a complete expression. */
  static Wording behindExpression(Cursor cursor) {
    int index = cursor.peekIndex();
    if (cursor.is(index, "and")) {
      return operator("and", "&&");
    }
    if (cursor.is(index, "or")) {
      return operator("or", "||");
    }
    if (cursor.is(index, "if")) {
      return new Wording(" A condition has the form `c ? a : b`.", "Write `condition ? a : b`.");
    }
    return switch (cursor.peek()) {
      case SEQUENCE_CLOSE, BRACE_CLOSE ->
          new Wording("", "Put the closing brace on the next line.");
      case COLON -> new Wording(" A `:` needs a `?` before it.", "Remove the `:`.");
      case EQUAL -> new Wording(" Values are compared by `==`.", "Write `==`.");
      case QUOTE_OPEN, IDENTIFIER, NUMBER ->
          new Wording(
              " Values don't stand side by side.",
              "Join them by an operator, write one text with `${…}` in it, or begin a new line.");
      default -> new Wording("", "Remove what is too much, or begin a new line.");
    };
  }

  /** A sentence for an expression that its line cuts off. */
  static String lineEnd(Cursor cursor) {
    return cursor.peek() == TokenKind.NEWLINE
        ? " An expression ends with its line, unless it stands in brackets: put parentheses around"
            + " it to write it on several lines."
        : "";
  }

  /** On what was written in place of a value. */
  static String forValue(Cursor cursor) {
    return switch (cursor.peek()) {
      case EQUAL -> " Values are compared by `==` and `!=`.";
      case AND, OR, STAR, SLASH, PERCENT, PLUS, EQUAL_EQUAL, NOT_EQUAL ->
          " This operator needs a value on its left.";
      case ELLIPSIS -> " `...` stands behind the last argument of a function only.";
      default -> "";
    };
  }

  private static Wording operator(String word, String sign) {
    return new Wording(
        " `" + word + "` is no operator.", "Write `" + sign + "` in place of `" + word + "`.");
  }
}
