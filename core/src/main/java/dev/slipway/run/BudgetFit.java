package dev.slipway.run;

import dev.slipway.cost.Estimate;
import dev.slipway.design.Saving;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * How a design stands to the budget.
 *
 * @param budget USD a month; absent when nobody said
 * @param taken savings that the design has taken to fit, none of which costs an objective
 * @param met whether the expected cost is within the budget; true where there is none
 * @param withinBudget when not: the best design that fits, and what it gives up; absent when none
 *     fits
 */
public record BudgetFit(
    Optional<BigDecimal> budget, List<Saving> taken, boolean met, Optional<Offer> withinBudget) {

  /** A design that was not taken, because it gives up an objective. */
  public record Offer(List<Saving> savings, Estimate estimate) {}
}
