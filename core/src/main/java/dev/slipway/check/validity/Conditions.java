package dev.slipway.check.validity;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.terraform.Condition;
import dev.slipway.value.Conversion;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Value;
import java.util.Optional;

/**
 * Conditions and their messages. Terraform looks at them more or less closely, depending on where
 * they stand.
 */
final class Conditions {

  private final ModuleScope scope;
  private final Problems problems;

  /**
   * @param scope of the block that the conditions are of
   */
  Conditions(ModuleScope scope, Problems problems) {
    this.scope = scope;
    this.problems = problems;
  }

  /** Of a resource: whether the expressions can be evaluated, whatever they come to. */
  void evaluated(Condition condition) {
    condition.condition().ifPresent(expression -> scope.evaluate(expression, problems));
    condition.errorMessage().ifPresent(expression -> scope.evaluate(expression, problems));
  }

  /** Of a check block: what is asserted is not evaluated before there is something to check. */
  void asserted(Condition condition) {
    condition.condition().ifPresent(this::references);
    condition.errorMessage().ifPresent(this::message);
  }

  private void references(HclExpression expression) {
    for (Traversal reference : scope.references(expression)) {
      scope.check(reference, problems);
    }
  }

  /** Of an output: whether it holds, as far as that is known. */
  void holds(Condition condition) {
    condition.errorMessage().ifPresent(this::message);
    Optional<Boolean> outcome = condition.condition().flatMap(this::outcome);
    if (outcome.isPresent() && !outcome.get()) {
      problems.error(
          "SLIP-TF-CONDITION",
          scope.address(),
          condition.condition().orElseThrow().range(),
          "A precondition does not hold",
          "The condition is false whatever the variables are" + told(condition) + ".",
          "Correct the condition, or what it looks at.");
    }
  }

  /**
   * Of a variable.
   *
   * @param given where the value comes from that is looked at
   */
  void valid(Condition condition, String variable, Range given) {
    condition.errorMessage().ifPresent(expression -> scope.evaluate(expression, problems));
    Optional<Boolean> outcome = condition.condition().flatMap(this::outcome);
    if (outcome.isPresent() && !outcome.get()) {
      problems.error(
          "SLIP-TF-CONDITION",
          scope.address(),
          given,
          "`" + variable + "` has a value that its module refuses",
          "A validation of the variable does not hold" + told(condition) + ".",
          "Give it a value that the validation accepts.");
    }
  }

  private String told(Condition condition) {
    return condition
        .errorMessage()
        .map(message -> scope.evaluate(message, new Problems()))
        .filter(value -> value.isText() && value.allMarks().isEmpty())
        .map(value -> ": " + value.text().strip().replaceAll("\\.$", ""))
        .orElse("");
  }

  /** What a condition comes to, if that is known. */
  private Optional<Boolean> outcome(HclExpression expression) {
    Value value = scope.evaluate(expression, problems);
    if (!value.isKnown()) {
      return Optional.empty();
    }
    if (value.isNull()) {
      wrong(expression, "null");
      return Optional.empty();
    }
    if (!(Conversion.convert(value, Primitive.BOOL) instanceof Conversion.Converted converted)) {
      wrong(expression, "of type " + value.type());
      return Optional.empty();
    }
    return Optional.of(converted.value().bool());
  }

  private void wrong(HclExpression expression, String what) {
    problems.error(
        "SLIP-TF-CONDITION",
        scope.address(),
        expression.range(),
        "A condition is neither true nor false",
        "It is " + what + ".",
        "Write a condition that is `true` or `false`.");
  }

  private void message(HclExpression expression) {
    Value value = scope.evaluate(expression, problems);
    boolean text =
        Conversion.convert(value, Primitive.STRING) instanceof Conversion.Converted converted
            && !(converted.value().isKnown() && converted.value().isNull());
    if (!text) {
      problems.error(
          "SLIP-TF-CONDITION",
          scope.address(),
          expression.range(),
          "`error_message` is no text",
          "The message is shown when the condition does not hold.",
          "Write a sentence in quotes.");
    }
  }
}
