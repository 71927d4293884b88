package dev.slipway.hcl.syntax;

import dev.slipway.hcl.syntax.HclExpression.ForObject;
import dev.slipway.hcl.syntax.HclExpression.ForTuple;
import dev.slipway.hcl.syntax.HclExpression.Invalid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code for} expressions, and the heads that they share with template directives. */
final class ForParser {

  private final Cursor cursor;
  private final ExpressionParser expressions;

  ForParser(Cursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /** {@code key, value in collection}. */
  record Head(Optional<String> key, String value, HclExpression collection) {}

  /** What follows the colon. */
  private record Result(
      @Nullable HclExpression key,
      HclExpression value,
      @Nullable Range grouping,
      Optional<HclExpression> condition) {}

  HclExpression tuple(int open) {
    cursor.read();
    @Nullable Head head = head();
    @Nullable Result result = head == null ? null : result();
    close(open, TokenKind.BRACKET_CLOSE);
    Range range = cursor.since(open);
    if (head == null || result == null) {
      return new Invalid(range);
    }
    if (result.key() != null) {
      misplaced(result.key().range(), "A list has no keys", "Write `{ for … }` for an object.");
    }
    if (result.grouping() != null) {
      misplaced(result.grouping(), "`...` groups the values of an object only", "Remove it.");
    }
    return new ForTuple(
        head.key(), head.value(), head.collection(), result.value(), result.condition(), range);
  }

  HclExpression object(int open) {
    cursor.read();
    @Nullable Head head = head();
    @Nullable Result result = head == null ? null : result();
    close(open, TokenKind.BRACE_CLOSE);
    Range range = cursor.since(open);
    if (head == null || result == null) {
      return new Invalid(range);
    }
    if (result.key() == null) {
      misplaced(
          result.value().range(),
          "An object made by `for` needs keys",
          "Write `key => value`, or `[for … ]` for a list.");
      return new Invalid(range);
    }
    return new ForObject(
        head.key(),
        head.value(),
        head.collection(),
        result.key(),
        result.value(),
        result.grouping() != null,
        result.condition(),
        range);
  }

  private void misplaced(Range range, String summary, String fix) {
    cursor.slip(
        "SLIP-HCL-FOR",
        range,
        summary,
        "A list is written `[for v in c : value]`, an object `{for k, v in c : key => value}`.",
        fix);
  }

  /** What stands between {@code for} and the colon; null after an error. */
  @Nullable Head head() {
    String first = name();
    if (first == null) {
      return null;
    }
    String second = first;
    boolean two = cursor.readIf(TokenKind.COMMA);
    if (two) {
      second = name();
      if (second == null) {
        return null;
      }
    }
    if (!cursor.isNext("in")) {
      broken("`in` is expected behind the names of a `for`");
      return null;
    }
    cursor.read();
    HclExpression collection = expressions.expression();
    return cursor.failed()
        ? null
        : new Head(two ? Optional.of(first) : Optional.empty(), second, collection);
  }

  private @Nullable String name() {
    if (cursor.peek() == TokenKind.IDENTIFIER) {
      return cursor.text(cursor.read());
    }
    broken("A name is expected in a `for`");
    return null;
  }

  private void broken(String summary) {
    cursor.error(
        "SLIP-HCL-FOR",
        cursor.range(cursor.peekIndex()),
        summary,
        "Found " + cursor.found() + ".",
        "Write it like `for key, value in collection : …`.");
  }

  private @Nullable Result result() {
    if (!cursor.readIf(TokenKind.COLON)) {
      broken("A `:` is expected behind the collection of a `for`");
      return null;
    }
    HclExpression value = expressions.expression();
    HclExpression key = null;
    if (!cursor.failed() && cursor.readIf(TokenKind.FAT_ARROW)) {
      key = value;
      value = expressions.expression();
    }
    Range grouping = null;
    if (!cursor.failed() && cursor.peek() == TokenKind.ELLIPSIS) {
      grouping = cursor.range(cursor.read());
    }
    Optional<HclExpression> condition = Optional.empty();
    if (!cursor.failed() && cursor.isNext("if")) {
      cursor.read();
      condition = Optional.of(expressions.expression());
    }
    return new Result(key, value, grouping, condition);
  }

  private void close(int open, TokenKind close) {
    if (cursor.failed() || !cursor.readIf(close)) {
      expressions.collections().unclosed(open, close);
    }
  }
}
