/** Blueprint to a compose file for local work. */
@NullMarked
package dev.slipway.emit.compose;

import org.jspecify.annotations.NullMarked;
