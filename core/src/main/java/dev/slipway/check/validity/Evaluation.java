package dev.slipway.check.validity;

import dev.slipway.evaluate.Functions;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the names of a configuration come to, module by module. */
public final class Evaluation {

  private final Map<String, ModuleScope> scopes = new LinkedHashMap<>();

  private Evaluation() {}

  /**
   * As {@code terraform validate} sees it: variables are unknown, whatever their defaults, and so
   * are the outputs of modules. What is wrong with the values of locals is reported.
   */
  public static Evaluation validating(
      Configuration configuration, Schemas schemas, Functions functions, Problems problems) {
    Evaluation evaluation = new Evaluation();
    Map<String, ModuleNames> names = evaluation.scopes(configuration, schemas, functions);
    UnknownNames.put(names.values());
    for (ModuleNames module : names.values()) {
      NamedValues.locals(evaluation.scope(module.instance())).evaluate(problems);
    }
    return evaluation;
  }

  /**
   * With the values that are at hand: variables of the root module have the given values or their
   * defaults, those of other modules what their calls give them, outputs what they are set to. What
   * is wrong with any of it is not reported.
   *
   * @param given values of the root module's variables, as a {@code .tfvars} file has them
   */
  public static Evaluation assuming(
      Configuration configuration, Map<String, Value> given, Schemas schemas, Functions functions) {
    Evaluation evaluation = new Evaluation();
    Map<String, ModuleNames> names = evaluation.scopes(configuration, schemas, functions);
    UnknownNames.put(names.values());
    NamedValues.all(configuration, evaluation, given).evaluate(new Problems());
    return evaluation;
  }

  private Map<String, ModuleNames> scopes(
      Configuration configuration, Schemas schemas, Functions functions) {
    Map<String, ModuleNames> all = new LinkedHashMap<>();
    for (ModuleInstance instance : configuration.modules()) {
      ModuleNames names =
          new ModuleNames(instance, schemas, configuration.root().module().folder());
      all.put(instance.address(), names);
      scopes.put(
          instance.address(), new ModuleScope(names, functions, Place.of(instance.address())));
    }
    for (ModuleNames names : all.values()) {
      names
          .instance()
          .children()
          .forEach((call, child) ->
              names.children().put(call, Objects.requireNonNull(all.get(child.address()))));
    }
    return all;
  }

  /** The module that calls another one. */
  ModuleInstance caller(ModuleInstance module) {
    List<String> path = module.path().subList(0, module.path().size() - 1);
    String address = path.isEmpty() ? "" : "module." + String.join(".module.", path);
    return Objects.requireNonNull(scopes.get(address)).module();
  }

  /** The scope of a module, at no place in particular. */
  public ModuleScope scope(ModuleInstance module) {
    return Objects.requireNonNull(scopes.get(module.address()));
  }
}
