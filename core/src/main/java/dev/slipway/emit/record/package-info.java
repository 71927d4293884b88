/** Blueprint, stack and estimate to the Infrastructure Record, its JSON twin and the runbook. */
@NullMarked
package dev.slipway.emit.record;

import org.jspecify.annotations.NullMarked;
