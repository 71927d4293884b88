package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.Range;

/**
 * A name that stands where no expression may, as in {@code depends_on}. In JSON it was a string:
 * then every part of the traversal has the string's range.
 */
public record Reference(Traversal traversal) {

  public Range range() {
    return traversal.range();
  }
}
