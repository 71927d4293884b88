/**
 * The resource graph of one provider: addresses, resources and typed expressions. Never strings of
 * HCL.
 */
@NullMarked
package dev.slipway.stack;

import org.jspecify.annotations.NullMarked;
