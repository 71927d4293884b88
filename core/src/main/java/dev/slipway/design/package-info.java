/**
 * Requirements to blueprint: sizing, capacity, resilience, delivery, observability, each choice a
 * decision with evidence.
 */
@NullMarked
package dev.slipway.design;

import org.jspecify.annotations.NullMarked;
