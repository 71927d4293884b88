package dev.slipway.check.validity;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.terraform.OutputValue;
import dev.slipway.value.Mark;
import dev.slipway.value.Value;

/** The outputs of a module. */
final class OutputCheck {

  private final OutputValue output;
  private final ModuleScope scope;
  private final Problems problems;
  private final boolean root;

  /**
   * @param module the scope of the module
   */
  OutputCheck(OutputValue output, ModuleScope module, Problems problems) {
    this.output = output;
    this.scope = module.at(output.address());
    this.problems = problems;
    this.root = module.module().path().isEmpty();
  }

  void run() {
    if (root && output.ephemeral()) {
      wrong(
          "EPHEMERAL",
          output.header(),
          "An output of the root module cannot be ephemeral",
          "Nothing could take its value up.",
          "Remove `ephemeral = true`.");
      return;
    }
    Conditions conditions = new Conditions(scope, problems);
    output.preconditions().forEach(conditions::holds);
    DependsOn.check(output.dependsOn(), scope, problems);
    output.value().ifPresent(this::value);
  }

  private void value(HclExpression expression) {
    Value value = scope.evaluate(expression, problems);
    if (root && !output.sensitive() && value.allMarks().contains(Mark.SENSITIVE)) {
      wrong(
          "SENSITIVE",
          output.header(),
          "The output shows a sensitive value",
          "Its value is, or is made from, something declared as sensitive, and the outputs of the"
              + " root module are printed.",
          "If it is to be an output, add `sensitive = true`.");
    }
    boolean ephemeral = value.allMarks().contains(Mark.EPHEMERAL);
    if (ephemeral && !output.ephemeral()) {
      wrong(
          "EPHEMERAL",
          expression.range(),
          "The output keeps an ephemeral value",
          "Its value is, or is made from, something that must not outlast the run.",
          root ? "Use another value." : "Add `ephemeral = true` to the output.");
    } else if (output.ephemeral() && !value.has(Mark.EPHEMERAL)) {
      wrong(
          "EPHEMERAL",
          expression.range(),
          "The value of the output is not ephemeral",
          "An output that is declared as ephemeral has to have an ephemeral value.",
          "Remove `ephemeral = true`, or set it to an ephemeral value.");
    }
  }

  private void wrong(String code, Range range, String summary, String detail, String fix) {
    problems.error("SLIP-TF-" + code, scope.address(), range, summary, detail, fix);
  }
}
