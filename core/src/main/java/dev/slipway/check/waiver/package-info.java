/**
 * Decisions to live with a finding: read from comments beside the finding or from {@code
 * slipway.yaml}, each with a reason, an owner and a last day. Nothing is ignored without one.
 */
@NullMarked
package dev.slipway.check.waiver;

import org.jspecify.annotations.NullMarked;
