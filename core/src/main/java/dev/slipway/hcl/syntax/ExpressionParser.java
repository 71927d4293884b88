package dev.slipway.hcl.syntax;

import dev.slipway.hcl.syntax.HclExpression.Binary;
import dev.slipway.hcl.syntax.HclExpression.BoolLiteral;
import dev.slipway.hcl.syntax.HclExpression.Conditional;
import dev.slipway.hcl.syntax.HclExpression.Invalid;
import dev.slipway.hcl.syntax.HclExpression.NullLiteral;
import dev.slipway.hcl.syntax.HclExpression.NumberLiteral;
import dev.slipway.hcl.syntax.HclExpression.Operator;
import dev.slipway.hcl.syntax.HclExpression.Parentheses;
import dev.slipway.hcl.syntax.HclExpression.Template;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclExpression.Unary;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads expressions: operators and what they stand between. */
final class ExpressionParser {

  private final Cursor cursor;
  private final TemplateParser templates;
  private final CollectionParser collections;
  private final StepParser steps;

  ExpressionParser(Cursor cursor) {
    this.cursor = cursor;
    this.templates = new TemplateParser(cursor, this);
    this.collections = new CollectionParser(cursor, this);
    this.steps = new StepParser(cursor, this);
  }

  CollectionParser collections() {
    return collections;
  }

  TemplateParser templates() {
    return templates;
  }

  HclExpression expression() {
    if (!cursor.enter()) {
      return new Invalid(cursor.range(cursor.peekIndex()));
    }
    HclExpression condition = binary(1);
    HclExpression whole = cursor.peek() == TokenKind.QUESTION ? conditional(condition) : condition;
    cursor.leave();
    return whole;
  }

  private HclExpression conditional(HclExpression condition) {
    if (cursor.failed()) {
      return condition;
    }
    int question = cursor.read();
    HclExpression then = expression();
    if (cursor.failed()) {
      return condition;
    }
    if (cursor.peek() != TokenKind.COLON) {
      cursor.error(
          "SLIP-HCL-CONDITION",
          cursor.range(cursor.peekIndex()),
          "The conditional has no second result",
          "To `?` at "
              + cursor.range(question)
              + " belongs a `:` with the result for false; found "
              + cursor.found()
              + "."
              + Advice.lineEnd(cursor),
          "Write `condition ? a : b`.");
      return condition;
    }
    cursor.read();
    HclExpression otherwise = expression();
    return new Conditional(condition, then, otherwise, condition.range().to(otherwise.range()));
  }

  /** Operators that bind at least this strongly. */
  private HclExpression binary(int strength) {
    HclExpression left = operand();
    while (!cursor.failed()) {
      Operator operator = operator(cursor.peek());
      if (operator == null || operator.strength() < strength) {
        return left;
      }
      cursor.read();
      HclExpression right = binary(operator.strength() + 1);
      left = new Binary(operator, left, right, left.range().to(right.range()));
    }
    return left;
  }

  private static @Nullable Operator operator(TokenKind kind) {
    return switch (kind) {
      case OR -> Operator.OR;
      case AND -> Operator.AND;
      case EQUAL_EQUAL -> Operator.EQUAL;
      case NOT_EQUAL -> Operator.NOT_EQUAL;
      case LESS -> Operator.LESS;
      case LESS_OR_EQUAL -> Operator.LESS_OR_EQUAL;
      case GREATER -> Operator.GREATER;
      case GREATER_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
      case PLUS -> Operator.PLUS;
      case MINUS -> Operator.MINUS;
      case STAR -> Operator.TIMES;
      case SLASH -> Operator.DIVIDE;
      case PERCENT -> Operator.MODULO;
      default -> null;
    };
  }

  private HclExpression operand() {
    HclExpression term = term();
    return cursor.failed() ? term : steps.behind(term);
  }

  private HclExpression term() {
    return switch (cursor.peek()) {
      case PARENTHESIS_OPEN -> parentheses();
      case NUMBER -> number(cursor.read());
      case IDENTIFIER -> word();
      case QUOTE_OPEN, HEREDOC_OPEN -> templates.template();
      case MINUS, NOT -> unary();
      case BRACKET_OPEN -> collections.tuple();
      case BRACE_OPEN -> collections.object();
      default -> none();
    };
  }

  private HclExpression word() {
    int word = cursor.read();
    TokenKind next = cursor.peek();
    if (next == TokenKind.PARENTHESIS_OPEN || next == TokenKind.DOUBLE_COLON) {
      return collections.call(word);
    }
    String name = cursor.text(word);
    Range range = cursor.range(word);
    return switch (name) {
      case "true" -> new BoolLiteral(true, range);
      case "false" -> new BoolLiteral(false, range);
      case "null" -> new NullLiteral(range);
      default -> new Traversal(name, range, List.of(), range);
    };
  }

  private HclExpression number(int token) {
    Range range = cursor.range(token);
    Optional<BigDecimal> value = NumberText.value(cursor.text(token));
    if (value.isPresent()) {
      return new NumberLiteral(value.get(), range);
    }
    if (!NumberText.isWellFormed(cursor.text(token))) {
      cursor.slip(
          "SLIP-HCL-NUMBER",
          range,
          "This is not a number",
          "A number has at most one point and one exponent.",
          "Put it between quotes, if it is a text such as a version or an address.");
    }
    return new Invalid(range);
  }

  private HclExpression unary() {
    boolean not = cursor.peek() == TokenKind.NOT;
    int sign = cursor.read();
    if (!cursor.enter()) {
      return new Invalid(cursor.range(sign));
    }
    HclExpression operand = operand();
    cursor.leave();
    return new Unary(not, operand, cursor.range(sign).to(operand.range()));
  }

  private HclExpression parentheses() {
    int open = cursor.read();
    boolean outer = cursor.newlines(false);
    HclExpression inner = expression();
    if (!cursor.failed() && cursor.peek() == TokenKind.PARENTHESIS_CLOSE) {
      cursor.read();
    } else {
      collections.unclosed(open, TokenKind.PARENTHESIS_CLOSE);
    }
    cursor.newlines(outer);
    return new Parentheses(inner, cursor.since(open));
  }

  /** What stands where a value should. */
  private HclExpression none() {
    int index = cursor.peekIndex();
    if (cursor.kind(index) == TokenKind.INVALID) {
      return invalid(index);
    }
    cursor.error(
        "SLIP-HCL-EXPRESSION",
        cursor.range(index),
        "A value is expected here",
        "Found " + cursor.found() + "." + Advice.lineEnd(cursor) + Advice.forValue(cursor),
        "Write a value, such as a string, a number, a list or a reference.");
    return new Invalid(cursor.range(index));
  }

  private HclExpression invalid(int index) {
    Range range = cursor.range(index);
    if (range.text().equals("'")) {
      return singleQuoted(index);
    }
    InvalidText.report(cursor, index);
    return new Invalid(range);
  }

  /** {@code 'text'}, read as if it stood between the right quotes. */
  private HclExpression singleQuoted(int open) {
    int close = InvalidText.singleQuotedEnd(cursor.source().text(), cursor.start(open));
    if (close < 0) {
      InvalidText.report(cursor, open);
      return new Invalid(cursor.range(open));
    }
    Range range = cursor.between(cursor.start(open), close);
    cursor.slip(
        "SLIP-HCL-QUOTE",
        range,
        "Single quotes do not make a string",
        "A string stands between double quotes.",
        "Write \"…\" in place of '…'.");
    cursor.readTo(close);
    String text = range.text().substring(1, close - range.start() - 1);
    return new Template(List.of(new HclExpression.Part.Text(text, range)), false, range);
  }
}
