package dev.slipway.evaluate;

import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.value.Value;
import java.util.List;
import java.util.Optional;

/** Knows no names and no functions. */
enum ConstantScope implements Scope, Functions {
  INSTANCE;

  @Override
  public Resolved resolve(Traversal reference, Problems problems) {
    problems.error(
        "SLIP-EXPR-NO-NAMES",
        reference.range(),
        "Names not allowed",
        "`" + reference.root() + "` is a reference, but this place takes constants only.",
        "Write the value itself here; put quotes around it if it is meant as text.");
    return new Resolved(Value.DYNAMIC, reference.steps().size());
  }

  @Override
  public Functions functions() {
    return this;
  }

  @Override
  public Optional<Function> find(String name) {
    return Optional.empty();
  }

  @Override
  public List<String> names() {
    return List.of();
  }
}
