package dev.slipway.hcl.syntax;

/** What a {@link Token} is. */
enum TokenKind {
  IDENTIFIER,
  NUMBER,

  /** One line of a comment with its newline, or a whole {@code /* … *}{@code /}. */
  COMMENT,
  NEWLINE,

  QUOTE_OPEN,
  /** Literal text between quotes, escapes as written. */
  QUOTED_TEXT,
  QUOTE_CLOSE,

  /** {@code <<MARKER} or {@code <<-MARKER} with its newline. */
  HEREDOC_OPEN,
  /** Literal text of a heredoc, at most one line with its newline. */
  HEREDOC_TEXT,
  /** The line of the marker up to its newline, with the blanks around it. */
  HEREDOC_CLOSE,

  /** <code>${</code> or <code>${~</code>. */
  INTERPOLATION_OPEN,
  /** <code>%{</code> or <code>%{~</code>. */
  DIRECTIVE_OPEN,
  /** <code>}</code> or <code>~}</code> of either. */
  SEQUENCE_CLOSE,
  /** Without text, where the end of a quoted string, heredoc or template sequence is missing. */
  UNCLOSED,

  BRACE_OPEN,
  BRACE_CLOSE,
  BRACKET_OPEN,
  BRACKET_CLOSE,
  PARENTHESIS_OPEN,
  PARENTHESIS_CLOSE,

  EQUAL,
  COLON,
  DOUBLE_COLON,
  COMMA,
  DOT,
  ELLIPSIS,
  QUESTION,
  FAT_ARROW,

  EQUAL_EQUAL,
  NOT_EQUAL,
  LESS,
  LESS_OR_EQUAL,
  GREATER,
  GREATER_OR_EQUAL,
  AND,
  OR,
  NOT,
  PLUS,
  MINUS,
  STAR,
  SLASH,
  PERCENT,

  /** A character that the language has no use for, or a comment without its end. */
  INVALID,
  /** Without text, behind everything. */
  END
}
