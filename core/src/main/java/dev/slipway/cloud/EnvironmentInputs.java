package dev.slipway.cloud;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Binary;
import dev.slipway.stack.Expression.Operator;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Expressions;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.InputVariable.Validation;
import dev.slipway.stack.ResourceAddress;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Declares what differs between environments: a variable with its validation, and its value in each
 * of them.
 */
public final class EnvironmentInputs {

  private final Blueprint blueprint;
  private final StackPart.Builder part;
  private final Provenance provenance;

  public EnvironmentInputs(Blueprint blueprint, StackPart.Builder part, Provenance provenance) {
    this.blueprint = blueprint;
    this.part = part;
    this.provenance = provenance;
  }

  /** A whole number from {@code min} to {@code max}. */
  public Reference number(
      String name, String description, long min, long max, ToLongFunction<Environment> value) {
    Reference variable = var(name);
    Expression inRange =
        new Binary(
            Operator.AND,
            new Binary(Operator.GREATER_OR_EQUAL, variable, Expressions.number(min)),
            new Binary(Operator.LESS_OR_EQUAL, variable, Expressions.number(max)));
    declare(
        name,
        "number",
        description,
        new Validation(inRange, "Give a whole number from " + min + " to " + max + "."),
        environment -> Expressions.number(value.applyAsLong(environment)));
    return variable;
  }

  /** One of a few whole numbers. */
  public Reference oneOf(
      String name, String description, List<Long> allowed, ToLongFunction<Environment> value) {
    List<Expression> numbers =
        allowed.stream().map(n -> (Expression) Expressions.number(n)).toList();
    declare(
        name,
        "number",
        description,
        new Validation(
            call("contains", Expressions.list(numbers), var(name)),
            "Give one of "
                + String.join(", ", allowed.stream().map(String::valueOf).toList())
                + "."),
        environment -> Expressions.number(value.applyAsLong(environment)));
    return var(name);
  }

  /** A number from {@code min} to {@code max}, with decimals. */
  public Reference decimal(
      String name,
      String description,
      BigDecimal min,
      BigDecimal max,
      Function<Environment, BigDecimal> value) {
    Reference variable = var(name);
    Expression inRange =
        new Binary(
            Operator.AND,
            new Binary(Operator.GREATER_OR_EQUAL, variable, Expressions.number(min)),
            new Binary(Operator.LESS_OR_EQUAL, variable, Expressions.number(max)));
    declare(
        name,
        "number",
        description,
        new Validation(
            inRange,
            "Give a number from " + min.toPlainString() + " to " + max.toPlainString() + "."),
        environment -> Expressions.number(value.apply(environment)));
    return variable;
  }

  /** One of a few words. */
  public Reference choice(
      String name, String description, List<String> allowed, Function<Environment, String> value) {
    declare(
        name,
        "string",
        description,
        new Validation(
            call("contains", Expressions.texts(allowed), var(name)),
            "Give one of " + String.join(", ", allowed) + "."),
        environment -> text(value.apply(environment)));
    return var(name);
  }

  /** A text that the pattern matches; the pattern is RE2. */
  public Reference matching(
      String name,
      String description,
      String pattern,
      String rule,
      Function<Environment, String> value) {
    declare(
        name,
        "string",
        description,
        new Validation(call("can", call("regex", text(pattern), var(name))), rule),
        environment -> text(value.apply(environment)));
    return var(name);
  }

  /** True or false. */
  public Reference flag(String name, String description, Predicate<Environment> value) {
    part.add(variable(name, ref("bool"), description, List.of()));
    assign(name, environment -> bool(value.test(environment)));
    return var(name);
  }

  /** A list of texts, never empty. */
  public Reference texts(
      String name, String description, Function<Environment, List<String>> value) {
    Validation some =
        new Validation(
            new Binary(Operator.GREATER, call("length", var(name)), Expressions.number(0)),
            "Give at least one.");
    part.add(variable(name, call("list", ref("string")), description, List.of(some)));
    assign(name, environment -> Expressions.texts(value.apply(environment)));
    return var(name);
  }

  private void declare(
      String name,
      String type,
      String description,
      Validation validation,
      Function<Environment, Expression> value) {
    part.add(variable(name, ref(type), description, List.of(validation)));
    assign(name, value);
  }

  private InputVariable variable(
      String name, Expression type, String description, List<Validation> validations) {
    return new InputVariable(
        name,
        StackFiles.VARIABLES,
        type,
        description,
        Optional.empty(),
        false,
        false,
        false,
        validations,
        provenance);
  }

  private void assign(String name, Function<Environment, Expression> value) {
    for (Environment environment : blueprint.environments()) {
      part.value(environment.name(), name, value.apply(environment), "", provenance);
    }
  }

  /** How many instances of a workload are always ready. */
  public Reference minInstances(Workload workload) {
    return number(
        ResourceAddress.id(workload.name()) + "_min_instances",
        "Instances of " + workload.name() + " that are always ready.",
        0,
        1000,
        e -> workload.scaling(e.name()).min());
  }

  /** How many instances of a workload there are at most. */
  public Reference maxInstances(Workload workload) {
    return number(
        ResourceAddress.id(workload.name()) + "_max_instances",
        "Instances of " + workload.name() + " at most, which also bounds its cost.",
        1,
        1000,
        e -> Math.max(1, workload.scaling(e.name()).max()));
  }
}
