package dev.slipway.evaluate;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.value.Value;
import java.util.List;

/**
 * Evaluates expressions by HCL's and Terraform's rules. What is wrong with one is reported once, at
 * its place, and comes to an unknown value, so that nothing else seems wrong because of it.
 *
 * <p>Work is bounded: an expression that takes more than some million steps, whose value has more
 * than some million parts, or that is nested too deeply, comes to {@link Value#DYNAMIC} without a
 * word.
 */
public final class Evaluator {

  private Evaluator() {}

  public static Value evaluate(HclExpression expression, Scope scope, Problems problems) {
    return new Evaluation(scope, problems).value(expression, null);
  }

  /** What the steps lead to, beginning at the value. */
  public static Value follow(Value value, List<Step> steps, Problems problems) {
    Evaluation evaluation = new Evaluation(Scope.constant(), problems);
    return new Access(evaluation).follow(value, steps, 0);
  }
}
