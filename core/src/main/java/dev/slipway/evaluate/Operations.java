package dev.slipway.evaluate;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Binary;
import dev.slipway.hcl.syntax.HclExpression.Operator;
import dev.slipway.hcl.syntax.HclExpression.Unary;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Conversion;
import dev.slipway.value.Numbers;
import dev.slipway.value.Type;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Value;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The operators. Both sides are always evaluated. */
final class Operations {

  /** Beyond that, the remainder would be computed with millions of digits. */
  private static final int REMAINDER_DIGITS = 1_000;

  private final Evaluation evaluation;

  Operations(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** Goes up the left spine of a chain in a loop: a chain may be as long as a file. */
  Value binary(Binary top, @Nullable Frame frame) {
    Deque<Binary> spine = new ArrayDeque<>();
    HclExpression lowest = top;
    while (lowest instanceof Binary binary) {
      spine.push(binary);
      lowest = binary.left();
    }
    int before = evaluation.errors();
    Value value = evaluation.value(lowest, frame);
    boolean failed = evaluation.errors() > before;
    for (Binary binary : spine) {
      before = evaluation.errors();
      value = operation(binary, value, frame, failed);
      failed |= evaluation.errors() > before;
    }
    return value;
  }

  private Value operation(
      Binary binary, Value givenLeft, @Nullable Frame frame, boolean leftFailed) {
    Type operand = operand(binary.operator());
    Type outcome = outcome(binary.operator());
    int before = evaluation.errors();
    Value left = converted(givenLeft, operand, binary.left().range(), binary.operator().symbol());
    Value givenRight = evaluation.value(binary.right(), frame);
    Value right =
        converted(givenRight, operand, binary.right().range(), binary.operator().symbol());
    Value result;
    if (leftFailed || evaluation.errors() > before) {
      result = Value.unknown(outcome);
    } else if (operand == Primitive.DYNAMIC) {
      long parts = (long) left.size() + right.size();
      if (!evaluation.mayTake(parts, binary.range())) {
        return Value.unknown(outcome).with(left.allMarks()).with(right.allMarks());
      }
      Value equal = Equality.of(left.withoutMarks(), right.withoutMarks());
      boolean turned = binary.operator() == Operator.NOT_EQUAL && equal.isBool();
      return (turned ? Value.of(!equal.bool()) : equal)
          .with(left.allMarks())
          .with(right.allMarks());
    } else if (left.isNull() || right.isNull()) {
      result = nullOperand(binary, left.isNull(), outcome);
    } else if (!left.isKnown() || !right.isKnown()) {
      result = Value.unknown(outcome);
    } else {
      result = result(binary, left, right);
    }
    return result.with(left.marks()).with(right.marks());
  }

  private static Type operand(Operator operator) {
    return switch (operator) {
      case OR, AND -> Primitive.BOOL;
      case EQUAL, NOT_EQUAL -> Primitive.DYNAMIC;
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Primitive.NUMBER;
      case PLUS, MINUS, TIMES, DIVIDE, MODULO -> Primitive.NUMBER;
    };
  }

  private static Type outcome(Operator operator) {
    return switch (operator) {
      case OR, AND, EQUAL, NOT_EQUAL -> Primitive.BOOL;
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Primitive.BOOL;
      case PLUS, MINUS, TIMES, DIVIDE, MODULO -> Primitive.NUMBER;
    };
  }

  private Value converted(Value value, Type wanted, Range range, String symbol) {
    Conversion conversion = Conversion.convert(value, wanted);
    if (conversion instanceof Conversion.Refused refused) {
      evaluation.error(
          "SLIP-EXPR-OPERAND",
          range,
          "Invalid operand",
          "`%s` cannot take this value of type %s: %s."
              .formatted(symbol, value.type().described(), refused.reason()),
          wanted == Primitive.NUMBER && value.isText()
              ? "Use a number. Texts are joined by a template: \"${a}${b}\"."
              : "Use a " + wanted.described() + ".");
    }
    return conversion.or(Value.unknown(wanted));
  }

  private Value nullOperand(Binary binary, boolean left, Type outcome) {
    evaluation.error(
        "SLIP-EXPR-OPERAND",
        left ? binary.left().range() : binary.right().range(),
        "Null operand",
        "`" + binary.operator().symbol() + "` cannot take this value: it is null.",
        "Check for null first, or give the value a default.");
    return Value.unknown(outcome);
  }

  private Value result(Binary binary, Value left, Value right) {
    return switch (binary.operator()) {
      case OR -> Value.of(left.bool() || right.bool());
      case AND -> Value.of(left.bool() && right.bool());
      case LESS -> Value.of(left.number().compareTo(right.number()) < 0);
      case LESS_OR_EQUAL -> Value.of(left.number().compareTo(right.number()) <= 0);
      case GREATER -> Value.of(left.number().compareTo(right.number()) > 0);
      case GREATER_OR_EQUAL -> Value.of(left.number().compareTo(right.number()) >= 0);
      case PLUS, MINUS, TIMES, DIVIDE, MODULO -> arithmetic(binary, left.number(), right.number());
      case EQUAL, NOT_EQUAL -> Value.unknown(Primitive.BOOL);
    };
  }

  private Value arithmetic(Binary binary, BigDecimal left, BigDecimal right) {
    try {
      return switch (binary.operator()) {
        case PLUS -> Value.of(left.add(right, Numbers.PRECISION));
        case MINUS -> Value.of(left.subtract(right, Numbers.PRECISION));
        case TIMES -> Value.of(left.multiply(right, Numbers.PRECISION));
        case DIVIDE -> quotient(binary, left, right);
        case MODULO -> remainder(left, right);
        default -> Value.unknown(Primitive.NUMBER);
      };
    } catch (ArithmeticException e) {
      return Value.unknown(Primitive.NUMBER); // an exponent of more than 32 bits
    }
  }

  private Value quotient(Binary binary, BigDecimal left, BigDecimal right) {
    if (right.signum() != 0) {
      return Value.of(left.divide(right, Numbers.PRECISION));
    }
    if (left.signum() == 0) {
      evaluation.error(
          "SLIP-EXPR-OPERATION",
          binary.range(),
          "Operation failed",
          "Zero is divided by zero, which is no number.",
          "Check the divisor before dividing.");
    }
    return Value.unknown(Primitive.NUMBER); // infinity, which no argument takes but which is legal
  }

  private static Value remainder(BigDecimal left, BigDecimal right) {
    if (right.signum() == 0) {
      return Value.of(left);
    }
    long apart = Math.abs((long) left.scale() - right.scale());
    return apart > REMAINDER_DIGITS
        ? Value.unknown(Primitive.NUMBER)
        : Value.of(left.remainder(right));
  }

  Value unary(Unary unary, @Nullable Frame frame) {
    Type type = unary.not() ? Primitive.BOOL : Primitive.NUMBER;
    int before = evaluation.errors();
    Value given = evaluation.value(unary.operand(), frame);
    Value operand = converted(given, type, unary.operand().range(), unary.not() ? "!" : "-");
    if (evaluation.errors() > before) {
      return Value.unknown(type);
    }
    if (operand.isNull()) {
      evaluation.error(
          "SLIP-EXPR-OPERAND",
          unary.operand().range(),
          "Null operand",
          "`" + (unary.not() ? "!" : "-") + "` cannot take this value: it is null.",
          "Check for null first, or give the value a default.");
      return Value.unknown(type);
    }
    if (!operand.isKnown()) {
      return operand;
    }
    return (unary.not() ? Value.of(!operand.bool()) : Value.of(operand.number().negate()))
        .with(operand.marks());
  }
}
