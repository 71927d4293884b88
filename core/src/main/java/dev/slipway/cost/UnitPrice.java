package dev.slipway.cost;

import java.math.BigDecimal;

/**
 * A list price.
 *
 * @param usd for one {@code unit}, before tax and discounts
 * @param unit what is counted, such as {@code vCPU-second} or {@code 1M requests}
 * @param region whose price it is; {@code global} when it is the same everywhere
 * @param source where the figure was found
 * @param asOf when it held
 * @param proxy whether it is another region's price, because none is known for this one
 */
public record UnitPrice(
    BigDecimal usd, String unit, String region, String source, String asOf, boolean proxy) {}
