package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.ANY;
import static dev.slipway.evaluate.function.Declaration.NUMBER;
import static dev.slipway.evaluate.function.Declaration.STRING;
import static dev.slipway.evaluate.function.Declaration.named;

import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.evaluate.function.Declaration.Takes;
import dev.slipway.value.Conversion;
import dev.slipway.value.Numbers;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Arithmetic. */
final class NumberFunctions {

  private static final int RANGE_LIMIT = 1_024;

  /** Longer digit strings are not worked out: what they come to is then not known. */
  private static final int DIGITS_LIMIT = 10_000;

  private NumberFunctions() {}

  static Optional<Function> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "abs" -> one(name, BigDecimal::abs);
          case "ceil" -> one(name, number -> whole(number, RoundingMode.CEILING));
          case "floor" -> one(name, number -> whole(number, RoundingMode.FLOOR));
          case "log" ->
              named(name)
                  .takes("num", NUMBER)
                  .takes("base", NUMBER)
                  .gives(NUMBER, a -> real(Math.log(real(a, 0)) / Math.log(real(a, 1))));
          case "pow" ->
              named(name)
                  .takes("num", NUMBER)
                  .takes("power", NUMBER)
                  .gives(NUMBER, a -> real(Math.pow(real(a, 0), real(a, 1))));
          case "max" -> extreme(name, 1);
          case "min" -> extreme(name, -1);
          case "signum" ->
              named(name)
                  .takes("num", NUMBER)
                  .gives(NUMBER, a -> Value.of(Long.signum(a.integer(0))));
          case "parseint" ->
              named(name)
                  .takes("number", ANY)
                  .takes("base", NUMBER)
                  .gives(NumberFunctions::parsedType, (a, type) -> parsed(a));
          case "range" ->
              named(name)
                  .more("params", NUMBER)
                  .gives(new ListType(NUMBER), NumberFunctions::range);
          case "sum" -> named(name).takes("list", ANY).gives(NUMBER, NumberFunctions::sum);
          default -> null;
        });
  }

  /** What is done with one number. */
  @FunctionalInterface
  private interface Step {
    BigDecimal of(BigDecimal number);
  }

  private static Function one(String name, Step step) {
    return named(name).takes("num", NUMBER).gives(NUMBER, a -> Value.of(step.of(a.number(0))));
  }

  private static BigDecimal whole(BigDecimal number, RoundingMode mode) {
    return number.scale() <= 0 ? number : number.setScale(0, mode);
  }

  private static double real(Arguments arguments, int index) {
    return arguments.number(index).doubleValue();
  }

  private static Value real(double result) throws Refusal {
    if (Double.isNaN(result)) {
      throw new Refusal(-1, "the result is not a number");
    }
    // Terraform has infinities; they are of no use to anyone.
    return Double.isInfinite(result)
        ? Value.unknown(NUMBER)
        : Value.of(new BigDecimal(Double.toString(result)));
  }

  private static Function extreme(String name, int sign) {
    return named(name)
        .more("numbers", NUMBER, Takes.ANY_TYPE)
        .gives(
            NUMBER,
            a -> {
              if (a.count() == 0) {
                throw new Refusal(-1, "at least one number is required");
              }
              BigDecimal best = a.number(0);
              for (Value value : a.from(1)) {
                if (Integer.signum(value.number().compareTo(best)) == sign) {
                  best = value.number();
                }
              }
              return Value.of(best);
            });
  }

  private static Type parsedType(Arguments arguments) throws Refusal {
    if (!arguments.type(0).equals(STRING)) {
      throw new Refusal(0, "a string is required, not " + arguments.type(0));
    }
    return NUMBER;
  }

  private static Value parsed(Arguments arguments) throws Refusal {
    String text = arguments.text(0);
    long base = arguments.integer(1);
    if (base < 2 || base > 62) {
      throw new Refusal(1, "the base must be a whole number from 2 to 62");
    }
    if (text.length() > DIGITS_LIMIT) {
      return Value.unknown(NUMBER);
    }
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String digits = signed ? text.substring(1) : text;
    BigInteger result = BigInteger.ZERO;
    BigInteger radix = BigInteger.valueOf(base);
    for (int i = 0; i < digits.length(); i++) {
      int digit = digit(digits.charAt(i), base);
      if (digit < 0 || digit >= base) {
        throw notDigits(base);
      }
      result = result.multiply(radix).add(BigInteger.valueOf(digit));
    }
    if (digits.isEmpty()) {
      throw notDigits(base);
    }
    return Value.of(new BigDecimal(text.startsWith("-") ? result.negate() : result));
  }

  private static Refusal notDigits(long base) {
    return new Refusal(0, "the string is not a whole number written in base " + base);
  }

  /** Upper-case letters are other digits than lower-case ones only in bases above 36. */
  private static int digit(char c, long base) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'Z') {
      return c - 'A' + (base > 36 ? 36 : 10);
    }
    return -1;
  }

  private static Value range(Arguments arguments) throws Refusal {
    int count = arguments.count();
    if (count < 1 || count > 3) {
      throw new Refusal(-1, "one, two or three numbers are required");
    }
    BigDecimal start = count == 1 ? BigDecimal.ZERO : arguments.number(0);
    BigDecimal end = arguments.number(count == 1 ? 0 : 1);
    boolean falls = end.compareTo(start) < 0;
    BigDecimal step =
        count == 3 ? arguments.number(2) : falls ? BigDecimal.ONE.negate() : BigDecimal.ONE;
    if (step.signum() == 0) {
      throw new Refusal(2, "the step must not be zero");
    }
    if (Integer.signum(end.compareTo(start)) == -step.signum()) {
      throw new Refusal(1, "the steps lead away from the end");
    }
    return Value.list(NUMBER, steps(start, end, step));
  }

  private static List<Value> steps(BigDecimal start, BigDecimal end, BigDecimal step)
      throws Refusal {
    List<Value> numbers = new ArrayList<>();
    BigDecimal next = start;
    while (Integer.signum(next.compareTo(end)) == -step.signum()) {
      if (numbers.size() >= RANGE_LIMIT) {
        throw new Refusal(-1, "more than " + RANGE_LIMIT + " numbers would come of it");
      }
      numbers.add(Value.of(next));
      next = next.add(step, Numbers.PRECISION);
    }
    return numbers;
  }

  private static Value sum(Arguments arguments) throws Refusal {
    Type type = arguments.type(0);
    boolean sequence =
        type instanceof ListType || type instanceof SetType || type instanceof TupleType;
    if (!sequence) {
      throw new Refusal(0, "a list, set or tuple of numbers is required, not " + type);
    }
    List<Value> parts = arguments.at(0).elements();
    if (parts.isEmpty()) {
      throw new Refusal(0, "an empty list has no sum");
    }
    if (!arguments.at(0).isWhollyKnown()) {
      return Value.unknown(NUMBER);
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (Value part : parts) {
      Value number = Conversion.convert(part, NUMBER).or(Value.NULL);
      if (number.isNull()) {
        throw new Refusal(0, "a list, set or tuple of numbers is required");
      }
      if (!number.isKnown()) {
        return Value.unknown(NUMBER);
      }
      sum = sum.add(number.number(), Numbers.PRECISION);
    }
    return Value.of(sum);
  }
}
