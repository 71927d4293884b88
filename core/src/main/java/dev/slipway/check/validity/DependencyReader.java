package dev.slipway.check.validity;

import dev.slipway.hcl.syntax.HclItem;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.terraform.Check;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.Import;
import dev.slipway.terraform.InputVariable;
import dev.slipway.terraform.LocalValue;
import dev.slipway.terraform.Module;
import dev.slipway.terraform.ModuleCall;
import dev.slipway.terraform.OutputValue;
import dev.slipway.terraform.ProviderConfiguration;
import dev.slipway.terraform.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads off a configuration what waits for what. */
final class DependencyReader {

  private final Configuration configuration;
  private final Evaluation evaluation;
  private final ProviderConfigurations providers;
  private final DependencyGraph graph = new DependencyGraph();
  private final Map<String, Integer> begins = new LinkedHashMap<>();
  private final Map<String, Integer> ends = new LinkedHashMap<>();
  private final Map<String, Integer> providerNodes = new LinkedHashMap<>();
  private final Map<String, List<Import>> imports = new LinkedHashMap<>();

  private DependencyReader(Configuration configuration, Evaluation evaluation) {
    this.configuration = configuration;
    this.evaluation = evaluation;
    this.providers = new ProviderConfigurations(configuration.modules());
  }

  static DependencyGraph read(Configuration configuration, Evaluation evaluation) {
    DependencyReader reader = new DependencyReader(configuration, evaluation);
    reader.run();
    return reader.graph;
  }

  private void run() {
    for (Import each : configuration.root().module().imports()) {
      ImportTarget.of(each)
          .ifPresent(target ->
              imports.computeIfAbsent(target.address(), at -> new ArrayList<>()).add(each));
    }
    for (ModuleInstance module : configuration.modules()) {
      module.call().ifPresent(call -> bounds(module, call));
    }
    for (ModuleInstance module : configuration.modules()) {
      module.module().providers().values().forEach(each -> provider(module, each));
    }
    for (ModuleInstance module : configuration.modules()) {
      variables(module);
      Module declared = module.module();
      declared.locals().values().forEach(each -> local(module, each));
      declared.outputs().values().forEach(each -> output(module, each));
      declared.resources().values().forEach(each -> resource(module, each));
      declared.checks().values().forEach(each -> check(module, each));
    }
    graph.link();
  }

  private ModuleInstance caller(ModuleInstance module) {
    return evaluation.caller(module);
  }

  /** A thing inside a module waits for its beginning, and its end for the thing. */
  private int inside(ModuleInstance module, String address, Range range) {
    int node = graph.add(module.address(address), range);
    Integer begin = begins.get(module.address());
    if (begin != null) {
      graph.connect(node, begin);
      graph.connect(Objects.requireNonNull(ends.get(module.address())), node);
    }
    return node;
  }

  private void bounds(ModuleInstance module, ModuleCall call) {
    int begin = graph.add(module.address() + " (expand)", call.header());
    int end = graph.add(module.address() + " (close)", call.header());
    begins.put(module.address(), begin);
    ends.put(module.address(), end);
    graph.connect(end, begin);
    ModuleInstance caller = caller(module);
    graph.name(caller, call.address(), begin);
    graph.name(caller, call.address(), end);
    if (begins.containsKey(caller(module).address())) {
      graph.connect(begin, Objects.requireNonNull(begins.get(caller(module).address())));
      graph.connect(Objects.requireNonNull(ends.get(caller(module).address())), end);
    }
    call.count().ifPresent(expression -> graph.refer(begin, caller, expression));
    call.forEach().ifPresent(expression -> graph.refer(begin, caller, expression));
    graph.referTo(begin, caller, call.dependsOn());
  }

  private void provider(ModuleInstance module, ProviderConfiguration provider) {
    int node = inside(module, provider.address(), provider.header());
    providerNodes.put(module.address(provider.address()), node);
    Schemas schemas = evaluation.scope(module).schemas();
    graph.refer(
        node,
        module,
        BodyReferences.of(
            provider.body(),
            schemas.provider(module.module(), provider.localName()).map(each -> each.provider())));
  }

  private void variables(ModuleInstance module) {
    Map<String, HclItem.Attribute> inputs = new LinkedHashMap<>();
    module
        .call()
        .ifPresent(call -> call.inputs().forEach(input -> inputs.putIfAbsent(input.name(), input)));
    for (InputVariable variable : module.module().variables().values()) {
      int node = inside(module, variable.address(), variable.header());
      graph.name(module, variable.address(), node);
      HclItem.Attribute input = inputs.get(variable.name());
      if (input != null) {
        graph.refer(node, caller(module), input.value());
      }
      if (!variable.validations().isEmpty()) {
        validation(module, variable, node);
      }
    }
  }

  private void validation(ModuleInstance module, InputVariable variable, int node) {
    int validation = inside(module, variable.address() + " (validation)", variable.header());
    graph.name(module, variable.address(), validation);
    graph.connect(validation, node);
    variable.validations().forEach(condition -> graph.refer(validation, module, condition));
  }

  private void local(ModuleInstance module, LocalValue local) {
    int node = inside(module, local.address(), local.nameRange());
    graph.name(module, local.address(), node);
    graph.refer(node, module, local.value());
  }

  private void output(ModuleInstance module, OutputValue output) {
    int node = inside(module, output.address(), output.header());
    if (module.call().isPresent()) {
      String call = module.call().get().address();
      graph.name(caller(module), call, node);
      graph.name(caller(module), call + "." + output.name(), node);
    }
    output.value().ifPresent(value -> graph.refer(node, module, value));
    graph.referTo(node, module, output.dependsOn());
    output.preconditions().forEach(condition -> graph.refer(node, module, condition));
  }

  private void resource(ModuleInstance module, Resource resource) {
    int node = inside(module, resource.address(), resource.header());
    graph.name(module, resource.address(), node);
    graph.referTo(node, module, resource.dependsOn());
    resource.count().ifPresent(expression -> graph.refer(node, module, expression));
    resource.forEach().ifPresent(expression -> graph.refer(node, module, expression));
    resource
        .lifecycle()
        .replaceTriggeredBy()
        .forEach(expression -> graph.refer(node, module, expression));
    resource.lifecycle().conditions().forEach(each -> graph.refer(node, module, each));
    graph.refer(
        node,
        module,
        BodyReferences.of(resource.body(), evaluation.scope(module).schema(resource)));
    provisioners(module, resource, node);
    providers
        .of(module, resource)
        .map(found -> providerNodes.get(found.module().address(found.configuration().address())))
        .ifPresent(provider -> graph.connect(node, provider));
    imports(module, resource, node);
  }

  private void provisioners(ModuleInstance module, Resource resource, int node) {
    resource
        .connection()
        .ifPresent(connection ->
            graph.refer(node, module, BodyReferences.of(connection.body(), Optional.empty())));
    for (Resource.Provisioner provisioner : resource.provisioners()) {
      if (!provisioner.onDestroy()) {
        graph.refer(node, module, BodyReferences.of(provisioner.body(), Optional.empty()));
        provisioner
            .connection()
            .ifPresent(
                own -> graph.refer(node, module, BodyReferences.of(own.body(), Optional.empty())));
      }
    }
  }

  /** What an import needs to know is of the root module, wherever its target is. */
  private void imports(ModuleInstance module, Resource resource, int node) {
    for (Import each : imports.getOrDefault(module.address(resource.address()), List.of())) {
      each.id().ifPresent(id -> graph.refer(node, configuration.root(), id));
      each.forEach().ifPresent(all -> graph.refer(node, configuration.root(), all));
    }
  }

  private void check(ModuleInstance module, Check check) {
    int node = inside(module, check.address(), check.header());
    check.asserts().forEach(condition -> graph.refer(node, module, condition));
  }
}
