package dev.slipway.check.validity;

import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.ModuleCall.PassedProvider;
import dev.slipway.terraform.ProviderAddress;
import dev.slipway.terraform.ProviderConfiguration;
import dev.slipway.terraform.ProviderReference;
import dev.slipway.terraform.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which configuration of a provider serves a resource: one of its own module, one that the caller
 * passes, or, for those without an alias, one of a module further up.
 */
final class ProviderConfigurations {

  private final Map<String, ModuleInstance> modules = new LinkedHashMap<>();
  private final Map<Wanted, List<ProviderConfiguration>> declared = new LinkedHashMap<>();
  private final Set<String> read = new LinkedHashSet<>();

  /** A configuration by what asks for it. */
  private record Wanted(String module, ProviderAddress provider, Optional<String> alias) {}

  ProviderConfigurations(List<ModuleInstance> modules) {
    modules.forEach(module -> this.modules.put(module.address(), module));
  }

  /** A configuration in its module. */
  record Found(ModuleInstance module, ProviderConfiguration configuration) {}

  /** The configurations that serve some resource, in the order of the modules. */
  List<Found> used() {
    Map<String, Found> used = new LinkedHashMap<>();
    for (ModuleInstance module : modules.values()) {
      for (Resource resource : module.module().resources().values()) {
        of(module, resource)
            .ifPresent(found ->
                used.putIfAbsent(found.module().address(found.configuration().address()), found));
      }
    }
    return List.copyOf(used.values());
  }

  /** What serves a resource; empty for a provider that is not configured. */
  Optional<Found> of(ModuleInstance module, Resource resource) {
    ProviderReference reference = resource.providerOrImplied();
    return find(module, module.module().provider(resource), reference.alias());
  }

  /** The configuration of a provider that goes by an alias in a module. */
  Optional<Found> find(ModuleInstance from, ProviderAddress provider, Optional<String> name) {
    ModuleInstance module = from;
    Optional<String> alias = name;
    while (true) {
      Optional<ProviderConfiguration> own = own(module, provider, alias);
      if (own.isPresent()) {
        return Optional.of(new Found(module, own.get()));
      }
      Optional<PassedProvider> passed = passed(module, provider, alias);
      boolean further = !module.path().isEmpty() && (passed.isPresent() || alias.isEmpty());
      if (!further) {
        return Optional.empty();
      }
      if (passed.isPresent()) {
        alias = passed.get().inCaller().alias();
      }
      module = parent(module);
    }
  }

  private ModuleInstance parent(ModuleInstance module) {
    List<String> path = module.path().subList(0, module.path().size() - 1);
    String address = path.isEmpty() ? "" : "module." + String.join(".module.", path);
    return Objects.requireNonNull(modules.get(address));
  }

  private Optional<ProviderConfiguration> own(
      ModuleInstance module, ProviderAddress provider, Optional<String> alias) {
    Wanted wanted = new Wanted(module.address(), provider, alias);
    for (ProviderConfiguration configuration : declared(module, wanted)) {
      boolean standsIn =
          configuration.body().items(Map.of()).isEmpty()
              && passed(module, provider, alias).isPresent();
      if (!standsIn) {
        return Optional.of(configuration);
      }
    }
    return Optional.empty();
  }

  private List<ProviderConfiguration> declared(ModuleInstance module, Wanted wanted) {
    if (read.add(wanted.module())) {
      for (ProviderConfiguration each : module.module().providers().values()) {
        ProviderAddress provider = module.module().provider(each.localName());
        declared
            .computeIfAbsent(
                new Wanted(wanted.module(), provider, each.alias()), key -> new ArrayList<>())
            .add(each);
      }
    }
    return declared.getOrDefault(wanted, List.of());
  }

  private static Optional<PassedProvider> passed(
      ModuleInstance module, ProviderAddress provider, Optional<String> alias) {
    return module
        .call()
        .flatMap(call ->
            call.providers().stream()
                .filter(passed ->
                    passed.inModule().alias().equals(alias)
                        && module.module().provider(passed.inModule().localName()).equals(provider))
                .findFirst());
  }
}
