package dev.slipway.check.validity;

import dev.slipway.facts.BlockSchema;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.Module;
import dev.slipway.terraform.Resource;
import dev.slipway.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One module at its place in the tree, and what its names have been found to come to. */
final class ModuleNames {

  private final ModuleInstance instance;
  private final Schemas schemas;
  private final String rootFolder;
  private final Map<String, Value> variables = new LinkedHashMap<>();
  private final Map<String, Value> locals = new LinkedHashMap<>();
  private final Map<String, Value> modules = new LinkedHashMap<>();
  private final Map<String, Value> outputs = new LinkedHashMap<>();
  private final Map<String, ModuleNames> children = new LinkedHashMap<>();
  private final Map<String, Optional<BlockSchema>> bodies = new LinkedHashMap<>();

  ModuleNames(ModuleInstance instance, Schemas schemas, String rootFolder) {
    this.instance = instance;
    this.schemas = schemas;
    this.rootFolder = rootFolder;
  }

  /** The same names, of which a variable has another value. */
  ModuleNames with(String variable, Value value) {
    ModuleNames other = new ModuleNames(instance, schemas, rootFolder);
    other.variables.putAll(variables);
    other.variables.put(variable, value);
    other.locals.putAll(locals);
    other.modules.putAll(modules);
    other.outputs.putAll(outputs);
    other.children.putAll(children);
    return other;
  }

  ModuleInstance instance() {
    return instance;
  }

  Module module() {
    return instance.module();
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
