package dev.slipway.diagnostic;

/** How bad a problem is, worst first. */
public enum Severity {
  /** Blocks: the design is wrong, unsafe or could not be made. Cannot be suppressed. */
  ERROR,
  /** Should be looked at before approval. */
  WARNING,
  /** Worth knowing. */
  NOTE
}
