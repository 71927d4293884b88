package dev.slipway.check.rule.terraform;

import dev.slipway.check.validity.Evaluation;
import dev.slipway.check.validity.Schemas;
import dev.slipway.facts.Runtimes;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.ModuleCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All resources of a configuration, in all its modules. */
public final class StackView {

  private final RuleInput input;
  private final List<ModuleView> modules = new ArrayList<>();
  private final List<ResourceView> resources = new ArrayList<>();
  private final Map<String, List<ResourceView>> byType = new LinkedHashMap<>();
  private final boolean complete;
  private Optional<Map<ResourceView, List<ResourceView>>> referrers = Optional.empty();

  private StackView(RuleInput input) {
    this.input = input;
    Evaluation values =
        Evaluation.assuming(
            input.configuration(), input.given(), Schemas.bundled(), input.functions());
    add(input.configuration().root(), Optional.empty(), values);
    this.complete = modules.stream().allMatch(module -> module.instance().notLoaded().isEmpty());
  }

  /** The view of a configuration. */
  public static StackView of(RuleInput input) {
    return new StackView(input);
  }

  RuleInput input() {
    return input;
  }

  private void add(ModuleInstance instance, Optional<ModuleView> caller, Evaluation values) {
    ModuleView module = new ModuleView(this, caller, instance, values.scope(instance));
    modules.add(module);
    for (ResourceView resource : module.resources()) {
      resources.add(resource);
      String key = (resource.isData() ? "data." : "") + resource.type();
      byType.computeIfAbsent(key, type -> new ArrayList<>()).add(resource);
    }
    for (Map.Entry<String, ModuleInstance> child : instance.children().entrySet()) {
      ModuleCall call = instance.module().calls().get(child.getKey());
      if (call == null || !module.isSwitchedOff(call)) {
        add(child.getValue(), Optional.of(module), values);
      }
    }
  }

  List<ModuleView> modules() {
    return modules;
  }

  /** All resources and data sources, modules before those that they call. */
  public List<ResourceView> resources() {
    return List.copyOf(resources);
  }

  /** The resources of these types; data sources are asked for as {@code data.aws_vpc}. */
  public List<ResourceView> ofType(String... types) {
    List<ResourceView> found = new ArrayList<>();
    for (String type : types) {
      found.addAll(byType.getOrDefault(type, List.of()));
    }
    return found;
  }

  /** Whether a release gets no more fixes on the day that is looked at. */
  boolean isOver(Runtimes.Cycle cycle) {
    return input.today().map(cycle::isOver).orElse(false);
  }

  /** Whether a release gets no more active support on that day, where that is what ends it. */
  boolean isUnmaintained(Runtimes.Cycle cycle) {
    return input.today().isPresent()
        && cycle.activeUntil().map(input.today().get()::isAfter).orElse(false);
  }

  /** Whether every module that is called is at hand, so that what is not seen is not there. */
  public boolean isComplete() {
    return complete;
  }

  /** The resources whose arguments refer to this one, directly or through other names. */
  public List<ResourceView> referring(ResourceView to) {
    if (referrers.isEmpty()) {
      referrers = Optional.of(index());
    }
    return referrers.get().getOrDefault(to, List.of());
  }

  private Map<ResourceView, List<ResourceView>> index() {
    Map<ResourceView, List<ResourceView>> index = new LinkedHashMap<>();
    for (ResourceView from : resources) {
      Set<ResourceView> targets = new LinkedHashSet<>();
      for (HclExpression expression : Expressions.of(from.resource().body())) {
        targets.addAll(from.names().follow(expression));
      }
      for (ResourceView to : targets) {
        index.computeIfAbsent(to, t -> new ArrayList<>()).add(from);
      }
    }
    return index;
  }
}
