package dev.slipway.check.validity;

import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.terraform.Check;
import dev.slipway.terraform.Condition;
import dev.slipway.terraform.InputVariable;
import dev.slipway.terraform.LocalValue;
import dev.slipway.terraform.Module;
import dev.slipway.terraform.ModuleCall;
import java.util.Optional;

/** What a module declares, at one place of the tree. Locals are evaluated before. */
final class ModuleCheck {

  private final Evaluation evaluation;
  private final ModuleScope scope;
  private final Module module;
  private final Problems problems;

  ModuleCheck(Evaluation evaluation, ModuleScope scope, Problems problems) {
    this.evaluation = evaluation;
    this.scope = scope;
    this.module = scope.module().module();
    this.problems = problems;
  }

  /**
   * Checks all of it.
   *
   * @param bodies checks the bodies of resources against their schemas
   */
  void run(ResourceBodies bodies) {
    if (scope.module().path().isEmpty()) {
      module.variables().values().forEach(this::variable);
    }
    module.locals().values().forEach(this::local);
    module.outputs().values().forEach(output -> new OutputCheck(output, scope, problems).run());
    module
        .resources()
        .values()
        .forEach(resource -> new ResourceCheck(resource, scope, problems).run(bodies));
    module.checks().values().forEach(this::check);
    module.calls().values().forEach(this::call);
  }

  /** A variable of the root module is unknown; those of others are looked at where they are set. */
  private void variable(InputVariable variable) {
    Conditions conditions = new Conditions(scope.at(variable.address()), problems);
    for (Condition validation : variable.validations()) {
      conditions.valid(validation, variable.name(), variable.header());
    }
  }

  private void local(LocalValue local) {
    for (Traversal reference : scope.references(local.value())) {
      boolean itself =
          scope
              .parse(reference)
              .map(parsed -> parsed.target().equals(new Target.Local(local.name())))
              .orElse(false);
      if (itself) {
        problems.error(
            "SLIP-TF-CYCLE",
            scope.module().address(local.address()),
            reference.range(),
            "`" + local.address() + "` refers to itself",
            "Its value would have to be known before it can be computed.",
            "Remove the reference.");
      }
    }
  }

  private void check(Check check) {
    Conditions conditions = new Conditions(scope.at(check.address()).within(check), problems);
    check.asserts().forEach(conditions::asserted);
  }

  private void call(ModuleCall call) {
    Optional<ModuleScope> child =
        Optional.ofNullable(scope.module().children().get(call.name())).map(evaluation::scope);
    new CallCheck(call, scope, problems).run(child);
  }
}
