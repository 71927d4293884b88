package dev.slipway.check.validity;

import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.Range;
import java.util.List;

/**
 * A reference as understood.
 *
 * @param traversal as written
 * @param target what it names
 * @param used how many of the traversal's steps name the target
 * @param range the part of the text that names the target
 */
public record ParsedReference(Traversal traversal, Target target, int used, Range range) {

  /** The steps behind the target. */
  public List<Step> rest() {
    return traversal.steps().subList(used, traversal.steps().size());
  }
}
