package dev.slipway.check.schema;

import dev.slipway.stack.InputVariable;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a stack declares, by name, and what has been used of it. */
final class Scope {

  final Map<String, InputVariable> variables = new LinkedHashMap<>();
  final Set<String> locals = new LinkedHashSet<>();
  final Map<String, Resource> resources = new LinkedHashMap<>();
  final Set<String> usedVariables = new LinkedHashSet<>();

  Scope(Stack stack, Findings findings) {
    for (InputVariable variable : stack.variables()) {
      if (variables.put(variable.name(), variable) != null) {
        duplicate(findings, "var." + variable.name());
      }
    }
    stack
        .locals()
        .forEach(local -> {
          if (!locals.add(local.name())) {
            duplicate(findings, "local." + local.name());
          }
        });
    for (Resource resource : stack.resources()) {
      if (resources.put(resource.address().toString(), resource) != null) {
        duplicate(findings, resource.address().toString());
      }
    }
    Set<String> outputs = new LinkedHashSet<>();
    stack
        .outputs()
        .forEach(output -> {
          if (!outputs.add(output.name())) {
            duplicate(findings, "output." + output.name());
          }
        });
  }

  private static void duplicate(Findings findings, String address) {
    findings.error(
        "DUPLICATE",
        address,
        "Two declarations of " + address,
        "Terraform refuses a configuration that declares the same address twice.",
        "Rename or remove one of them.");
  }
}
