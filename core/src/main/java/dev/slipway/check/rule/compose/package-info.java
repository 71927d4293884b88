/** Rules over compose files. */
@NullMarked
package dev.slipway.check.rule.compose;

import org.jspecify.annotations.NullMarked;
