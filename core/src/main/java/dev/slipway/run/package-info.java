/** The whole run in one method: files in, a design out. */
@NullMarked
package dev.slipway.run;

import org.jspecify.annotations.NullMarked;
