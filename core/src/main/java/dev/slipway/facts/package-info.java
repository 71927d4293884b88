/**
 * Dated facts that ship with the product: provider schemas, constraints, prices, limits, action and
 * image digests.
 */
@NullMarked
package dev.slipway.facts;

import org.jspecify.annotations.NullMarked;
