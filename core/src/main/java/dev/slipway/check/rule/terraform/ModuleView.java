package dev.slipway.check.rule.terraform;

import dev.slipway.check.validity.ModuleScope;
import dev.slipway.evaluate.Evaluator;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclItem;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.ModuleCall;
import dev.slipway.terraform.Resource;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A module at one place of the tree: its names, and where its references lead. */
final class ModuleView {

  /** Chains of locals and variables that are longer are not followed to their end. */
  private static final int DEPTH_LIMIT = 100;

  private final StackView stack;
  private final Optional<ModuleView> caller;
  private final ModuleInstance instance;
  private final ModuleScope scope;
  private final Map<String, List<ResourceView>> resources = new LinkedHashMap<>();
  private final List<ResourceView> frames = new ArrayList<>();
  private final Map<String, ModuleView> children = new LinkedHashMap<>();
  private final Map<String, List<ResourceView>> followed = new LinkedHashMap<>();

  ModuleView(
      StackView stack, Optional<ModuleView> caller, ModuleInstance instance, ModuleScope scope) {
    this.stack = stack;
    this.caller = caller;
    this.instance = instance;
    this.scope = scope;
    caller.ifPresent(above -> above.children.put(instance.path().getLast(), this));
    for (Resource resource : Frames.of(instance.module())) {
      frames.add(new ResourceView(this, resource));
    }
    for (Resource resource : instance.module().resources().values()) {
      if (!isNone(resource.count()) && !isNone(resource.forEach())) {
        resources.put(resource.address(), elements(resource));
      }
    }
  }

  StackView stack() {
    return stack;
  }

  ModuleInstance instance() {
    return instance;
  }

  String address(String inside) {
    return instance.address(inside);
  }

  List<ResourceView> resources() {
    List<ResourceView> all = new ArrayList<>(frames);
    resources.values().forEach(all::addAll);
    return all;
  }

  /** The elements of a resource, or one view of all of them where they are not known. */
  private List<ResourceView> elements(Resource resource) {
    List<ResourceView> elements = new ArrayList<>();
    for (Element element : Element.of(resource, e -> evaluate(e, scope))) {
      Names names = new Names(this, element.in(scope.of(resource)), resource.forEach());
      elements.add(new ResourceView(names, resource, element.key()));
    }
    return elements.isEmpty() ? List.of(new ResourceView(this, resource)) : elements;
  }

  /** Whether a call makes nothing: {@code count = 0}. */
  boolean isSwitchedOff(ModuleCall call) {
    return isNone(call.count()) || isNone(call.forEach());
  }

  private boolean isNone(Optional<HclExpression> repetition) {
    return repetition
        .map(expression -> new Setting(evaluate(expression, scope), expression.range().span()))
        .filter(s -> !s.isUnknown() && !s.value().isNull())
        .map(s -> s.isEmpty() || s.isBelow(1) || s.isFalse())
        .orElse(false);
  }

  private static Value evaluate(HclExpression expression, ModuleScope scope) {
    return Evaluator.evaluate(expression, scope, new Problems());
  }

  /** Whether the resource is given to a module that is not at hand. */
  boolean hands(ResourceView resource) {
    return instance.module().calls().values().stream()
        .filter(call -> !instance.children().containsKey(call.name()))
        .flatMap(call -> call.inputs().stream())
        .anyMatch(
            input -> follow(Expressions.names(input.value()), Optional.empty()).contains(resource));
  }

  /** Whether an output of the module leads to a resource. */
  boolean exports(ResourceView resource) {
    return instance.module().outputs().values().stream()
        .flatMap(output -> output.value().stream())
        .anyMatch(value -> follow(Expressions.names(value), Optional.empty()).contains(resource));
  }

  /** The expression of the local value that a name stands for as a whole. */
  Optional<HclExpression> local(Traversal name) {
    return name.steps().size() == 1
        ? Optional.ofNullable(instance.module().locals().get(step(name, 0)))
            .map(dev.slipway.terraform.LocalValue::value)
        : Optional.empty();
  }

  Names names(Resource resource) {
    return new Names(this, scope.of(resource), resource.forEach());
  }

  /** The names of a body: the module's, and those of the dynamic blocks around it. */
  record Names(ModuleView module, ModuleScope scope, Optional<HclExpression> forEach) {

    Names with(String iterator, Value value) {
      return new Names(module, scope.withName(iterator, value), forEach);
    }

    Value evaluate(HclExpression expression) {
      return ModuleView.evaluate(expression, scope);
    }

    /** The resources that an expression leads to; of an element's key, that element alone. */
    List<ResourceView> follow(HclExpression expression) {
      List<ResourceView> all = all(expression);
      return all.stream().anyMatch(r -> r.key().isPresent()) ? chosen(expression, all) : all;
    }

    private List<ResourceView> all(HclExpression expression) {
      Value key = each("key").orElse(Value.DYNAMIC);
      if (forEach.isEmpty() || !key.isKnown() || !key.isText()) {
        return module.follow(Expressions.names(expression), forEach);
      }
      Set<ResourceView> found = new LinkedHashSet<>();
      for (Traversal name : Expressions.names(expression)) {
        Optional<HclExpression> own =
            name.root().equals("each") ? entry(forEach.get(), key.text(), name) : Optional.empty();
        found.addAll(
            own.isPresent()
                ? new Names(module, scope.withoutRepetition(), Optional.empty()).follow(own.get())
                : module.follow(List.of(name), forEach));
      }
      return List.copyOf(found);
    }

    private Optional<Value> each(String name) {
      return scope.each(name);
    }

    /** What {@code each.value.NAME} means for an element of an object that is written out. */
    private Optional<HclExpression> entry(HclExpression forEach, String key, Traversal each) {
      HclExpression object =
          forEach instanceof Traversal local && local.root().equals("local")
              ? module.local(local).orElse(forEach)
              : forEach;
      Optional<HclExpression> entry = Expressions.entry(object, key);
      for (Step step :
          each.steps().subList(Math.min(1, each.steps().size()), each.steps().size())) {
        if (step instanceof Step.Attribute field && entry.isPresent()) {
          Optional<HclExpression> inner = Expressions.entry(entry.get(), field.name());
          entry = inner.isPresent() ? inner : entry;
        }
      }
      return entry;
    }

    private List<ResourceView> chosen(HclExpression expression, List<ResourceView> all) {
      Map<String, Set<Value>> keys = Expressions.keys(expression, this::evaluate);
      return all.stream()
          .filter(r ->
              r.module() != module
                  || r.key().isEmpty()
                  || !keys.containsKey(r.resource().address())
                  || keys.get(r.resource().address()).contains(r.key().get()))
          .toList();
    }

    /** One element of what is repeated over. */
    record Each(Value key, Value value) {
      static List<Each> of(Value collection, int limit) {
        List<Each> all = new ArrayList<>();
        if (collection.hasFields()) {
          collection.fields().forEach((key, value) -> all.add(new Each(Value.of(key), value)));
        } else {
          for (Value element : collection.elements()) {
            boolean set = collection.type() instanceof dev.slipway.value.Type.SetType;
            all.add(new Each(set ? element : Value.of(all.size()), element));
          }
        }
        return all.subList(0, Math.min(all.size(), limit));
      }

      Value asObject() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("key", key);
        fields.put("value", value);
        return Value.object(fields);
      }
    }
  }

  /** The resources that names lead to, each once. */
  List<ResourceView> follow(List<Traversal> names, Optional<HclExpression> forEach) {
    Set<ResourceView> found = new LinkedHashSet<>();
    follow(names, forEach, found, 0);
    return List.copyOf(found);
  }

  private void follow(
      List<Traversal> names, Optional<HclExpression> forEach, Set<ResourceView> found, int depth) {
    for (Traversal name : names) {
      switch (name.root()) {
        case "each" ->
            forEach.ifPresent(e -> follow(Expressions.names(e), Optional.empty(), found, depth));
        case "data" -> add("data." + step(name, 0) + "." + step(name, 1), found);
        case "var", "local", "module" -> found.addAll(through(name, depth));
        default -> add(name.root() + "." + step(name, 0), found);
      }
    }
  }

  private void add(String address, Set<ResourceView> found) {
    found.addAll(resources.getOrDefault(address, List.of()));
  }

  private List<ResourceView> through(Traversal name, int depth) {
    String output = name.root().equals("module") ? "." + attribute(name) : "";
    String key = name.root() + "." + step(name, 0) + output;
    List<ResourceView> known = followed.get(key);
    if (known != null || depth > DEPTH_LIMIT) {
      return known == null ? List.of() : known;
    }
    followed.put(key, List.of()); // a cycle ends here
    Set<ResourceView> found = new LinkedHashSet<>();
    switch (name.root()) {
      case "var" -> throughVariable(step(name, 0), found, depth + 1);
      case "local" -> {
        var local = instance.module().locals().get(step(name, 0));
        if (local != null) {
          follow(Expressions.names(local.value()), Optional.empty(), found, depth + 1);
        }
      }
      default -> throughOutput(step(name, 0), attribute(name), found, depth + 1);
    }
    followed.put(key, List.copyOf(found));
    return List.copyOf(found);
  }

  private void throughVariable(String variable, Set<ResourceView> found, int depth) {
    if (caller.isEmpty() || instance.call().isEmpty()) {
      return;
    }
    ModuleCall call = instance.call().get();
    for (HclItem.Attribute input : call.inputs()) {
      if (input.name().equals(variable)) {
        caller.get().follow(Expressions.names(input.value()), call.forEach(), found, depth);
      }
    }
  }

  private void throughOutput(String call, String output, Set<ResourceView> found, int depth) {
    ModuleView child = children.get(call);
    if (child == null) {
      return;
    }
    var declared = child.instance.module().outputs().get(output);
    if (declared != null) {
      declared
          .value()
          .ifPresent(
              value -> child.follow(Expressions.names(value), Optional.empty(), found, depth));
    }
  }

  private static String step(Traversal name, int index) {
    return index < name.steps().size() && name.steps().get(index) instanceof Step.Attribute step
        ? step.name()
        : "";
  }

  /** The first attribute after a module's name, behind its index if there is one. */
  private static String attribute(Traversal name) {
    return name.steps().stream()
        .skip(1)
        .filter(Step.Attribute.class::isInstance)
        .map(step -> ((Step.Attribute) step).name())
        .findFirst()
        .orElse("");
  }
}
