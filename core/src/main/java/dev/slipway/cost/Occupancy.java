package dev.slipway.cost;

import java.math.BigDecimal;
import java.math.MathContext;

/** How many instances are busy on average, when requests come independently of each other. */
final class Occupancy {

  /** Autoscalers keep instances below their full concurrency. */
  private static final double UTILIZATION = 0.6;

  /** An instance without requests stays for a while before it is removed. */
  private static final double LINGER_SECONDS = 900;

  private Occupancy() {}

  /**
   * Instances that have at least one request: one when requests overlap seldom, as many as the
   * concurrency asks for when there are more.
   */
  static Range serving(Range requestsPerSecond, Range seconds, int concurrency) {
    return requestsPerSecond.with(seconds, (rate, time) -> serving(rate, time, concurrency));
  }

  private static BigDecimal serving(BigDecimal rate, BigDecimal seconds, int concurrency) {
    double inFlight = rate.doubleValue() * seconds.doubleValue();
    double once = -StrictMath.expm1(-inFlight);
    return decimal(Math.max(once, inFlight / (Math.max(1, concurrency) * UTILIZATION)));
  }

  /** Instances that exist, those included that wait for a next request. */
  static Range alive(Range requestsPerSecond, Range serving) {
    return requestsPerSecond.with(
        serving,
        (rate, busy) -> busy.max(decimal(-StrictMath.expm1(-rate.doubleValue() * LINGER_SECONDS))));
  }

  private static BigDecimal decimal(double value) {
    return new BigDecimal(value, MathContext.DECIMAL32);
  }
}
