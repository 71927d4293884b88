package dev.slipway.cloud;

import dev.slipway.blueprint.Environment;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.LocalValue;
import dev.slipway.stack.OutputValue;
import dev.slipway.stack.Resource;
import dev.slipway.stack.VariableFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Puts the parts of a stack together. What several passes declare is there once, where it first
 * was.
 */
public final class StackAssembly {

  private StackAssembly() {}

  public static List<InputVariable> variables(List<StackPart> parts) {
    return first(parts.stream().flatMap(p -> p.variables().stream()), InputVariable::name);
  }

  public static List<LocalValue> locals(List<StackPart> parts) {
    return first(parts.stream().flatMap(p -> p.locals().stream()), LocalValue::name);
  }

  public static List<OutputValue> outputs(List<StackPart> parts) {
    return first(parts.stream().flatMap(p -> p.outputs().stream()), OutputValue::name);
  }

  public static List<Resource> resources(List<StackPart> parts) {
    return first(parts.stream().flatMap(p -> p.resources().stream()), Resource::address);
  }

  /** The assignments of an environment's variable file. */
  public static List<VariableFile.Value> values(List<StackPart> parts, Environment environment) {
    return first(
        parts.stream()
            .flatMap(p -> p.values().stream())
            .filter(v -> v.environment().equals(environment.name()))
            .map(StackPart.EnvironmentValue::value),
        VariableFile.Value::name);
  }

  private static <T, K> List<T> first(Stream<T> all, Function<T, K> name) {
    SequencedMap<K, T> kept = new LinkedHashMap<>();
    all.forEach(item -> kept.putIfAbsent(name.apply(item), item));
    return List.copyOf(kept.values());
  }
}
