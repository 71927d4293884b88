package dev.slipway.check.validity;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.value.Conversion;
import dev.slipway.value.Mark;
import dev.slipway.value.Type;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Value;
import java.math.BigDecimal;

/** Whether {@code count} and {@code for_each} have values that something can be repeated by. */
final class Repetitions {

  /** As many as fit Terraform's integers. */
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final ModuleScope scope;
  private final Problems problems;

  /**
   * @param scope of the block that is repeated
   */
  Repetitions(ModuleScope scope, Problems problems) {
    this.scope = scope.withoutRepetition();
    this.problems = problems;
  }

  void count(HclExpression expression) {
    Value given = scope.evaluate(expression, problems);
    if (!(Conversion.convert(given, Primitive.NUMBER) instanceof Conversion.Converted converted)) {
      wrong(
          expression,
          "`count` is not a number",
          "The value is of type " + given.type() + ".",
          "Use a whole number of 0 or more; for a collection, `length(…)` or `for_each`.");
      return;
    }
    Value value = converted.value();
    if (value.has(Mark.EPHEMERAL)) {
      wrong(
          expression,
          "`count` is ephemeral",
          "The number of instances is kept from one run to the next, and the value is not.",
          "Use a value that is not ephemeral.");
    }
    if (value.isNull()) {
      wrong(
          expression,
          "`count` is null",
          "The number of instances has to be a number.",
          "Use 0 for none, or leave `count` out for one.");
    } else if (value.isKnown() && !fits(value.number())) {
      wrong(
          expression,
          "`count` is no number of instances",
          "It has to be a whole number of 0 or more.",
          "Use such a number.");
    }
  }

  private static boolean fits(BigDecimal number) {
    return number.signum() >= 0
        && number.compareTo(LARGEST) <= 0
        && number.stripTrailingZeros().scale() <= 0;
  }

  void forEach(HclExpression expression) {
    Value value = scope.evaluate(expression, problems);
    if (value.has(Mark.SENSITIVE) || value.has(Mark.EPHEMERAL)) {
      boolean sensitive = value.has(Mark.SENSITIVE);
      wrong(
          expression,
          "`for_each` is " + (sensitive ? "sensitive" : "ephemeral"),
          sensitive
              ? "The keys become part of the instances' addresses, where anybody can read them."
              : "The keys are kept from one run to the next, and the value is not.",
          sensitive
              ? "Use keys that are no secrets, or `nonsensitive(…)` where they are none."
              : "Use a value that is not ephemeral.");
    } else if (value.isNull()) {
      wrong(
          expression,
          "`for_each` is null",
          "It has to be a map or a set of strings.",
          "Use `{}` for none.");
    } else {
      collection(expression, value);
    }
  }

  private void collection(HclExpression expression, Value value) {
    Type type = value.type();
    if (type == Primitive.DYNAMIC) {
      return;
    }
    if (!(type instanceof MapType || type instanceof ObjectType || type instanceof SetType)) {
      wrong(
          expression,
          "`for_each` takes a map or a set of strings",
          "The value is of type " + type + ", which has no keys to tell the instances apart by.",
          "For a list of strings, write `toset(…)`.");
    } else if (type instanceof SetType set
        && value.isWhollyKnown()
        && !value.elements().isEmpty()) {
      elements(expression, value, set);
    }
  }

  private void elements(HclExpression expression, Value value, SetType set) {
    if (set.element() != Primitive.STRING) {
      wrong(
          expression,
          "`for_each` takes a map or a set of strings",
          "The value is a " + set + ".",
          "Use a set of strings or a map.");
    } else if (value.elements().stream().anyMatch(Value::isNull)) {
      wrong(
          expression,
          "`for_each` has null among its elements",
          "Null cannot tell an instance from others.",
          "Remove it, for instance with `compact(…)`.");
    }
  }

  private void wrong(HclExpression expression, String summary, String detail, String fix) {
    problems.error("SLIP-TF-REPETITION", scope.address(), expression.range(), summary, detail, fix);
  }
}
