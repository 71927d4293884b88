package dev.slipway.check.validity;

import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.terraform.Reference;
import java.util.ArrayList;
import java.util.List;

/** An element of {@code ignore_changes}, which begins in the resource itself. */
final class IgnoredChange {

  private IgnoredChange() {}

  /** The reference as steps from the resource. */
  static List<Step> steps(Reference reference) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Attribute(reference.traversal().root(), reference.traversal().rootRange()));
    steps.addAll(reference.traversal().steps());
    return steps;
  }
}
