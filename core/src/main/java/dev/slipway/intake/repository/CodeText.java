package dev.slipway.intake.repository;

/**
 * Source text with its comments blanked out, every other character where it was. One pass, and no
 * parser: a file that does not compile is read as far as it goes.
 */
final class CodeText {

  /** How a language writes comments and strings. */
  enum Syntax {
    PYTHON,
    JAVASCRIPT,
    GO,
    /** Nothing is blanked. */
    PLAIN
  }

  private final String text;
  private final char[] out;
  private final Syntax syntax;
  private int depth;
  private char significant = '\n';
  private boolean lineStart = true;

  private CodeText(String text, Syntax syntax) {
    this.text = text;
    this.out = text.toCharArray();
    this.syntax = syntax;
  }

  static String withoutComments(String text, Syntax syntax) {
    return switch (syntax) {
      case PLAIN -> text;
      case PYTHON, JAVASCRIPT, GO -> new CodeText(text, syntax).scan();
    };
  }

  private String scan() {
    int i = 0;
    while (i < out.length) {
      i = syntax == Syntax.PYTHON ? python(i) : curly(i);
    }
    return new String(out);
  }

  private int python(int i) {
    char c = out[i];
    if (c == '#') {
      return blankLine(i);
    }
    if (c == '"' || c == '\'') {
      boolean statement = lineStart && depth == 0;
      boolean triple = text.startsWith(c == '"' ? "\"\"\"" : "'''", i);
      int end = triple ? tripleEnd(i, c) : stringEnd(i, c, false);
      if (triple && statement) {
        blank(i, end);
      }
      lineStart = false;
      return end;
    }
    step(c);
    return i + 1;
  }

  private int curly(int i) {
    char c = out[i];
    if (c == '/' && i + 1 < out.length) {
      if (out[i + 1] == '/') {
        return blankLine(i);
      }
      if (out[i + 1] == '*') {
        int end = text.indexOf("*/", i + 2);
        return blank(i, end < 0 ? out.length : end + 2);
      }
      if (syntax == Syntax.JAVASCRIPT && "(,=:[!&|?{};\n".indexOf(significant) >= 0) {
        significant = '/';
        return regexEnd(i);
      }
    }
    if (c == '"' || c == '\'' || c == '`') {
      significant = c;
      return stringEnd(i, c, c == '`');
    }
    step(c);
    return i + 1;
  }

  private void step(char c) {
    if (c == '\n') {
      lineStart = true;
    } else if (!Character.isWhitespace(c)) {
      significant = c;
      lineStart = false;
      if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth = Math.max(0, depth - 1);
      }
    }
  }

  private int stringEnd(int i, char quote, boolean multiline) {
    boolean escapes = quote != '`' || syntax == Syntax.JAVASCRIPT;
    for (int j = i + 1; j < out.length; j++) {
      char c = out[j];
      if (c == '\\' && escapes) {
        j++;
      } else if (c == quote) {
        return j + 1;
      } else if (c == '\n' && !multiline) {
        return j; // an apostrophe in running text, or a half-written file
      }
    }
    return out.length;
  }

  private int tripleEnd(int i, char quote) {
    for (int j = i + 3; j + 2 < out.length; j++) {
      if (out[j] == '\\') {
        j++;
      } else if (out[j] == quote && out[j + 1] == quote && out[j + 2] == quote) {
        return j + 3;
      }
    }
    return out.length;
  }

  private int regexEnd(int i) {
    boolean set = false;
    for (int j = i + 1; j < out.length && out[j] != '\n'; j++) {
      char c = out[j];
      if (c == '\\') {
        j++;
      } else if (c == '[') {
        set = true;
      } else if (c == ']') {
        set = false;
      } else if (c == '/' && !set) {
        return j + 1;
      }
    }
    return i + 1;
  }

  private int blankLine(int i) {
    int end = text.indexOf('\n', i);
    return blank(i, end < 0 ? out.length : end);
  }

  private int blank(int from, int to) {
    for (int j = from; j < to; j++) {
      if (out[j] != '\n') {
        out[j] = ' ';
      }
    }
    return to;
  }

  /**
   * The offset after the bracket that closes the one at {@code open}, quotes skipped; the text's
   * length if none does.
   */
  static int closing(String code, int open) {
    int depth = 0;
    for (int i = open; i < code.length(); i++) {
      char c = code.charAt(i);
      switch (c) {
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> {
          if (--depth == 0) {
            return i + 1;
          }
        }
        case '"', '\'', '`' -> i = quoteEnd(code, i, c);
        default -> {}
      }
    }
    return code.length();
  }

  private static int quoteEnd(String code, int open, char quote) {
    for (int i = open + 1; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == quote) {
        return i;
      } else if (c == '\n' && quote != '`') {
        return open;
      }
    }
    return open;
  }
}
