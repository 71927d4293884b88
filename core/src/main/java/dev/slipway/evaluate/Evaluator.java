package dev.slipway.evaluate;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.value.Value;

/** Evaluates expressions. What is wrong with one is reported and comes to {@link Value#DYNAMIC}. */
public final class Evaluator {

  private Evaluator() {}

  public static Value evaluate(HclExpression expression, Scope scope, Problems problems) {
    return Value.DYNAMIC;
  }
}
