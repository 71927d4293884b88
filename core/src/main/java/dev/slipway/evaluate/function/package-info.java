/**
 * Terraform's own functions. Each answers as Terraform 1.11 does for the same arguments, or refuses
 * where it does; what depends on the clock, on chance or on the machine is not known.
 */
@NullMarked
package dev.slipway.evaluate.function;

import org.jspecify.annotations.NullMarked;
