package dev.slipway.emit.record;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The cost section of an {@link InfrastructureRecord}. Amounts are USD a month, in cents. */
public final class Cost {

  private Cost() {}

  /**
   * @param verdict how it stands to the budget, in words
   * @param perDay expected, all environments
   * @param perThousandRequests expected, production
   */
  public record CostAnalysis(
      Optional<BigDecimal> budget,
      String verdict,
      BigDecimal perDay,
      Optional<BigDecimal> perThousandRequests,
      List<Total> totals,
      List<PartShare> shares,
      List<CostLine> lines,
      List<UnknownCost> unknown,
      List<String> assumptions,
      List<String> notIncluded,
      List<Optimization> optimizations,
      List<PriceSource> sources) {}

  /** Sum of an environment, or of {@code all}. */
  public record Total(String environment, BigDecimal low, BigDecimal expected, BigDecimal high) {}

  /** Expected share of a part, all environments. */
  public record PartShare(String part, BigDecimal expected, BigDecimal percent) {}

  /**
   * Quantity times unit price.
   *
   * @param quantity expected, in {@code unit}
   * @param priceRegion whose price; with {@code (proxy)} where it stands in for a region without a
   *     known price
   * @param assumption the use that was taken; empty where the design fixes the quantity
   */
  public record CostLine(
      String environment,
      String part,
      String item,
      BigDecimal quantity,
      String unit,
      BigDecimal unitPrice,
      BigDecimal low,
      BigDecimal expected,
      BigDecimal high,
      String priceRegion,
      String assumption) {}

  /** Something whose price is not known. */
  public record UnknownCost(String environment, String part, String item, String reason) {}

  /** When an optimization can be had. */
  public enum Horizon {
    NOW,
    IN_MONTHS,
    LONG_TERM
  }

  /**
   * @param saving USD a month, where it can be computed
   */
  public record Optimization(
      Horizon horizon, String what, Optional<BigDecimal> saving, String givesUp) {}

  /** Where prices come from and when they held. */
  public record PriceSource(String source, String asOf, int lines) {}
}
