package dev.slipway.terraform;

import dev.slipway.hcl.syntax.Problems;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.ModuleCall.PassedProvider;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the configurations of providers exist that resources and module calls name. Those without
 * an alias are inherited from the caller; with an alias they are not.
 */
final class ProviderLookup {

  /** A configuration, whatever its provider is called where it is used. */
  private record Key(ProviderAddress provider, Optional<String> alias) {}

  private final Problems problems;

  private ProviderLookup(Problems problems) {
    this.problems = problems;
  }

  /** Checks a module and all that it calls. */
  static void check(ModuleInstance root, Problems problems) {
    Set<Key> known = new LinkedHashSet<>();
    Module module = root.module();
    module
        .settings()
        .requiredProviders()
        .values()
        .forEach(required -> known.add(new Key(required.source(), Optional.empty())));
    new ProviderLookup(problems).check(root, known);
  }

  private void check(ModuleInstance instance, Set<Key> known) {
    Module module = instance.module();
    for (ProviderConfiguration each : module.providers().values()) {
      known.add(new Key(module.provider(each.localName()), each.alias()));
    }
    for (Resource resource : module.resources().values()) {
      checkResource(instance, resource, known);
    }
    for (ModuleInstance child : instance.children().values()) {
      check(child, passed(instance, child, known));
    }
  }

  private void checkResource(ModuleInstance instance, Resource resource, Set<Key> known) {
    Optional<ProviderReference> reference =
        resource.provider().filter(found -> found.alias().isPresent());
    if (reference.isEmpty()) {
      return;
    }
    Key key = new Key(instance.module().provider(resource), reference.get().alias());
    if (!known.contains(key)) {
      new Report(problems, instance.address(resource.address()), false)
          .error(
              "PROVIDER-UNDECLARED",
              reference.get().range(),
              "No provider configuration `" + reference.get().text() + "`",
              instance.path().isEmpty()
                  ? "No `provider \"" + reference.get().localName() + "\"` block has this alias."
                  : "The module has none with this alias, and its caller passes none.",
              "Add the block with `alias = \""
                  + reference.get().alias().orElseThrow()
                  + "\"`, or correct the alias.");
    }
  }

  private Set<Key> passed(ModuleInstance caller, ModuleInstance child, Set<Key> known) {
    Set<Key> passed = new LinkedHashSet<>();
    for (PassedProvider each : child.call().orElseThrow().providers()) {
      ProviderAddress provider = child.module().provider(each.inModule().localName());
      if (!known.contains(new Key(provider, each.inCaller().alias()))) {
        new Report(problems, child.address(), false)
            .error(
                "PROVIDER-UNDECLARED",
                each.inCaller().range(),
                "No provider configuration `" + each.inCaller().text() + "` to pass",
                caller.path().isEmpty()
                    ? "The root module has neither a `provider` block for it nor, without an"
                        + " alias, an entry in `required_providers`."
                    : "This module neither configures it nor gets it from its caller.",
                "Declare it, or do not pass it.");
      }
      passed.add(new Key(provider, each.inModule().alias()));
    }
    return passed;
  }
}
