package dev.slipway.hcl.syntax;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into tokens. Any text gives tokens that cover it, in linear time; what is wrong shows
 * as {@link TokenKind#INVALID} or {@link TokenKind#UNCLOSED}.
 *
 * <p>A quoted string ends with its line at the latest. Where the closing quote is missing, the rest
 * of the file is so still read as what it is.
 */
final class Lexer {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** How many lines a quoted string that goes over its line is followed for its end. */
  private static final int STRAY_LINES = 20;

  private static final byte WORD_START = 1;
  private static final byte WORD_PART = 2;
  private static final byte DIGIT = 4;
  private static final byte[] CLASSES = classes();

  private final String text;
  private final char[] chars;
  private final int length;
  private final Tokens tokens;
  private int at;
  private Context context = new Context(Mode.CODE, null, 0, 0, 0);

  private enum Mode {
    CODE,
    SEQUENCE,
    QUOTED,
    HEREDOC,
    /** A template that is a text of its own. */
    BARE
  }

  /** What the text at hand is inside of. */
  private static final class Context {
    final Mode mode;
    final @Nullable Context outer;

    /** Where it begins; of a heredoc, where its marker stands. */
    final int start;

    final int markerStart;
    final int markerEnd;
    int braces;
    boolean lineStart = true;

    Context(Mode mode, @Nullable Context outer, int start, int markerStart, int markerEnd) {
      this.mode = mode;
      this.outer = outer;
      this.start = start;
      this.markerStart = markerStart;
      this.markerEnd = markerEnd;
    }
  }

  private Lexer(String text) {
    this.text = text;
    this.chars = text.toCharArray();
    this.length = chars.length;
    this.tokens = new Tokens(length / 5 + 16);
  }

  /** The tokens of a whole file or expression. */
  static Tokens tokens(String text) {
    return new Lexer(text).run();
  }

  /** The tokens of a template without quotes around it. */
  static Tokens templateTokens(String text) {
    Lexer lexer = new Lexer(text);
    lexer.context = new Context(Mode.BARE, null, 0, 0, 0);
    return lexer.run();
  }

  private Tokens run() {
    if (context.mode == Mode.CODE && at(0) == BYTE_ORDER_MARK) {
      at = 1;
    }
    while (at < length) {
      switch (context.mode) {
        case CODE, SEQUENCE -> code();
        case QUOTED -> quoted();
        case HEREDOC, BARE -> heredoc();
      }
    }
    while (context.outer != null) {
      tokens.add(TokenKind.UNCLOSED, length, length);
      context = context.outer;
    }
    tokens.add(TokenKind.END, length, length);
    return tokens;
  }

  private char at(int index) {
    return index < length ? chars[index] : 0;
  }

  private void token(TokenKind kind, int size) {
    tokens.add(kind, at, at + size);
    at += size;
  }

  private void code() {
    char c = chars[at];
    if (c == ' ' || c == '\t') {
      at++;
      return;
    }
    byte kind = c < 128 ? CLASSES[c] : 0;
    if ((kind & WORD_START) != 0) {
      word();
    } else if ((kind & DIGIT) != 0) {
      number();
    } else if (c < 128) {
      sign(c);
    } else if (Character.isUnicodeIdentifierStart(text.codePointAt(at))) {
      word();
    } else {
      token(TokenKind.INVALID, Character.charCount(text.codePointAt(at)));
    }
  }

  private void word() {
    int end = wordEnd(at);
    tokens.add(TokenKind.IDENTIFIER, at, end);
    at = end;
  }

  private int wordEnd(int start) {
    int end = start;
    while (end < length) {
      char c = chars[end];
      if (c < 128) {
        if ((CLASSES[c] & WORD_PART) == 0) {
          return end;
        }
        end++;
      } else {
        int point = text.codePointAt(end);
        if (!Character.isUnicodeIdentifierPart(point) || Character.isIdentifierIgnorable(point)) {
          return end;
        }
        end += Character.charCount(point);
      }
    }
    return end;
  }

  private boolean isWordStart(int index) {
    char c = at(index);
    return c < 128
        ? (CLASSES[c] & WORD_START) != 0
        : Character.isUnicodeIdentifierStart(text.codePointAt(index));
  }

  /** Digits, points and exponents, as many as there are, up to the last that is no point. */
  private void number() {
    int end = at + 1;
    for (int i = end; i < length; ) {
      char c = chars[i];
      if (isDigit(c)) {
        end = ++i;
      } else if (c == '.') {
        i++;
      } else if (c == 'e' || c == 'E') {
        int digit = at(i + 1) == '+' || at(i + 1) == '-' ? i + 2 : i + 1;
        if (!isDigit(at(digit))) {
          break;
        }
        i = digit + 1;
        end = i;
      } else {
        break;
      }
    }
    tokens.add(TokenKind.NUMBER, at, end);
    at = end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void sign(char c) {
    char next = at(at + 1);
    switch (c) {
      case '\n' -> token(TokenKind.NEWLINE, 1);
      case '\r' ->
          token(next == '\n' ? TokenKind.NEWLINE : TokenKind.INVALID, next == '\n' ? 2 : 1);
      case '"' -> {
        enter(Mode.QUOTED, at);
        token(TokenKind.QUOTE_OPEN, 1);
      }
      case '{' -> {
        context.braces++;
        token(TokenKind.BRACE_OPEN, 1);
      }
      case '}' -> closeBrace(1);
      case '[' -> token(TokenKind.BRACKET_OPEN, 1);
      case ']' -> token(TokenKind.BRACKET_CLOSE, 1);
      case '(' -> token(TokenKind.PARENTHESIS_OPEN, 1);
      case ')' -> token(TokenKind.PARENTHESIS_CLOSE, 1);
      case ',' -> token(TokenKind.COMMA, 1);
      case '?' -> token(TokenKind.QUESTION, 1);
      case '+' -> token(TokenKind.PLUS, 1);
      case '-' -> token(TokenKind.MINUS, 1);
      case '*' -> token(TokenKind.STAR, 1);
      case '%' -> token(TokenKind.PERCENT, 1);
      case '#' -> lineComment();
      case '/' -> slash(next);
      case '~' -> tilde(next);
      case '<' -> less(next);
      default -> pair(c, next);
    }
  }

  /** Signs that mean something else in front of another. */
  private void pair(char c, char next) {
    switch (c) {
      case '=' -> {
        if (next == '=') {
          token(TokenKind.EQUAL_EQUAL, 2);
        } else if (next == '>') {
          token(TokenKind.FAT_ARROW, 2);
        } else {
          token(TokenKind.EQUAL, 1);
        }
      }
      case '!' -> either(next == '=', TokenKind.NOT_EQUAL, TokenKind.NOT);
      case '>' -> either(next == '=', TokenKind.GREATER_OR_EQUAL, TokenKind.GREATER);
      case ':' -> either(next == ':', TokenKind.DOUBLE_COLON, TokenKind.COLON);
      case '&' -> either(next == '&', TokenKind.AND, TokenKind.INVALID);
      case '|' -> either(next == '|', TokenKind.OR, TokenKind.INVALID);
      case '.' -> {
        if (next == '.' && at(at + 2) == '.') {
          token(TokenKind.ELLIPSIS, 3);
        } else {
          token(TokenKind.DOT, 1);
        }
      }
      default -> token(TokenKind.INVALID, 1);
    }
  }

  private void either(boolean pair, TokenKind two, TokenKind one) {
    token(pair ? two : one, pair ? 2 : 1);
  }

  private void slash(char next) {
    if (next == '/') {
      lineComment();
    } else if (next == '*') {
      int close = text.indexOf("*/", at + 2);
      if (close < 0) {
        token(TokenKind.INVALID, length - at);
      } else {
        token(TokenKind.COMMENT, close + 2 - at);
      }
    } else {
      token(TokenKind.SLASH, 1);
    }
  }

  private void lineComment() {
    int newline = text.indexOf('\n', at);
    token(TokenKind.COMMENT, (newline < 0 ? length : newline + 1) - at);
  }

  private void tilde(char next) {
    if (next == '}') {
      closeBrace(2);
    } else {
      token(TokenKind.INVALID, 1);
    }
  }

  private void closeBrace(int size) {
    if (context.mode == Mode.SEQUENCE && context.braces == 0) {
      leave();
      token(TokenKind.SEQUENCE_CLOSE, size);
    } else {
      context.braces--;
      token(size == 1 ? TokenKind.BRACE_CLOSE : TokenKind.SEQUENCE_CLOSE, size);
    }
  }

  private void less(char next) {
    int marker = at(at + 2) == '-' ? at + 3 : at + 2;
    if (next == '<' && isWordStart(marker)) {
      int end = wordEnd(marker);
      int newline = at(end) == '\r' ? end + 1 : end;
      if (at(newline) == '\n') {
        context = new Context(Mode.HEREDOC, context, at, marker, end);
        token(TokenKind.HEREDOC_OPEN, newline + 1 - at);
        return;
      }
    }
    either(next == '=', TokenKind.LESS_OR_EQUAL, TokenKind.LESS);
  }

  private void enter(Mode mode, int start) {
    context = new Context(mode, context, start, 0, 0);
  }

  private void leave() {
    if (context.outer != null) {
      context = context.outer;
    }
  }

  /** <code>${</code> or <code>%{</code>, with the mark that takes the blanks before it away. */
  private void openSequence(char sign) {
    TokenKind kind = sign == '$' ? TokenKind.INTERPOLATION_OPEN : TokenKind.DIRECTIVE_OPEN;
    int size = at(at + 2) == '~' ? 3 : 2;
    context.lineStart = false;
    enter(Mode.SEQUENCE, at);
    token(kind, size);
  }

  /** How many characters a doubled sign and its brace take: an escape, and no sequence. */
  private int escapedSign(int index) {
    char sign = chars[index];
    boolean escape = at(index + 1) == sign && at(index + 2) == '{';
    return !escape ? 1 : at(index + 3) == '~' ? 4 : 3;
  }

  private boolean opensSequence(int index) {
    char c = chars[index];
    return (c == '$' || c == '%') && at(index + 1) == '{';
  }

  private void quoted() {
    int end = at;
    while (end < length) {
      char c = chars[end];
      if (c == '"' || c == '\n' || c == '\r' || opensSequence(end)) {
        break;
      }
      if (c == '\\' && at(end + 1) != '\n' && at(end + 1) != '\r') {
        end = Math.min(end + 2, length);
      } else {
        end += c == '$' || c == '%' ? escapedSign(end) : 1;
      }
    }
    if (end > at) {
      tokens.add(TokenKind.QUOTED_TEXT, at, end);
      at = end;
    }
    if (at < length) {
      quotedSign(chars[at]);
    }
  }

  private void quotedSign(char c) {
    switch (c) {
      case '"' -> {
        leave();
        token(TokenKind.QUOTE_CLOSE, 1);
      }
      case '$', '%' -> openSequence(c);
      default -> endOfLineInQuotes();
    }
  }

  /**
   * Either the string goes on below, which is not allowed but can be read, or its closing quote is
   * missing, and with it the end of all that began on its line.
   */
  private void endOfLineInQuotes() {
    if (isLoneReturn(at)) {
      token(TokenKind.INVALID, 1);
      return;
    }
    if (closesBelow()) {
      int size = chars[at] == '\r' && at(at + 1) == '\n' ? 2 : 1;
      token(TokenKind.INVALID, size);
      return;
    }
    int line = text.lastIndexOf('\n', at - 1);
    while (context.outer != null
        && context.mode != Mode.HEREDOC
        && (context.mode == Mode.QUOTED || context.start > line)) {
      tokens.add(TokenKind.UNCLOSED, at, at);
      context = context.outer;
    }
    if (context.mode == Mode.CODE || context.mode == Mode.SEQUENCE) {
      code();
    }
  }

  /** Whether the next line with a quote has an odd number of them, so that one closes this. */
  private boolean closesBelow() {
    int line = at;
    for (int i = 0; i < STRAY_LINES; i++) {
      int start = text.indexOf('\n', line) + 1;
      if (start == 0) {
        return false;
      }
      int end = text.indexOf('\n', start);
      line = start;
      int quotes = quotes(start, end < 0 ? length : end);
      if (quotes > 0) {
        return quotes % 2 == 1 && !opensAString(text.indexOf('"', start), start);
      }
    }
    return false;
  }

  /** Whether a quote stands where a value begins. */
  private boolean opensAString(int quote, int lineStart) {
    int before = quote - 1;
    while (before > lineStart && (chars[before] == ' ' || chars[before] == '\t')) {
      before--;
    }
    return before >= lineStart && "=([{,:?".indexOf(chars[before]) >= 0;
  }

  private int quotes(int start, int end) {
    int quotes = 0;
    for (int i = start; i < end; i++) {
      if (chars[i] == '\\') {
        i++;
      } else if (chars[i] == '"') {
        quotes++;
      }
    }
    return quotes;
  }

  private void heredoc() {
    if (opensSequence(at)) {
      openSequence(chars[at]);
      return;
    }
    int end = at;
    while (end < length && chars[end] != '\n' && !isLoneReturn(end) && !opensSequence(end)) {
      end += chars[end] == '$' || chars[end] == '%' ? escapedSign(end) : 1;
    }
    if (end < length && end == at && isLoneReturn(at)) {
      token(TokenKind.INVALID, 1);
      return;
    }
    boolean wholeLine = end < length && chars[end] == '\n';
    if (wholeLine && context.lineStart && context.mode == Mode.HEREDOC && isMarker(at, end)) {
      int close = end > at && chars[end - 1] == '\r' ? end - 1 : end;
      tokens.add(TokenKind.HEREDOC_CLOSE, at, close);
      tokens.add(TokenKind.NEWLINE, close, end + 1);
      at = end + 1;
      leave();
      return;
    }
    int next = wholeLine ? end + 1 : end;
    tokens.add(TokenKind.HEREDOC_TEXT, at, next);
    at = next;
    context.lineStart = wholeLine;
  }

  private boolean isLoneReturn(int index) {
    return chars[index] == '\r' && at(index + 1) != '\n';
  }

  private boolean isMarker(int start, int end) {
    int from = start;
    int to = end;
    while (from < to && isBlank(chars[from])) {
      from++;
    }
    while (to > from && isBlank(chars[to - 1])) {
      to--;
    }
    return Arrays.equals(chars, from, to, chars, context.markerStart, context.markerEnd);
  }

  private static boolean isBlank(char c) {
    return Blank.is(c);
  }

  private static byte[] classes() {
    byte[] classes = new byte[128];
    for (char c = 'a'; c <= 'z'; c++) {
      classes[c] = WORD_START | WORD_PART;
      classes[c - 'a' + 'A'] = WORD_START | WORD_PART;
    }
    classes['_'] = WORD_START | WORD_PART;
    classes['-'] = WORD_PART;
    for (char c = '0'; c <= '9'; c++) {
      classes[c] = WORD_PART | DIGIT;
    }
    return classes;
  }
}
