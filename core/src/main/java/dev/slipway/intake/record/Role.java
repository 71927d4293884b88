package dev.slipway.intake.record;

/** What a section of a record is for, which decides what may be taken from it. */
enum Role {
  /** The title and the fields at the top. */
  HEAD,
  /** What was decided. */
  DECISION,
  /** Technology, targets, cost and the like, field by field. */
  SPECIFICATION,
  /** What the solution has to keep to: quantities count, technologies do not. */
  DRIVERS,
  /** Options, their merits, and what was turned down: nothing is taken. */
  OPTIONS,
  /** The situation before the decision, and what follows from it. */
  BACKGROUND,
  /** Anything else. */
  OTHER
}
