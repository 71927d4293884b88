/** Problems as values: stable code, severity, place, what is wrong, why it matters, what to do. */
@NullMarked
package dev.slipway.diagnostic;

import org.jspecify.annotations.NullMarked;
