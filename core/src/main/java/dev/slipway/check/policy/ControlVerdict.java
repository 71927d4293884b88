package dev.slipway.check.policy;

import dev.slipway.blueprint.Control;
import java.util.List;

/**
 * What became of a control.
 *
 * @param proofs where its measures are seen
 * @param gap what is missing, in sentences; empty when satisfied
 */
public record ControlVerdict(Control control, Status status, List<Proof> proofs, String gap) {

  /** How a control stands. */
  public enum Status {
    /** Every measure was found in the output. */
    SATISFIED,
    /** Not satisfied, and somebody decided to live with it. */
    WAIVED,
    /** Not satisfied. */
    OPEN
  }
}
