package dev.slipway.design;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Quantities as people read them, and the little arithmetic that decisions show. */
final class Figures {

  private Figures() {}

  static String text(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
  }

  /** Rounded to two decimals for reading. */
  static String text(double number) {
    return text(BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_UP));
  }

  static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0";
    }
    if (millis % 86_400_000 == 0 && millis > 86_400_000) {
      return millis / 86_400_000 + " days";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + " h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + " min";
    }
    return millis < 1000 ? millis + " ms" : text(millis / 1000.0) + " s";
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  /** Rounded up, bounded, so that an absurd target stays a number. */
  static int ceiling(double value) {
    return (int) Math.min(Math.ceil(value - 1e-9), 1_000_000);
  }
}
