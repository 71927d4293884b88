/**
 * Rules of good infrastructure: what a rule is, its text, and how a finding is worded. A rule fires
 * only on what is known to be wrong or known to be missing; what is not known passes.
 */
@NullMarked
package dev.slipway.check.rule;

import org.jspecify.annotations.NullMarked;
