package dev.slipway.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/** Terraform's numbers: floating point with 512 bits, which are some 154 decimal digits. */
public final class Numbers {

  /** To compute with: some digits more, so that a third times three is one. */
  public static final MathContext PRECISION = new MathContext(160, RoundingMode.HALF_EVEN);

  private static final MathContext SIGNIFICANT = new MathContext(154, RoundingMode.HALF_EVEN);

  /** A number that needs no more digits than that was not meant to have all those behind them. */
  private static final int MEANT_DIGITS = 130;

  /** The digits that are written out at most. Numbers beyond that occur in attacks only. */
  private static final int WRITTEN_DIGITS = 10_000;

  private Numbers() {}

  /** The number as values hold it, so that equal numbers are equal objects. */
  static BigDecimal normal(BigDecimal number) {
    if (number.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (number.precision() <= SIGNIFICANT.getPrecision()) {
      return number.stripTrailingZeros();
    }
    BigDecimal rounded = number.round(SIGNIFICANT).stripTrailingZeros();
    return rounded.precision() <= MEANT_DIGITS
        ? rounded
        : number.round(PRECISION).stripTrailingZeros();
  }

  /** Reads what Terraform takes for a number in a text. */
  public static Optional<BigDecimal> parse(String text) {
    if (!isNumber(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty(); // an exponent of more than 32 bits
    }
  }

  private static boolean isNumber(String text) {
    if (text.isEmpty() || text.length() > WRITTEN_DIGITS) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean proper =
          c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
      if (!proper) {
        return false;
      }
    }
    return true;
  }

  /** The number without exponent; nothing when that would be absurdly long. */
  public static Optional<String> text(BigDecimal number) {
    return Math.abs((long) number.scale()) > WRITTEN_DIGITS
        ? Optional.empty()
        : Optional.of(number.round(SIGNIFICANT).toPlainString());
  }

  /** The number as an index, when it is a whole one that is not negative and fits. */
  public static Optional<Integer> index(BigDecimal number) {
    boolean small =
        number.signum() >= 0 && number.scale() <= 0 && number.precision() - number.scale() <= 10;
    if (!small || number.longValue() > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    return Optional.of(number.intValue());
  }
}
