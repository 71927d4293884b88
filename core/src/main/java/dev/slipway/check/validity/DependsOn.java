package dev.slipway.check.validity;

import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.terraform.Reference;
import java.util.List;
import java.util.Optional;

/** Whether {@code depends_on} names whole things that there are. */
final class DependsOn {

  private DependsOn() {}

  /**
   * @param scope of the block that depends on them
   */
  static void check(List<Reference> references, ModuleScope scope, Problems problems) {
    ModuleScope plain = scope.withoutRepetition();
    for (Reference reference : references) {
      Optional<ParsedReference> parsed =
          ReferenceParser.parse(reference.traversal(), scope.address(), problems);
      if (parsed.isEmpty()) {
        continue;
      }
      List<Step> rest = parsed.get().rest();
      if (rest.isEmpty()) {
        plain.check(reference.traversal(), problems);
      } else {
        problems.error(
            "SLIP-TF-REFERENCE",
            scope.address(),
            reference.range(),
            "`depends_on` takes whole things only",
            "One depends on a resource or a module, not on one of its attributes.",
            "Remove `" + rest.getFirst().range().text() + "` and what follows it.");
      }
    }
  }
}
