package dev.slipway.evaluate;

import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.value.Value;

/** The names that an expression may use. */
public interface Scope {

  /**
   * The value of the beginning of a reference: of {@code var.region}, {@code aws_vpc.main} or
   * {@code each.key}. What cannot be resolved is reported here and comes to {@link Value#DYNAMIC}.
   * A branch that is not taken, or an argument of {@code try}, is asked for too, and what is
   * reported then is dropped.
   */
  Resolved resolve(Traversal reference, Problems problems);

  /** The functions that may be called. */
  Functions functions();

  /** The scope of places where only constants may stand: no names, no functions. */
  static Scope constant() {
    return ConstantScope.INSTANCE;
  }

  /**
   * A value, and how many of the reference's steps it has used up; the rest is applied to it by the
   * evaluator.
   */
  record Resolved(Value value, int steps) {}
}
