package dev.slipway.check.validity;

import dev.slipway.diagnostic.Suggestion;
import dev.slipway.hcl.syntax.HclItem;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.terraform.Condition;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.InputVariable;
import dev.slipway.terraform.ModuleCall;
import dev.slipway.value.Conversion;
import dev.slipway.value.Mark;
import dev.slipway.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A call of a module: how often, and what it gives to the module's variables. */
final class CallCheck {

  private final ModuleCall call;
  private final ModuleScope scope;
  private final Problems problems;
  private final Map<String, HclItem.Attribute> inputs = new LinkedHashMap<>();

  /**
   * @param caller the scope of the calling module
   */
  CallCheck(ModuleCall call, ModuleScope caller, Problems problems) {
    this.call = call;
    this.scope = caller.at(call.address());
    this.problems = problems;
    for (HclItem.Attribute input : call.inputs()) {
      inputs.putIfAbsent(input.name(), input);
    }
  }

  /**
   * @param child the scope of the called module, if it is at hand
   */
  void run(Optional<ModuleScope> child) {
    Repetitions repetitions = new Repetitions(scope, problems);
    call.count().ifPresent(repetitions::count);
    call.forEach().ifPresent(repetitions::forEach);
    DependsOn.check(call.dependsOn(), scope, problems);
    new BodyProblems(scope.address(), problems).items(call.body(), Map.of());
    if (child.isPresent()) {
      inputs(child.get());
    } else {
      ModuleScope either = scope.withEither();
      inputs.values().forEach(input -> either.evaluate(input.value(), problems));
    }
  }

  private void inputs(ModuleScope child) {
    ModuleInstance module = child.module();
    Map<String, InputVariable> variables = module.module().variables();
    for (HclItem.Attribute input : inputs.values()) {
      if (!variables.containsKey(input.name())) {
        problems.error(
            "SLIP-TF-ARGUMENT-UNKNOWN",
            scope.address(),
            input.nameRange(),
            "No argument `" + input.name() + "`",
            "The module `"
                + call.name()
                + "` has no variable of that name."
                + Suggestion.sentence(input.name(), variables.keySet()),
            "Correct the name or remove the argument.");
      }
    }
    for (HclItem item : call.body().items(Map.of())) {
      if (item instanceof HclItem.Block block) {
        unknownBlock(block, variables);
      }
    }
    variables.values().forEach(variable -> input(variable, child));
  }

  private void unknownBlock(HclItem.Block block, Map<String, InputVariable> variables) {
    problems.error(
        "SLIP-TF-BLOCK-UNKNOWN",
        scope.address(),
        block.header(),
        "No block `" + block.name() + "`",
        "A module takes arguments only.",
        variables.containsKey(block.name())
            ? "Write `" + block.name() + " = { … }`."
            : "Remove the block.");
  }

  private void input(InputVariable variable, ModuleScope child) {
    HclItem.Attribute input = inputs.get(variable.name());
    if (input == null) {
      if (variable.required()) {
        problems.error(
            "SLIP-TF-ARGUMENT-MISSING",
            scope.address(),
            call.header(),
            "`" + variable.name() + "` is missing",
            "The module `" + call.name() + "` requires a value for this variable.",
            "Set it to a value of type " + variable.type() + ".");
      } else {
        validate(variable, variable.defaultValue(), call.header(), child);
      }
      return;
    }
    Problems found = new Problems();
    Value given = scope.withEither().evaluate(input.value(), found);
    found.sorted().forEach(problems::add);
    if (!found.hasErrors()) {
      validate(variable, accepted(variable, given, input), input.value().range(), child);
    }
  }

  /** The value as the variable takes it; empty where it does not. */
  private Optional<Value> accepted(InputVariable variable, Value given, HclItem.Attribute input) {
    Range range = input.value().range();
    Conversion conversion = variable.constraint().accept(given);
    if (conversion instanceof Conversion.Refused refused) {
      wrong(
          "TYPE",
          range,
          "`" + variable.name() + "` has a value of the wrong type",
          "The module `" + call.name() + "` does not accept it: " + refused.reason() + ".",
          "Give it a value of type " + variable.type() + ".");
      return Optional.empty();
    }
    Value value = conversion.or(Value.DYNAMIC);
    if (!variable.ephemeral() && value.allMarks().contains(Mark.EPHEMERAL)) {
      wrong(
          "EPHEMERAL",
          range,
          "`" + variable.name() + "` does not take ephemeral values",
          "The variable is not declared as ephemeral, so its value may be kept.",
          "Add `ephemeral = true` to the variable, or give it another value.");
    }
    return nonNull(variable, value, range);
  }

  private Optional<Value> nonNull(InputVariable variable, Value value, Range range) {
    if (!value.isKnown() || !value.isNull() || variable.nullable()) {
      return Optional.of(value);
    }
    if (variable.required()) {
      wrong(
          "ARGUMENT-MISSING",
          range,
          "`" + variable.name() + "` is null",
          "The variable is required and declared with `nullable = false`.",
          "Give it a value.");
    }
    return variable.defaultValue();
  }

  /** Values that are known here are held against the variable's validations. */
  private void validate(
      InputVariable variable, Optional<Value> value, Range given, ModuleScope child) {
    if (variable.validations().isEmpty()) {
      return;
    }
    ModuleScope own = child.at(variable.address());
    ModuleScope narrowed = value.map(known -> own.withVariable(variable.name(), known)).orElse(own);
    Conditions conditions = new Conditions(narrowed, problems);
    for (Condition condition : variable.validations()) {
      conditions.valid(condition, variable.name(), given);
    }
  }

  private void wrong(String code, Range range, String summary, String detail, String fix) {
    problems.error("SLIP-TF-" + code, scope.address(), range, summary, detail, fix);
  }
}
