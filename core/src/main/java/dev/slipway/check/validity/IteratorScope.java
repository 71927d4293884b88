package dev.slipway.check.validity;

import dev.slipway.evaluate.Functions;
import dev.slipway.evaluate.Scope;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.value.Value;

/**
 * The inside of a dynamic block, where its iterator has a meaning besides all other names.
 *
 * @param iterator the object with {@code key} and {@code value}
 */
record IteratorScope(String name, Value iterator, Scope outer) implements Scope {

  @Override
  public Resolved resolve(Traversal reference, Problems problems) {
    return reference.root().equals(name)
        ? new Resolved(iterator, 0)
        : outer.resolve(reference, problems);
  }

  @Override
  public Functions functions() {
    return outer.functions();
  }
}
