package dev.slipway.check.validity;

import dev.slipway.check.validity.Target.ModuleCallTarget;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclItem;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.InputVariable;
import dev.slipway.terraform.LocalValue;
import dev.slipway.terraform.ModuleCall;
import dev.slipway.terraform.OutputValue;
import dev.slipway.value.Conversion;
import dev.slipway.value.Mark;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Evaluates named values, each once and after those that it refers to. What is part of a circle
 * stays unknown. Nothing is recursive, however long the chain of references.
 */
final class NamedValues {

  private final List<Named> all = new ArrayList<>();
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  private NamedValues() {}

  /**
   * Something with a name and a value.
   *
   * @param scope where the expression is evaluated
   * @param owner the module that the name is of
   * @param address unique in the configuration
   */
  private record Named(
      ModuleScope scope,
      ModuleInstance owner,
      String address,
      Optional<HclExpression> expression,
      Store store) {}

  /** Keeps a value; {@link Optional} is empty where nothing gives one. */
  private interface Store {
    void accept(Optional<Value> value);
  }

  /** The locals of one module. */
  static NamedValues locals(ModuleScope scope) {
    NamedValues values = new NamedValues();
    values.addLocals(scope);
    return values;
  }

  /** The variables, locals and outputs of all modules. */
  static NamedValues all(
      Configuration configuration, Evaluation evaluation, Map<String, Value> given) {
    NamedValues values = new NamedValues();
    for (ModuleInstance module : configuration.modules()) {
      ModuleScope scope = evaluation.scope(module);
      values.addLocals(scope);
      values.addOutputs(scope);
      if (module.path().isEmpty()) {
        values.addGiven(scope, given);
      }
      for (ModuleInstance child : module.children().values()) {
        values.addInputs(scope, evaluation.scope(child));
      }
    }
    return values;
  }

  private void addLocals(ModuleScope scope) {
    for (LocalValue local : scope.module().module().locals().values()) {
      add(
          scope.at(local.address()),
          scope.module(),
          local.address(),
          Optional.of(local.value()),
          value -> scope.names().locals().put(local.name(), value.orElse(Value.DYNAMIC)));
    }
  }

  private void addOutputs(ModuleScope scope) {
    for (OutputValue output : scope.module().module().outputs().values()) {
      Set<Mark> marks = output.sensitive() ? Set.of(Mark.SENSITIVE) : Set.of();
      add(
          scope.at(output.address()),
          scope.module(),
          output.address(),
          output.value(),
          value ->
              scope.names().outputs().put(output.name(), value.orElse(Value.DYNAMIC).with(marks)));
    }
  }

  private void addGiven(ModuleScope scope, Map<String, Value> given) {
    for (InputVariable variable : scope.module().module().variables().values()) {
      put(scope, variable, Optional.ofNullable(given.get(variable.name())));
    }
  }

  private void addInputs(ModuleScope caller, ModuleScope child) {
    ModuleCall call = child.module().call().orElseThrow();
    Map<String, HclExpression> inputs = new LinkedHashMap<>();
    for (HclItem.Attribute input : call.inputs()) {
      inputs.put(input.name(), input.value());
    }
    for (InputVariable variable : child.module().module().variables().values()) {
      add(
          caller.at(call.address()).withEither(),
          child.module(),
          variable.address(),
          Optional.ofNullable(inputs.get(variable.name())),
          value -> put(child, variable, value));
    }
  }

  private static void put(ModuleScope scope, InputVariable variable, Optional<Value> given) {
    Optional<Value> wanted =
        given.filter(value -> !value.isNull() || variable.nullable()).or(variable::defaultValue);
    wanted
        .flatMap(value -> converted(value, variable))
        .ifPresent(value ->
            scope
                .names()
                .variables()
                .put(variable.name(), value.with(UnknownNames.marks(variable))));
  }

  private static Optional<Value> converted(Value value, InputVariable variable) {
    return variable.constraint().accept(value) instanceof Conversion.Converted converted
        ? Optional.of(converted.value())
        : Optional.empty();
  }

  private void add(
      ModuleScope scope,
      ModuleInstance owner,
      String address,
      Optional<HclExpression> expression,
      Store store) {
    Named named = new Named(scope, owner, owner.address(address), expression, store);
    numbers.put(named.address(), all.size());
    all.add(named);
  }

  void evaluate(Problems problems) {
    List<List<Integer>> edges = all.stream().map(this::edges).toList();
    for (List<Integer> component : StrongComponents.of(edges)) {
      int first = component.getFirst();
      Named named = all.get(first);
      if (component.size() == 1 && !edges.get(first).contains(first)) {
        named
            .store()
            .accept(
                named.expression().map(expression -> value(named.scope(), expression, problems)));
      }
    }
  }

  private static Value value(ModuleScope scope, HclExpression expression, Problems problems) {
    return scope.functions().work().kept(scope.evaluate(expression, problems), expression.range());
  }

  private List<Integer> edges(Named named) {
    if (named.expression().isEmpty()) {
      return List.of();
    }
    List<Integer> targets = new ArrayList<>();
    for (Traversal reference : named.scope().references(named.expression().get())) {
      named.scope().parse(reference).ifPresent(parsed -> targets(named, parsed, targets));
    }
    return targets;
  }

  private void targets(Named named, ParsedReference reference, List<Integer> into) {
    ModuleInstance module = named.scope().module();
    switch (reference.target()) {
      case Target.Variable variable -> target(module, "var." + variable.name(), into);
      case Target.Local local -> target(module, "local." + local.name(), into);
      case ModuleCallTarget call -> {
        ModuleInstance child = module.children().get(call.call());
        if (child != null) {
          for (String output : child.module().outputs().keySet()) {
            if (call.output().isEmpty() || call.output().get().equals(output)) {
              target(child, "output." + output, into);
            }
          }
        }
      }
      case Target.ResourceTarget resource -> {}
      case Target.Self self -> {}
      case Target.PathAttribute path -> {}
      case Target.TerraformAttribute attribute -> {}
      case Target.CountAttribute count -> {}
      case Target.EachAttribute each -> {}
    }
  }

  private void target(ModuleInstance module, String address, List<Integer> into) {
    Integer number = numbers.get(module.address(address));
    if (number != null) {
      into.add(number);
    }
  }
}
