/**
 * Terraform's types and values: what a provider's schema asks for and what an expression comes to.
 */
@NullMarked
package dev.slipway.value;

import org.jspecify.annotations.NullMarked;
