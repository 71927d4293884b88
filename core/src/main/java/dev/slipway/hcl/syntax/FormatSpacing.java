package dev.slipway.hcl.syntax;

import java.util.List;

/** Where a space stands between two tokens of one line. */
final class FormatSpacing {

  private FormatSpacing() {}

  /** Sets the spaces before all but the first. */
  static void space(List<FormatToken> tokens) {
    TokenKind before = TokenKind.END;
    for (int i = 0; i + 1 < tokens.size(); i++) {
      FormatToken token = tokens.get(i);
      FormatToken next = tokens.get(i + 1);
      next.spaces = separate(before, token, next) ? 1 : 0;
      before = token.kind();
    }
  }

  /**
   * Whether a space stands between {@code left} and {@code right}.
   *
   * @param before what stands before {@code left}; {@link TokenKind#END} where nothing does
   */
  private static boolean separate(TokenKind before, FormatToken left, FormatToken right) {
    TokenKind l = left.kind();
    TokenKind r = right.kind();
    if (r == TokenKind.NEWLINE || joins(l, r) || r == TokenKind.COMMA || r == TokenKind.ELLIPSIS) {
      return false;
    }
    if (l == TokenKind.COMMA) {
      return true;
    }
    if (literalAfter(l) || literalBefore(r)) {
      return false;
    }
    if (l == TokenKind.IDENTIFIER && before == l && left.text().equals("in")) {
      return true;
    }
    if (r == TokenKind.BRACKET_OPEN && indexable(left)) {
      return false;
    }
    if (l == TokenKind.NOT) {
      return false;
    }
    if (l == TokenKind.MINUS) {
      return !beforeNegation(before);
    }
    return separateBrackets(left, right);
  }

  /** Calls, names with dots, and names in a provider's namespace. */
  private static boolean joins(TokenKind left, TokenKind right) {
    return switch (right) {
      case DOT -> true;
      case PARENTHESIS_OPEN, DOUBLE_COLON -> left == TokenKind.IDENTIFIER || left == TokenKind.DOT;
      case IDENTIFIER -> left == TokenKind.DOUBLE_COLON || left == TokenKind.DOT;
      default -> left == TokenKind.DOT;
    };
  }

  private static boolean literalAfter(TokenKind left) {
    return left == TokenKind.QUOTED_TEXT
        || left == TokenKind.HEREDOC_TEXT
        || left == TokenKind.QUOTE_OPEN
        || left == TokenKind.HEREDOC_OPEN;
  }

  private static boolean literalBefore(TokenKind right) {
    return right == TokenKind.QUOTED_TEXT
        || right == TokenKind.HEREDOC_TEXT
        || right == TokenKind.QUOTE_CLOSE
        || right == TokenKind.HEREDOC_CLOSE;
  }

  private static boolean indexable(FormatToken left) {
    return left.is(TokenKind.IDENTIFIER) || left.is(TokenKind.NUMBER) || left.bracket() < 0;
  }

  /** Whether a minus behind this cannot subtract, so that it belongs to what follows. */
  private static boolean beforeNegation(TokenKind before) {
    return switch (before) {
      case END, PARENTHESIS_OPEN, BRACE_OPEN, BRACKET_OPEN, EQUAL, COLON, COMMA, QUESTION -> true;
      case PLUS, STAR, SLASH, PERCENT, MINUS -> true;
      case EQUAL_EQUAL, NOT_EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> true;
      case AND, OR, NOT -> true;
      default -> false;
    };
  }

  /** Braces have spaces on their inside unless they are empty; other brackets have none. */
  private static boolean separateBrackets(FormatToken left, FormatToken right) {
    if (left.is(TokenKind.BRACE_OPEN) || right.is(TokenKind.BRACE_CLOSE)) {
      return !(left.is(TokenKind.BRACE_OPEN) && right.is(TokenKind.BRACE_CLOSE));
    }
    boolean opensSequence =
        left.is(TokenKind.INTERPOLATION_OPEN) || left.is(TokenKind.DIRECTIVE_OPEN);
    if (opensSequence && right.is(TokenKind.BRACE_OPEN)) {
      return true;
    }
    if (left.is(TokenKind.BRACE_CLOSE) && right.is(TokenKind.SEQUENCE_CLOSE)) {
      return true;
    }
    boolean nextSequence =
        right.is(TokenKind.INTERPOLATION_OPEN) || right.is(TokenKind.DIRECTIVE_OPEN);
    if (left.is(TokenKind.SEQUENCE_CLOSE) && nextSequence) {
      return false;
    }
    return left.bracket() <= 0 && right.bracket() >= 0;
  }
}
