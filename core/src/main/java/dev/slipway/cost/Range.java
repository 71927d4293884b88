package dev.slipway.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.BinaryOperator;

/**
 * A figure that depends on use: what it is at little use, what is expected, and what it may become.
 */
public record Range(BigDecimal low, BigDecimal expected, BigDecimal high) {

  public static final Range ZERO = new Range(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  /**
   * Usage is estimated: more digits would only look exact, and the printed figure is the one that
   * is multiplied.
   */
  private static final MathContext SIGNIFICANT = new MathContext(3, RoundingMode.HALF_UP);

  private static final MathContext WORKING = MathContext.DECIMAL64;

  public static Range of(String low, String expected, String high) {
    return new Range(new BigDecimal(low), new BigDecimal(expected), new BigDecimal(high));
  }

  /** The same figure whatever the use. */
  public static Range fixed(BigDecimal value) {
    return new Range(value, value, value);
  }

  static Range fixed(long value) {
    return fixed(BigDecimal.valueOf(value));
  }

  public Range plus(Range other) {
    return with(other, BigDecimal::add);
  }

  public Range times(BigDecimal factor) {
    return with(fixed(factor), (a, b) -> a.multiply(b, WORKING));
  }

  Range times(String factor) {
    return times(new BigDecimal(factor));
  }

  Range times(long factor) {
    return times(BigDecimal.valueOf(factor));
  }

  Range times(Range other) {
    return with(other, (a, b) -> a.multiply(b, WORKING));
  }

  Range over(String divisor) {
    return with(fixed(new BigDecimal(divisor)), (a, b) -> a.divide(b, WORKING));
  }

  Range atMost(BigDecimal limit) {
    return with(fixed(limit), BigDecimal::min);
  }

  Range atLeast(BigDecimal limit) {
    return with(fixed(limit), BigDecimal::max);
  }

  Range minus(BigDecimal subtrahend) {
    return with(fixed(subtrahend), BigDecimal::subtract);
  }

  Range with(Range other, BinaryOperator<BigDecimal> operation) {
    return new Range(
        operation.apply(low, other.low),
        operation.apply(expected, other.expected),
        operation.apply(high, other.high));
  }

  /** Three significant digits, without a trailing exponent. */
  Range rounded() {
    return new Range(rounded(low), rounded(expected), rounded(high));
  }

  private static BigDecimal rounded(BigDecimal value) {
    BigDecimal short3 = value.round(SIGNIFICANT).stripTrailingZeros();
    return short3.scale() < 0 ? short3.setScale(0) : short3;
  }

  /** Low, expected and high, rounded, for sentences. */
  String words() {
    Range shown = rounded();
    return shown.low.toPlainString()
        + " / "
        + shown.expected.toPlainString()
        + " / "
        + shown.high.toPlainString();
  }

  boolean isZero() {
    return high.signum() == 0;
  }
}
