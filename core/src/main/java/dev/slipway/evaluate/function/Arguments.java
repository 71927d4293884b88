package dev.slipway.evaluate.function;

import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.value.Type;
import dev.slipway.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** The arguments of one call, by position. */
record Arguments(List<Value> values) {

  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

  /** Numbers with more digits than this are no counts, and are not written out to see. */
  private static final int WHOLE_DIGITS = 1_000;

  int count() {
    return values.size();
  }

  Value at(int index) {
    return values.get(index);
  }

  Type type(int index) {
    return values.get(index).type();
  }

  List<Value> from(int index) {
    return values.subList(index, values.size());
  }

  String text(int index) {
    return values.get(index).text();
  }

  BigDecimal number(int index) {
    return values.get(index).number();
  }

  /** A whole number of any size. */
  BigInteger whole(int index) throws Refusal {
    BigDecimal number = number(index);
    if (number.stripTrailingZeros().scale() > 0) {
      throw new Refusal(index, "a whole number is required");
    }
    if (number.precision() - number.scale() > WHOLE_DIGITS) {
      throw new Refusal(index, "the number is too large");
    }
    return number.toBigInteger();
  }

  /** A whole number of 64 bits. */
  long integer(int index) throws Refusal {
    BigInteger whole = whole(index);
    if (whole.compareTo(LEAST) < 0 || whole.compareTo(GREATEST) > 0) {
      throw new Refusal(
          index, "a whole number between " + LEAST + " and " + GREATEST + " is required");
    }
    return whole.longValue();
  }

  /** A whole number, cut off at the limits of 32 bits, which nothing that is counted exceeds. */
  int size(int index) throws Refusal {
    return Math.clamp(integer(index), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
