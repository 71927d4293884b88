/** Stack, usage and price book to an estimate in low, expected and high. */
@NullMarked
package dev.slipway.cost;

import org.jspecify.annotations.NullMarked;
