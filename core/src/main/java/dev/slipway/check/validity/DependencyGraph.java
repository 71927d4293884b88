package dev.slipway.check.validity;

import dev.slipway.check.validity.Target.ModuleCallTarget;
import dev.slipway.evaluate.References;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.terraform.Condition;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has to wait for what, in the whole configuration. A module takes part with what begins it
 * (its {@code count}, {@code for_each} and {@code depends_on}), for which all inside of it waits,
 * and with its end, which waits for all of that.
 */
final class DependencyGraph {

  private static final int FEW = 8;

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, List<Integer>> referenced = new LinkedHashMap<>();
  private final List<Set<Integer>> edges = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<String, Integer> junctions = new LinkedHashMap<>();

  /**
   * Something that is worked on at one time.
   *
   * @param address as messages name it
   * @param range where it is declared
   */
  record Node(String address, Range range) {}

  /** A node that refers to something in a module, not looked up yet. */
  private record Waiting(int node, ModuleInstance module, Traversal reference) {}

  List<Node> nodes() {
    return nodes;
  }

  /** Whether the node only stands for several others, and is nothing to be told of. */
  boolean isJunction(int node) {
    return nodes.get(node).address().isEmpty();
  }

  /** For each node, the nodes that it waits for, itself left out. */
  List<List<Integer>> edges() {
    return edges.stream().map(List::copyOf).toList();
  }

  int add(String address, Range range) {
    nodes.add(new Node(address, range));
    edges.add(new LinkedHashSet<>());
    return nodes.size() - 1;
  }

  void connect(int node, int dependency) {
    if (node != dependency) {
      edges.get(node).add(dependency);
    }
  }

  /** References to this name in the module lead to the node, beside others. */
  void name(ModuleInstance module, String name, int node) {
    referenced.computeIfAbsent(module.address() + "|" + name, key -> new ArrayList<>()).add(node);
  }

  void refer(int node, ModuleInstance module, HclExpression expression) {
    refer(node, module, References.of(expression));
  }

  void refer(int node, ModuleInstance module, List<Traversal> references) {
    references.forEach(reference -> waiting.add(new Waiting(node, module, reference)));
  }

  void referTo(int node, ModuleInstance module, List<Reference> references) {
    references.forEach(reference -> waiting.add(new Waiting(node, module, reference.traversal())));
  }

  void refer(int node, ModuleInstance module, Condition condition) {
    condition.condition().ifPresent(expression -> refer(node, module, expression));
    condition.errorMessage().ifPresent(expression -> refer(node, module, expression));
  }

  /** Looks up all references, when all nodes are named. */
  void link() {
    for (Waiting each : waiting) {
      ReferenceParser.parse(each.reference(), "", new Problems())
          .ifPresent(parsed -> link(each, parsed.target()));
    }
    waiting.clear();
  }

  private void link(Waiting from, Target target) {
    switch (target) {
      case Target.Variable variable -> link(from, "var." + variable.name());
      case Target.Local local -> link(from, "local." + local.name());
      case Target.ResourceTarget resource -> link(from, resource.address());
      case ModuleCallTarget call -> {
        String module = "module." + call.call();
        String output = call.output().map(name -> module + "." + name).orElse(module);
        boolean known = referenced.containsKey(from.module().address() + "|" + output);
        link(from, known ? output : module);
      }
      case Target.Self self -> {}
      case Target.PathAttribute path -> {}
      case Target.TerraformAttribute attribute -> {}
      case Target.CountAttribute count -> {}
      case Target.EachAttribute each -> {}
    }
  }

  private void link(Waiting from, String name) {
    String key = from.module().address() + "|" + name;
    List<Integer> targets = referenced.getOrDefault(key, List.of());
    if (targets.size() > FEW) {
      connect(from.node(), junction(key, targets, from.reference().range()));
    } else {
      targets.forEach(target -> connect(from.node(), target));
    }
  }

  /** A node that waits for all of them, so that many references to many nodes stay few edges. */
  private int junction(String key, List<Integer> targets, Range range) {
    return junctions.computeIfAbsent(
        key,
        name -> {
          int junction = add("", range);
          targets.forEach(target -> connect(junction, target));
          return junction;
        });
  }
}
