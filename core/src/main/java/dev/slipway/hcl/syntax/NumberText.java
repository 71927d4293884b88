package dev.slipway.hcl.syntax;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers as written in a text. */
final class NumberText {

  /** More digits than Terraform's 512 bits can tell apart. */
  private static final int DIGIT_LIMIT = 400;

  /** Numbers beyond this many digits are not computed with. */
  private static final int EXPONENT_LIMIT = 10_000;

  private NumberText() {}

  /** Digits, at most one point, at most one exponent behind them. */
  static boolean isWellFormed(String text) {
    boolean point = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (point) {
          return false;
        }
        point = true;
      } else if (c == 'e' || c == 'E') {
        return isExponent(text, i + 1);
      }
    }
    return true;
  }

  private static boolean isExponent(String text, int from) {
    int first = text.charAt(from) == '+' || text.charAt(from) == '-' ? from + 1 : from;
    for (int i = first; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** The value; empty when it is not well formed, or too large to compute with. */
  static Optional<BigDecimal> value(String text) {
    if (!isWellFormed(text)) {
      return Optional.empty();
    }
    int mark = Math.max(text.indexOf('e'), text.indexOf('E'));
    String digits = mark < 0 ? text : text.substring(0, mark);
    String exponent = mark < 0 ? "0" : text.substring(mark + 1);
    if (exponent.length() > 6 || Math.abs(Integer.parseInt(exponent)) > EXPONENT_LIMIT) {
      return Optional.empty();
    }
    if (digits.length() > EXPONENT_LIMIT) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(digits).scaleByPowerOfTen(Integer.parseInt(exponent));
    return Optional.of(
        value.precision() > DIGIT_LIMIT
            ? value.round(new java.math.MathContext(DIGIT_LIMIT))
            : value);
  }
}
