package dev.slipway.hcl.syntax;

/**
 * A place among the tokens of a text, and the errors met so far. Comments are never seen; newlines
 * only where they mean something.
 *
 * <p>An error sets {@link #failed}. From then on nothing is reported until a parser has found a
 * place to go on from and says so by {@link #recovered}.
 */
final class Cursor {

  /**
   * How deep blocks, expressions and templates may nest. Readers of the tree recurse, and should
   * get by with a stack of one megabyte, the default.
   */
  static final int DEPTH_LIMIT = 400;

  private static final int ERROR_LIMIT = 200;
  private static final int EXCERPT = 24;

  private final SourceText source;
  private final String text;
  private final Tokens tokens;
  private final Problems problems = new Problems();

  /** The first token that was not read. */
  private int next;

  /** The token that is read next, or -1 while it is not looked for. */
  private int peeked = -1;

  private int last;
  private boolean newlines = true;
  private boolean failed;
  private int errors;
  private int depth;
  private boolean tooDeep;

  /** The indentation of the item of a body at hand; what stands left of it is another item. */
  private int itemColumn = -1;

  Cursor(SourceText source, Tokens tokens) {
    this.source = source;
    this.text = source.text();
    this.tokens = tokens;
  }

  SourceText source() {
    return source;
  }

  Problems problems() {
    return problems;
  }

  /** Makes newlines visible or not; returns what was before, to be restored. */
  boolean newlines(boolean visible) {
    boolean before = newlines;
    newlines = visible;
    peeked = -1;
    return before;
  }

  TokenKind peek() {
    TokenKind kind = tokens.kind(peekIndex());
    return kind == TokenKind.COMMENT ? TokenKind.NEWLINE : kind;
  }

  int peekIndex() {
    if (peeked < 0) {
      peeked = visible(next);
    }
    return peeked;
  }

  /** What stands behind the token that is read next. */
  TokenKind peekSecond() {
    int first = peekIndex();
    TokenKind kind = tokens.kind(first);
    return kind == TokenKind.END ? kind : tokens.kind(visible(first + 1));
  }

  private int visible(int from) {
    int index = from;
    while (true) {
      switch (tokens.kind(index)) {
        case COMMENT -> {
          if (newlines && text.charAt(tokens.end(index) - 1) == '\n') {
            return index;
          }
        }
        case NEWLINE -> {
          if (newlines) {
            return index;
          }
        }
        default -> {
          return index;
        }
      }
      index++;
    }
  }

  /** Reads a token, and gives its index. The end of the text can be read again and again. */
  int read() {
    last = peekIndex();
    if (tokens.kind(last) != TokenKind.END) {
      next = last + 1;
      peeked = -1;
    }
    return last;
  }

  /** Reads what begins in front of an offset. */
  void readTo(int offset) {
    while (peek() != TokenKind.END && tokens.start(peekIndex()) < offset && !atNewline()) {
      read();
    }
  }

  private boolean atNewline() {
    return peek() == TokenKind.NEWLINE;
  }

  /** Reads the token when it is of this kind. */
  boolean readIf(TokenKind kind) {
    if (peek() != kind) {
      return false;
    }
    read();
    return true;
  }

  TokenKind kind(int index) {
    return tokens.kind(index);
  }

  int start(int index) {
    return tokens.start(index);
  }

  int end(int index) {
    return tokens.end(index);
  }

  String text(int index) {
    return text.substring(tokens.start(index), tokens.end(index));
  }

  boolean is(int index, String word) {
    int start = tokens.start(index);
    return tokens.kind(index) == TokenKind.IDENTIFIER
        && tokens.end(index) - start == word.length()
        && text.startsWith(word, start);
  }

  /** Whether this word is read next. */
  boolean isNext(String word) {
    return is(peekIndex(), word);
  }

  /** The place of a token; of a newline only where it begins. */
  Range range(int index) {
    int start = tokens.start(index);
    return switch (tokens.kind(index)) {
      case NEWLINE, COMMENT -> new Range(source, start, start);
      default -> new Range(source, start, tokens.end(index));
    };
  }

  /** From the beginning of a token to the end of the token read last. */
  Range since(int first) {
    return new Range(source, tokens.start(first), Math.max(tokens.end(first), tokens.end(last)));
  }

  Range between(int start, int end) {
    return new Range(source, start, end);
  }

  /** The end of the token that was read last. */
  int lastEnd() {
    return tokens.end(last);
  }

  boolean failed() {
    return failed;
  }

  void recovered() {
    failed = false;
  }

  /** Reports an error, unless it follows from one that was reported. */
  void error(String code, Range range, String summary, String detail, String fix) {
    if (!failed && errors < ERROR_LIMIT) {
      problems.error(code, range, summary, detail, fix);
      errors++;
    }
    failed = true;
  }

  /** As {@link #error}, where reading goes on as if nothing had happened. */
  void slip(String code, Range range, String summary, String detail, String fix) {
    boolean before = failed;
    error(code, range, summary, detail, fix);
    failed = before;
  }

  /** Goes one level deeper; where that is too deep, reading ends. */
  boolean enter() {
    if (depth < DEPTH_LIMIT) {
      depth++;
      return true;
    }
    error(
        "SLIP-HCL-DEPTH",
        range(peekIndex()),
        "Nesting is too deep",
        "More than "
            + DEPTH_LIMIT
            + " blocks, brackets, operators and templates are nested here. The rest of the file is"
            + " not read.",
        "Give the inner parts names of their own.");
    errors = ERROR_LIMIT;
    tooDeep = true;
    next = tokens.size() - 1;
    peeked = -1;
    return false;
  }

  /** Whether reading ended because of the depth. */
  boolean tooDeep() {
    return tooDeep;
  }

  void leave() {
    depth--;
  }

  /** How a message names the token that is read next. */
  String found() {
    int index = peekIndex();
    return switch (peek()) {
      case END -> "the end of the file";
      case NEWLINE -> "the end of the line";
      case UNCLOSED -> "the end of a string that is not closed";
      case QUOTE_OPEN, HEREDOC_OPEN -> "a string";
      default -> "`" + excerpt(index) + "`";
    };
  }

  private String excerpt(int index) {
    int start = tokens.start(index);
    int end = tokens.end(index);
    if (end - start <= EXCERPT) {
      return text.substring(start, end).strip();
    }
    int cut = start + EXCERPT;
    return text.substring(start, Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut)
        + "…";
  }

  /** Where a token stands in its line, from 0; -1 when it is not the first of its line. */
  int indentation(int index) {
    int start = tokens.start(index);
    int at = start;
    while (at > 0 && (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t')) {
      at--;
    }
    return at == 0 || text.charAt(at - 1) == '\n' ? start - at : -1;
  }

  int itemColumn() {
    return itemColumn;
  }

  void itemColumn(int column) {
    itemColumn = column;
  }

  /** Whether a token begins a line, no deeper than the item at hand: most likely a new item. */
  private boolean beginsItem(int index) {
    if (tokens.kind(index) != TokenKind.IDENTIFIER || itemColumn < 0) {
      return false;
    }
    int column = indentation(index);
    return column >= 0 && column <= itemColumn;
  }

  /** Whether the token that is read next looks like the next item of a body. */
  boolean atItem() {
    return beginsItem(peekIndex());
  }

  /**
   * Behind an error inside of brackets: goes to behind the closing one of this kind and reports
   * whether it was found. Stops in front of what can't belong to it.
   */
  boolean skipBehind(TokenKind close) {
    if (next > 0 && peek() == TokenKind.EQUAL && last == next - 1 && beginsItem(last)) {
      next = last;
      peeked = -1;
      return false;
    }
    boolean before = newlines(false);
    boolean found = skipTo(close);
    if (found) {
      read();
    }
    newlines(before);
    return found;
  }

  /** Goes to the first token of this kind outside of inner brackets. */
  private boolean skipTo(TokenKind close) {
    int inner = 0;
    while (true) {
      TokenKind kind = peek();
      if (inner == 0 && kind == close) {
        return true;
      }
      if (kind == TokenKind.END || inner == 0 && closes(kind) || beginsItem(peekIndex())) {
        return false;
      }
      if (opens(kind)) {
        inner++;
      } else if (closes(kind)) {
        inner--;
      }
      read();
    }
  }

  /** Behind an error in an item of a body: goes behind its line and the brackets it opens. */
  void skipItem() {
    boolean before = newlines(true);
    int inner = 0;
    while (true) {
      TokenKind kind = peek();
      if (kind == TokenKind.END || inner == 0 && kind == TokenKind.BRACE_CLOSE) {
        break;
      }
      if (inner > 0 && beginsItem(peekIndex())) {
        break;
      }
      read();
      if (kind == TokenKind.NEWLINE && inner == 0) {
        break;
      }
      if (opens(kind)) {
        inner++;
      } else if (closes(kind) && inner > 0) {
        inner--;
      }
    }
    newlines(before);
  }

  static boolean opens(TokenKind kind) {
    return switch (kind) {
      case BRACE_OPEN,
          BRACKET_OPEN,
          PARENTHESIS_OPEN,
          QUOTE_OPEN,
          HEREDOC_OPEN,
          INTERPOLATION_OPEN,
          DIRECTIVE_OPEN ->
          true;
      default -> false;
    };
  }

  static boolean closes(TokenKind kind) {
    return switch (kind) {
      case BRACE_CLOSE,
          BRACKET_CLOSE,
          PARENTHESIS_CLOSE,
          QUOTE_CLOSE,
          HEREDOC_CLOSE,
          SEQUENCE_CLOSE,
          UNCLOSED ->
          true;
      default -> false;
    };
  }
}
