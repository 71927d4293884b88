package dev.slipway.hcl.syntax;

import dev.slipway.hcl.syntax.HclExpression.Call;
import dev.slipway.hcl.syntax.HclExpression.Invalid;
import dev.slipway.hcl.syntax.HclExpression.ObjectConstructor;
import dev.slipway.hcl.syntax.HclExpression.ObjectConstructor.Entry;
import dev.slipway.hcl.syntax.HclExpression.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Reads what stands in brackets: tuples, objects and the arguments of functions. */
final class CollectionParser {

  private final Cursor cursor;
  private final ExpressionParser expressions;
  private final ForParser loops;

  CollectionParser(Cursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.loops = new ForParser(cursor, expressions);
  }

  HclExpression tuple() {
    int open = cursor.read();
    boolean outer = cursor.newlines(false);
    HclExpression tuple = cursor.isNext("for") ? loops.tuple(open) : elements(open);
    cursor.newlines(outer);
    return tuple;
  }

  private HclExpression elements(int open) {
    List<HclExpression> items = new ArrayList<>();
    while (!cursor.readIf(TokenKind.BRACKET_CLOSE)) {
      items.add(expressions.expression());
      if (!separated(TokenKind.BRACKET_CLOSE) && !resume(open, TokenKind.BRACKET_CLOSE)) {
        break;
      }
    }
    return new Tuple(items, cursor.since(open));
  }

  /** Reads the comma between two values; true also in front of the closing bracket. */
  private boolean separated(TokenKind close) {
    return !cursor.failed() && (cursor.readIf(TokenKind.COMMA) || cursor.peek() == close);
  }

  /**
   * After an error, or where a comma is missing: reports it, and goes to where the next value
   * begins. False where the brackets end there.
   */
  private boolean resume(int open, TokenKind close) {
    if (!cursor.failed() && cursor.peek() != TokenKind.END && !cursor.atItem()) {
      missingComma(open, close);
    }
    unclosed(open, close);
    return false;
  }

  private void missingComma(int open, TokenKind close) {
    if (InvalidText.reported(cursor)) {
      return;
    }
    Advice.Wording advice = Advice.behindExpression(cursor);
    String sign = close == TokenKind.BRACKET_CLOSE ? "]" : ")";
    cursor.error(
        "SLIP-HCL-SEPARATOR",
        cursor.range(cursor.peekIndex()),
        "A comma or the closing bracket is missing",
        "Inside of `"
            + cursor.text(open)
            + "` at "
            + cursor.range(open)
            + " a value is followed by `,` or `"
            + sign
            + "`; found "
            + cursor.found()
            + "."
            + advice.detail(),
        "Add `,` between two values, or `" + sign + "` behind the last one.");
  }

  /**
   * Where the closing bracket should stand, or behind an error in front of it: goes behind it, if
   * it is there.
   */
  void unclosed(int open, TokenKind close) {
    boolean end = cursor.peek() == TokenKind.END || cursor.atItem();
    String sign =
        switch (close) {
          case BRACKET_CLOSE -> "]";
          case BRACE_CLOSE -> "}";
          default -> ")";
        };
    cursor.error(
        "SLIP-HCL-BRACKET",
        end ? cursor.range(open) : cursor.range(cursor.peekIndex()),
        "The `" + cursor.text(open) + "` is not closed",
        "The bracket at "
            + cursor.range(open)
            + " has no `"
            + sign
            + "` in front of "
            + cursor.found()
            + ".",
        "Add `" + sign + "`.");
    if (cursor.skipBehind(close)) {
      cursor.recovered();
    }
  }

  HclExpression call(int name) {
    int end = name;
    StringBuilder path = new StringBuilder(cursor.text(name));
    while (cursor.readIf(TokenKind.DOUBLE_COLON)) {
      if (cursor.peek() != TokenKind.IDENTIFIER) {
        return callError(name, "Behind `::` stands the name of a function");
      }
      end = cursor.read();
      path.append("::").append(cursor.text(end));
    }
    if (cursor.peek() != TokenKind.PARENTHESIS_OPEN) {
      return callError(name, "A function is called with parentheses");
    }
    Range nameRange = cursor.range(name).to(cursor.range(end));
    int open = cursor.read();
    boolean outer = cursor.newlines(false);
    List<HclExpression> arguments = new ArrayList<>();
    boolean expand = arguments(open, arguments);
    cursor.newlines(outer);
    return new Call(path.toString(), nameRange, arguments, expand, cursor.since(name));
  }

  private HclExpression callError(int name, String summary) {
    cursor.error(
        "SLIP-HCL-CALL",
        cursor.range(cursor.peekIndex()),
        summary,
        "Found " + cursor.found() + ".",
        "Write it like `provider::name::function(…)`.");
    return new Invalid(cursor.since(name));
  }

  /** Reads arguments up to the closing parenthesis; whether the last one is to be expanded. */
  private boolean arguments(int open, List<HclExpression> arguments) {
    while (!cursor.readIf(TokenKind.PARENTHESIS_CLOSE)) {
      arguments.add(expressions.expression());
      if (!cursor.failed() && cursor.readIf(TokenKind.ELLIPSIS)) {
        expanded(open);
        return true;
      }
      if (!separated(TokenKind.PARENTHESIS_CLOSE) && !resume(open, TokenKind.PARENTHESIS_CLOSE)) {
        return false;
      }
    }
    return false;
  }

  private void expanded(int open) {
    if (cursor.readIf(TokenKind.PARENTHESIS_CLOSE)) {
      return;
    }
    cursor.error(
        "SLIP-HCL-CALL",
        cursor.range(cursor.peekIndex()),
        "`...` ends the arguments",
        "Only the last argument can be expanded, and `)` follows directly; found "
            + cursor.found()
            + ".",
        "Write `)` behind `...`.");
    unclosed(open, TokenKind.PARENTHESIS_CLOSE);
  }

  HclExpression object() {
    int open = cursor.read();
    boolean outer = cursor.newlines(false);
    boolean loop = cursor.isNext("for");
    cursor.newlines(!loop);
    HclExpression object = loop ? loops.object(open) : entries(open);
    cursor.newlines(outer);
    return object;
  }

  private HclExpression entries(int open) {
    List<Entry> entries = new ArrayList<>();
    while (!cursor.readIf(TokenKind.BRACE_CLOSE)) {
      if (cursor.readIf(TokenKind.NEWLINE)) {
        continue;
      }
      HclExpression key = expressions.expression();
      if (cursor.failed() || !equal(key)) {
        unclosed(open, TokenKind.BRACE_CLOSE);
        break;
      }
      entries.add(new Entry(key, expressions.expression()));
      if (!endOfEntry(open)) {
        break;
      }
    }
    return new ObjectConstructor(entries, cursor.since(open));
  }

  private boolean equal(HclExpression key) {
    switch (cursor.peek()) {
      case EQUAL -> cursor.read();
      case COLON -> {
        int colon = cursor.read();
        if (cursor.peek() == TokenKind.EQUAL) {
          cursor.read();
          wrongEqual(colon);
        }
      }
      case EQUAL_EQUAL, FAT_ARROW -> wrongEqual(cursor.read());
      default -> {
        noValue(key);
        return false;
      }
    }
    return true;
  }

  private void wrongEqual(int sign) {
    cursor.slip(
        "SLIP-HCL-EQUAL",
        cursor.since(sign),
        "Key and value are separated by `=`",
        "`" + cursor.since(sign).text() + "` does not stand between a key and its value.",
        "Write `=`.");
  }

  private void noValue(HclExpression key) {
    if (InvalidText.reported(cursor)) {
      return;
    }
    cursor.error(
        "SLIP-HCL-ENTRY",
        cursor.range(cursor.peekIndex()),
        "The key has no value",
        "Behind the key `"
            + (key.range().end() - key.range().start() < 40 ? key.range().text() : "…")
            + "` of an object stands `=` and its value; found "
            + cursor.found()
            + ".",
        "Write `key = value`; a key with blanks or dots in it stands in quotes.");
  }

  private boolean endOfEntry(int open) {
    if (!cursor.failed()) {
      switch (cursor.peek()) {
        case COMMA, NEWLINE -> {
          cursor.read();
          return true;
        }
        case BRACE_CLOSE -> {
          return true;
        }
        case END -> {}
        default -> missingSeparator(open);
      }
    }
    unclosed(open, TokenKind.BRACE_CLOSE);
    return false;
  }

  private void missingSeparator(int open) {
    if (InvalidText.reported(cursor)) {
      return;
    }
    Advice.Wording advice = Advice.behindExpression(cursor);
    cursor.error(
        "SLIP-HCL-SEPARATOR",
        cursor.range(cursor.peekIndex()),
        "A comma or a newline is missing",
        "The entries of the object at "
            + cursor.range(open)
            + " are separated by newlines or commas; found "
            + cursor.found()
            + "."
            + advice.detail(),
        "Begin a new line for the next entry.");
  }
}
