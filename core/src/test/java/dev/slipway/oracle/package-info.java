/** Outside programs that tests compare with. */
@NullMarked
package dev.slipway.oracle;

import org.jspecify.annotations.NullMarked;
