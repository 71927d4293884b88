package dev.slipway.check.validity;

import dev.slipway.diagnostic.Suggestion;
import dev.slipway.facts.BlockSchema;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.Module;
import dev.slipway.terraform.Resource;
import dev.slipway.value.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One module at its place in the tree, and what its names have been found to come to. */
final class ModuleNames {

  private static final int SUGGESTIONS = 200;

  private final ModuleInstance instance;
  private final Schemas schemas;
  private final String rootFolder;
  private final Map<String, Value> variables;
  private final Map<String, Value> locals;
  private final Map<String, Value> modules;
  private final Map<String, Value> outputs;
  private final Map<String, ModuleNames> children;
  private final Map<String, Optional<BlockSchema>> bodies;
  private final Map<String, String> suggestions;
  private final Map<String, Value> narrowed;

  ModuleNames(ModuleInstance instance, Schemas schemas, String rootFolder) {
    this.instance = instance;
    this.schemas = schemas;
    this.rootFolder = rootFolder;
    this.variables = new LinkedHashMap<>();
    this.locals = new LinkedHashMap<>();
    this.modules = new LinkedHashMap<>();
    this.outputs = new LinkedHashMap<>();
    this.children = new LinkedHashMap<>();
    this.bodies = new LinkedHashMap<>();
    this.suggestions = new LinkedHashMap<>();
    this.narrowed = Map.of();
  }

  private ModuleNames(ModuleNames other, Map<String, Value> narrowed) {
    this.instance = other.instance;
    this.schemas = other.schemas;
    this.rootFolder = other.rootFolder;
    this.variables = other.variables;
    this.locals = other.locals;
    this.modules = other.modules;
    this.outputs = other.outputs;
    this.children = other.children;
    this.bodies = other.bodies;
    this.suggestions = other.suggestions;
    this.narrowed = narrowed;
  }

  /** These names, of which a variable has another value. */
  ModuleNames with(String variable, Value value) {
    Map<String, Value> more = new LinkedHashMap<>(narrowed);
    more.put(variable, value);
    return new ModuleNames(this, more);
  }

  ModuleInstance instance() {
    return instance;
  }

  Module module() {
    return instance.module();
  }

  /**
   * The "did you mean" for a reference to something that is not declared. The same reference is
   * checked several times; and whoever reads hundreds of them does not need one with each.
   *
   * @param reference as written
   * @param word the part that may be misspelt
   */
  String suggestion(String reference, String word, Collection<String> candidates) {
    String known = suggestions.get(reference);
    if (known != null || suggestions.size() == SUGGESTIONS) {
      return known == null ? "" : known;
    }
    String suggestion = Suggestion.sentence(word, candidates);
    suggestions.put(reference, suggestion);
    return suggestion;
  }

  /** How messages call it. */
  String display() {
    return instance.path().isEmpty() ? "the root module" : "`" + instance.address() + "`";
  }

  Optional<BlockSchema> schema(Resource resource) {
    return bodies.computeIfAbsent(resource.address(), address -> schemas.body(module(), resource));
  }

  Schemas schemas() {
    return schemas;
  }

  /** What a variable comes to. */
  Value variable(String name) {
    Value value = narrowed.get(name);
    return value == null ? variables.getOrDefault(name, Value.DYNAMIC) : value;
  }

  /** What the variables come to, unless {@link #with} has given one another value. */
  Map<String, Value> variables() {
    return variables;
  }

  Map<String, Value> locals() {
    return locals;
  }

  /** What a reference to a module call as a whole comes to, by the call's name. */
  Map<String, Value> modules() {
    return modules;
  }

  /** What its outputs have been found to be; none while that is left open. */
  Map<String, Value> outputs() {
    return outputs;
  }

  /** The modules that it calls, by the name of the call. */
  Map<String, ModuleNames> children() {
    return children;
  }

  /** Its folder as Terraform names it when it runs in the root module's folder. */
  String path() {
    return relative(rootFolder, module().folder());
  }

  private static String relative(String from, String to) {
    String[] base = from.isEmpty() ? new String[0] : from.split("/");
    String[] target = to.isEmpty() ? new String[0] : to.split("/");
    int same = 0;
    while (same < base.length && same < target.length && base[same].equals(target[same])) {
      same++;
    }
    StringBuilder path = new StringBuilder("../".repeat(base.length - same));
    for (int i = same; i < target.length; i++) {
      path.append(target[i]).append('/');
    }
    return path.isEmpty() ? "." : path.substring(0, path.length() - 1);
  }
}
