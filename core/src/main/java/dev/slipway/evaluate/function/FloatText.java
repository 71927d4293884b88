package dev.slipway.evaluate.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers in decimal and scientific notation, as Go writes them. */
final class FloatText {

  /** From this exponent on the shortest notation is the scientific one. */
  private static final int SHORTEST_LIMIT = 6;

  private static final int BITS = 512;

  private FloatText() {}

  /**
   * The number as it is in 512 bits, where most decimal fractions are a trifle more or less: that
   * decides how a half is rounded.
   */
  private static BigDecimal binary(BigDecimal number) {
    if (number.scale() <= 0) {
      return number;
    }
    BigInteger ten = BigInteger.TEN.pow(number.scale());
    int shift = BITS + ten.bitLength() - number.unscaledValue().bitLength();
    BigDecimal scaled = new BigDecimal(number.unscaledValue().shiftLeft(shift));
    BigDecimal rounded = scaled.divide(new BigDecimal(ten), 0, RoundingMode.HALF_EVEN);
    return rounded.multiply(
        new BigDecimal(BigInteger.valueOf(5).pow(shift)).scaleByPowerOfTen(-shift));
  }

  static String plain(BigDecimal number, int decimals) {
    return binary(number).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }

  static String scientific(BigDecimal number, int decimals, char letter) {
    if (number.signum() == 0) {
      return plain(BigDecimal.ZERO, decimals) + letter + "+00";
    }
    BigDecimal rounded =
        binary(number).round(new MathContext(decimals + 1, RoundingMode.HALF_EVEN));
    int exponent = exponent(rounded);
    String mantissa = rounded.scaleByPowerOfTen(-exponent).setScale(decimals).toPlainString();
    String digits = Integer.toString(Math.abs(exponent));
    return mantissa
        + letter
        + (exponent < 0 ? "-" : "+")
        + (digits.length() < 2 ? "0" + digits : digits);
  }

  /** The exponent of the first digit. */
  private static int exponent(BigDecimal number) {
    return number.precision() - number.scale() - 1;
  }

  /**
   * Whichever of both notations is fit.
   *
   * @param precision the number of digits; -1 for as many as there are
   * @param letter before the exponent
   */
  static String general(BigDecimal number, int precision, char letter) {
    if (number.signum() == 0) {
      return "0";
    }
    if (number.signum() < 0) {
      return "-" + general(number.negate(), precision, letter);
    }
    int digits = precision == 0 ? 1 : precision;
    BigDecimal rounded =
        digits < 0 ? number : binary(number).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    BigDecimal shortest = rounded.stripTrailingZeros();
    int limit = digits < 0 ? SHORTEST_LIMIT : digits;
    int length = shortest.precision();
    int exponent = exponent(shortest);
    if (digits > length && length >= exponent + 1) {
      limit = length;
    }
    return exponent < -4 || exponent >= limit
        ? scientific(shortest, length - 1, letter)
        : shortest.toPlainString();
  }
}
