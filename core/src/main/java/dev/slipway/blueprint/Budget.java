package dev.slipway.blueprint;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What it may cost.
 *
 * @param monthly USD a month for all environments together; absent when nobody said
 * @param alertPercents shares of the budget at which somebody is told
 * @param dailyAlert USD a day that is unusual
 */
public record Budget(
    Optional<BigDecimal> monthly, List<Integer> alertPercents, Optional<BigDecimal> dailyAlert) {}
