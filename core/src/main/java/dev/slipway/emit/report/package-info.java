/** A check's report in the forms that other programs read. */
@NullMarked
package dev.slipway.emit.report;

import org.jspecify.annotations.NullMarked;
