package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.ModuleCall.PassedProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether every module gets the configurations of providers that it needs, and no others. After
 * Terraform's own check of the same.
 */
final class ProviderPassing {

  private final ModuleInstance instance;
  private final Optional<ModuleInstance> parent;
  private final Report report;
  private final Map<String, ProviderConfiguration> configured = new LinkedHashMap<>();
  private final Map<String, ProviderConfiguration> empty = new LinkedHashMap<>();
  private final Map<String, ProviderAddress> localNames = new LinkedHashMap<>();
  private final Map<String, ProviderAddress> aliases = new LinkedHashMap<>();

  private ProviderPassing(
      ModuleInstance instance, Optional<ModuleInstance> parent, Problems problems) {
    this.instance = instance;
    this.parent = parent;
    this.report = new Report(problems, instance.address(), false);
    for (ProviderConfiguration each : instance.module().providers().values()) {
      boolean bare = !each.constrainsVersion() && each.body().items(Map.of()).isEmpty();
      (bare ? empty : configured).put(each.reference().text(), each);
    }
    for (ProviderRequirement each : instance.module().settings().requiredProviders().values()) {
      localNames.put(each.localName(), each.source());
      each.aliases().forEach(alias -> aliases.put(alias.text(), each.source()));
    }
  }

  /** Checks a module and all that it calls. */
  static void check(ModuleInstance root, Problems problems) {
    check(root, Optional.empty(), Optional.empty(), problems);
  }

  private static void check(
      ModuleInstance instance,
      Optional<ModuleInstance> parent,
      Optional<Range> repeated,
      Problems problems) {
    for (ModuleInstance child : instance.children().values()) {
      Optional<Range> own = child.call().flatMap(ProviderPassing::repetition);
      check(child, Optional.of(instance), own.isPresent() ? own : repeated, problems);
    }
    ProviderPassing passing = new ProviderPassing(instance, parent, problems);
    passing.checkImpliedNames();
    if (parent.isPresent()) {
      passing.checkChild(repeated);
    }
  }

  /** What makes several instances of a call, or delays it. */
  private static Optional<Range> repetition(ModuleCall call) {
    return call.count()
        .or(call::forEach)
        .map(HclExpression::range)
        .or(() -> call.dependsOn().stream().findFirst().map(Reference::range));
  }

  private void checkImpliedNames() {
    for (Resource resource : instance.module().resources().values()) {
      String name = resource.providerOrImplied().localName();
      Optional<String> fault = ProviderAddress.fault(name);
      if (resource.provider().isEmpty()
          && fault.isPresent()
          && resource.mode() != ResourceMode.EPHEMERAL) {
        report
            .at(resource.address())
            .error(
                "PROVIDER-NAME",
                resource.header(),
                "The type implies no provider",
                "The part before its first underscore is the provider's name. " + fault.get(),
                "Correct the type, or name the provider with `provider`.");
      }
    }
  }

  private void checkChild(Optional<Range> repeated) {
    ModuleCall call = instance.call().orElseThrow();
    if (!configured.isEmpty() && repeated.isPresent()) {
      report.error(
          "PROVIDER-CONFIGURATION",
          repeated.get(),
          "A module with its own provider configurations cannot be repeated",
          "It has `"
              + String.join("`, `", configured.keySet())
              + "`, so calls of it may not have `count`, `for_each` or `depends_on`.",
          "Let the module take the configurations from its caller, by `configuration_aliases` and"
              + " `providers`.");
    }
    for (ProviderReference required : missing(call)) {
      report.error(
          "PROVIDER-PASSED",
          call.header(),
          "The module needs a provider configuration",
          "It demands `" + required.text() + "`, and nothing is passed under that name.",
          "Add `" + required.text() + " = …` to `providers`.");
    }
    call.providers().forEach(this::checkPassed);
  }

  private List<ProviderReference> missing(ModuleCall call) {
    List<String> passed = call.providers().stream().map(each -> each.inModule().text()).toList();
    return instance.module().settings().requiredProviders().values().stream()
        .flatMap(requirement -> requirement.aliases().stream())
        .filter(alias -> !configured.containsKey(alias.text()) && !passed.contains(alias.text()))
        .toList();
  }

  private void checkPassed(PassedProvider passed) {
    String name = passed.inModule().text();
    if (configured.containsKey(name)) {
      report.error(
          "PROVIDER-PASSED",
          passed.inModule().range(),
          "The module configures this provider itself",
          "It has its own `" + name + "`, so it cannot take another one.",
          "Do not pass it, or remove the configuration from the module.");
    }
    ProviderAddress wanted = wanted(passed.inModule());
    if (!localNames.containsKey(name)
        && !aliases.containsKey(name)
        && !empty.containsKey(name)
        && !wanted.isOfficial()) {
      report.error(
          "PROVIDER-PASSED",
          passed.inModule().range(),
          "The module knows no such provider",
          "It requires none by the name `" + name + "`.",
          "Correct the name, or add it to the module's `required_providers`.");
    }
    ProviderAddress given = given(passed);
    if (!wanted.equals(given)) {
      report.error(
          "PROVIDER-PASSED",
          passed.inCaller().range(),
          "Configuration of another provider",
          "`"
              + passed.inCaller().text()
              + "` is of "
              + given
              + ", but the module's `"
              + name
              + "` is "
              + wanted
              + ".",
          "Pass a configuration of " + wanted + ".");
    }
  }

  private ProviderAddress wanted(ProviderReference inModule) {
    ProviderAddress aliased = aliases.get(inModule.text());
    if (aliased != null) {
      return aliased;
    }
    ProviderAddress named = localNames.get(inModule.text());
    return named != null ? named : type(instance, inModule.localName());
  }

  private ProviderAddress given(PassedProvider passed) {
    ModuleInstance caller = parent.orElseThrow();
    ProviderRequirement sameName =
        caller.module().settings().requiredProviders().get(passed.inModule().text());
    return sameName != null ? sameName.source() : type(caller, passed.inCaller().localName());
  }

  private static ProviderAddress type(ModuleInstance where, String localName) {
    return where.module().provider(localName);
  }
}
