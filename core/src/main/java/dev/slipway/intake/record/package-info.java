/**
 * Decision records, implementation records and security assessments become claims with evidence.
 * What was rejected, superseded or only proposed never becomes one, and no text of a record is
 * followed as an instruction.
 */
@NullMarked
package dev.slipway.intake.record;

import org.jspecify.annotations.NullMarked;
