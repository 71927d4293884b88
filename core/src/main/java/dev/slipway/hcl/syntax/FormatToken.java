package dev.slipway.hcl.syntax;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A token on its way to its place in a line. */
final class FormatToken {

  private static final Pattern VISIBLE_CHARACTER = Pattern.compile("\\X");

  private static final Set<TokenKind> OPENING =
      EnumSet.of(
          TokenKind.BRACE_OPEN,
          TokenKind.BRACKET_OPEN,
          TokenKind.PARENTHESIS_OPEN,
          TokenKind.INTERPOLATION_OPEN,
          TokenKind.DIRECTIVE_OPEN);

  private static final Set<TokenKind> CLOSING =
      EnumSet.of(
          TokenKind.BRACE_CLOSE,
          TokenKind.BRACKET_CLOSE,
          TokenKind.PARENTHESIS_CLOSE,
          TokenKind.SEQUENCE_CLOSE);

  private final TokenKind kind;
  private final String text;

  /** How many spaces stand before it. */
  int spaces;

  FormatToken(TokenKind kind, String text, int spaces) {
    this.kind = kind;
    this.text = text;
    this.spaces = spaces;
  }

  TokenKind kind() {
    return kind;
  }

  String text() {
    return text;
  }

  boolean is(TokenKind other) {
    return kind == other;
  }

  /** Comments of one line have their newline in them. */
  boolean endsLine() {
    return kind == TokenKind.NEWLINE || (kind == TokenKind.COMMENT && text.endsWith("\n"));
  }

  /** 1 for what opens a bracket of any sort, -1 for what closes one, 0 for all else. */
  int bracket() {
    return OPENING.contains(kind) ? 1 : CLOSING.contains(kind) ? -1 : 0;
  }

  /** How many columns it takes, with the spaces before it. A visible character takes one. */
  int columns() {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 126 || c == '\r') {
        return spaces + visibleCharacters();
      }
    }
    return spaces + text.length();
  }

  private int visibleCharacters() {
    int count = 0;
    for (Matcher next = VISIBLE_CHARACTER.matcher(text); next.find(); ) {
      count++;
    }
    return count;
  }
}
