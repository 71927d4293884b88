package dev.slipway.run;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts as people read them. */
public final class Money {

  private static final BigDecimal WHOLE_FROM = new BigDecimal("10");

  private Money() {}

  /** {@code $312} from ten dollars on, {@code $3.20} below: more digits would only look exact. */
  public static String dollars(BigDecimal amount) {
    int scale = amount.abs().compareTo(WHOLE_FROM) >= 0 ? 0 : 2;
    return "$" + amount.setScale(scale, RoundingMode.HALF_UP).toPlainString();
  }
}
