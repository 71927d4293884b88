/** What a check has found, settled against waivers and the baseline, as one value to be shown. */
@NullMarked
package dev.slipway.check.report;

import org.jspecify.annotations.NullMarked;
