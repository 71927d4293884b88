/**
 * Whether the output keeps what was promised: the measures of each control, and the settings that
 * every design has. Looks at the stacks and files, never at what the design says of itself.
 */
@NullMarked
package dev.slipway.check.policy;

import org.jspecify.annotations.NullMarked;
