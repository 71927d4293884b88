package dev.slipway.hcl.syntax;

import java.util.ArrayList;
import java.util.List;

/** How Terraform writes an attribute's value where it differs from how it was read. */
final class FormatValue {

  /** Quotes, the sequence's braces, and something in them. */
  private static final int SMALLEST_WRAPPING = 5;

  private FormatValue() {}

  /** {@code "${x}"} as {@code x}; any other value as it is. */
  static List<FormatToken> unwrapped(List<FormatToken> value) {
    int size = value.size();
    if (size < SMALLEST_WRAPPING
        || !value.get(0).is(TokenKind.QUOTE_OPEN)
        || !value.get(1).is(TokenKind.INTERPOLATION_OPEN)
        || !value.get(size - 2).is(TokenKind.SEQUENCE_CLOSE)
        || !value.get(size - 1).is(TokenKind.QUOTE_CLOSE)) {
      return value;
    }
    List<FormatToken> inside = value.subList(2, size - 2);
    if (!isOneExpression(inside)) {
      return value;
    }
    List<FormatToken> trimmed = withoutOuterNewlines(inside);
    return needsParentheses(trimmed) ? parenthesized(trimmed) : trimmed;
  }

  /** Whether no literal text and no other sequence stands beside the expression. */
  private static boolean isOneExpression(List<FormatToken> inside) {
    int quotes = 0;
    for (FormatToken token : inside) {
      if (token.is(TokenKind.QUOTE_OPEN)) {
        quotes++;
      } else if (token.is(TokenKind.QUOTE_CLOSE)) {
        quotes--;
      } else if (quotes <= 0
          && (token.is(TokenKind.INTERPOLATION_OPEN)
              || token.is(TokenKind.SEQUENCE_CLOSE)
              || token.is(TokenKind.QUOTED_TEXT))) {
        return false;
      }
    }
    return true;
  }

  private static List<FormatToken> withoutOuterNewlines(List<FormatToken> tokens) {
    int start = 0;
    int end = tokens.size();
    while (start < end && tokens.get(start).is(TokenKind.NEWLINE)) {
      start++;
    }
    while (end > start && tokens.get(end - 1).is(TokenKind.NEWLINE)) {
      end--;
    }
    return tokens.subList(start, end);
  }

  /** Newlines are free within quotes, and outside only within brackets. */
  private static boolean needsParentheses(List<FormatToken> tokens) {
    return tokens.stream().anyMatch(token -> token.is(TokenKind.NEWLINE))
        && !(tokens.getFirst().is(TokenKind.PARENTHESIS_OPEN)
            && tokens.getLast().is(TokenKind.PARENTHESIS_CLOSE));
  }

  private static List<FormatToken> parenthesized(List<FormatToken> tokens) {
    List<FormatToken> all = new ArrayList<>(tokens.size() + 2);
    all.add(new FormatToken(TokenKind.PARENTHESIS_OPEN, "(", 0));
    all.addAll(tokens);
    all.add(new FormatToken(TokenKind.PARENTHESIS_CLOSE, ")", 0));
    return all;
  }

  /**
   * A variable's type: {@code list} alone is a list of anything, and {@code "list"} in quotes, as
   * Terraform 0.11 wrote it, a list of strings.
   */
  static List<FormatToken> type(List<FormatToken> value) {
    if (value.size() == 1 && value.getFirst().is(TokenKind.IDENTIFIER)) {
      String name = value.getFirst().text();
      return switch (name) {
        case "list", "map", "set" -> collection(name, "any");
        default -> value;
      };
    }
    if (value.size() == 3
        && value.get(0).is(TokenKind.QUOTE_OPEN)
        && value.get(1).is(TokenKind.QUOTED_TEXT)) {
      String name = value.get(1).text();
      return switch (name) {
        case "string" -> List.of(new FormatToken(TokenKind.IDENTIFIER, name, 0));
        case "list", "map" -> collection(name, "string");
        default -> value;
      };
    }
    return value;
  }

  private static List<FormatToken> collection(String name, String element) {
    return List.of(
        new FormatToken(TokenKind.IDENTIFIER, name, 0),
        new FormatToken(TokenKind.PARENTHESIS_OPEN, "(", 0),
        new FormatToken(TokenKind.IDENTIFIER, element, 0),
        new FormatToken(TokenKind.PARENTHESIS_CLOSE, ")", 0));
  }
}
