package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.Range;
import java.util.Optional;

/**
 * A rule of a {@code validation}, {@code precondition}, {@code postcondition} or {@code assert}
 * block. A part is empty where it is missing, which is reported already.
 */
public record Condition(
    Kind kind,
    Optional<HclExpression> condition,
    Optional<HclExpression> errorMessage,
    Range header) {

  /** Where a condition stands. */
  public enum Kind {
    VALIDATION,
    PRECONDITION,
    POSTCONDITION,
    ASSERT
  }
}
