package dev.slipway.check.validity;

import dev.slipway.check.validity.DependencyGraph.Node;
import dev.slipway.hcl.syntax.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Circles of dependencies: one report for each set of things that all wait for each other. */
final class CycleCheck {

  /** A longer circle is not told in full. */
  private static final int TOLD = 12;

  private final DependencyGraph graph;
  private final List<List<Integer>> edges;
  private final Problems problems;

  CycleCheck(DependencyGraph graph, Problems problems) {
    this.graph = graph;
    this.edges = graph.edges();
    this.problems = problems;
  }

  void run() {
    for (List<Integer> component : StrongComponents.of(edges)) {
      if (component.size() > 1) {
        report(circle(component).stream().filter(node -> !graph.isJunction(node)).toList());
      }
    }
  }

  private void report(List<Integer> circle) {
    Node first = graph.nodes().get(circle.getFirst());
    String told =
        circle.stream()
            .limit(TOLD)
            .map(node -> "`" + graph.nodes().get(node).address() + "`")
            .collect(Collectors.joining(" → "));
    problems.error(
        "SLIP-TF-CYCLE",
        first.address(),
        first.range(),
        "A circle of dependencies",
        "Each of these waits for the next: "
            + told
            + (circle.size() > TOLD
                ? " and " + (circle.size() - TOLD) + " more."
                : " → `" + first.address() + "`."),
        "Remove one of the references.");
  }

  /** A shortest circle through the first of them. */
  private List<Integer> circle(List<Integer> component) {
    Set<Integer> members = new LinkedHashSet<>(component);
    int start =
        component.stream()
            .filter(node -> !graph.isJunction(node))
            .findFirst()
            .orElseGet(component::getFirst);
    Map<Integer, Integer> before = new LinkedHashMap<>();
    Deque<Integer> waiting = new ArrayDeque<>(List.of(start));
    while (!waiting.isEmpty()) {
      int node = waiting.remove();
      for (int next : edges.get(node)) {
        if (next == start) {
          return path(before, node);
        }
        if (members.contains(next) && before.putIfAbsent(next, node) == null) {
          waiting.add(next);
        }
      }
    }
    return component;
  }

  private static List<Integer> path(Map<Integer, Integer> before, int last) {
    List<Integer> path = new ArrayList<>();
    for (Integer node = last; node != null; node = before.get(node)) {
      path.add(node);
    }
    return path.reversed();
  }
}
