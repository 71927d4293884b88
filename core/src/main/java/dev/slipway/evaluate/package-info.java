/**
 * What expressions come to, with values that are not known yet: HCL's operations, Terraform's
 * conversions and functions. It knows no resources; names are resolved by a {@link
 * dev.slipway.evaluate.Scope}.
 */
@NullMarked
package dev.slipway.evaluate;

import org.jspecify.annotations.NullMarked;
