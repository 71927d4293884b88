/** What of the findings can be mended mechanically, as changed texts. It writes nothing. */
@NullMarked
package dev.slipway.check.fix;

import org.jspecify.annotations.NullMarked;
