package dev.slipway.emit.record;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How numbers are printed. */
final class Figures {

  private static final int GROUPED_FROM = 4;

  private Figures() {}

  /** Whole cents. */
  static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  /** {@code $12.50}. */
  static String dollars(BigDecimal amount) {
    BigDecimal cents = cents(amount);
    return (cents.signum() < 0 ? "-$" : "$") + grouped(cents.abs().toPlainString());
  }

  /** Whole dollars from a hundred on, cents below. */
  static String roughly(BigDecimal amount) {
    return amount.abs().compareTo(BigDecimal.valueOf(100)) >= 0
        ? "$" + grouped(amount.setScale(0, RoundingMode.HALF_UP).toPlainString())
        : dollars(amount);
  }

  static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  /** Commas between groups of three, from four digits on. */
  static String grouped(String number) {
    int point = number.indexOf('.');
    String whole = point < 0 ? number : number.substring(0, point);
    if (whole.length() < GROUPED_FROM) {
      return number;
    }
    StringBuilder grouped = new StringBuilder(whole);
    for (int i = whole.length() - 3; i > 0; i -= 3) {
      grouped.insert(i, ',');
    }
    return grouped + (point < 0 ? "" : number.substring(point));
  }
}
