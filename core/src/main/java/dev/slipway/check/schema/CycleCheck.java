package dev.slipway.check.schema;

import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.LocalValue;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Resources and locals that depend on each other in a circle. */
final class CycleCheck {

  private final Findings findings;
  private final Map<String, Set<String>> edges = new LinkedHashMap<>();
  private final Set<String> done = new LinkedHashSet<>();

  CycleCheck(Stack stack, Findings findings) {
    this.findings = findings;
    for (LocalValue local : stack.locals()) {
      collect(local.value(), targets("local." + local.name()));
    }
    for (Resource resource : stack.resources()) {
      Set<String> targets = targets(resource.address().toString());
      collect(resource.body(), targets);
      Resource.Meta meta = resource.meta();
      meta.count().ifPresent(value -> collect(value, targets));
      meta.forEach().ifPresent(value -> collect(value, targets));
      meta.dependsOn().forEach(value -> collect(value, targets));
    }
  }

  void run() {
    for (String start : List.copyOf(edges.keySet())) {
      follow(start);
    }
  }

  /** Depth first without recursion: a chain of resources may be long. */
  private void follow(String start) {
    List<String> path = new ArrayList<>();
    Deque<Deque<String>> open = new ArrayDeque<>();
    Set<String> onPath = new LinkedHashSet<>();
    open.push(new ArrayDeque<>(List.of(start)));
    while (!open.isEmpty()) {
      String node = open.peek().poll();
      if (node == null) {
        open.pop();
        if (!path.isEmpty()) {
          String left = path.removeLast();
          onPath.remove(left);
          done.add(left);
        }
      } else if (onPath.contains(node)) {
        report(path.subList(path.indexOf(node), path.size()));
      } else if (!done.contains(node) && edges.containsKey(node)) {
        path.add(node);
        onPath.add(node);
        open.push(new ArrayDeque<>(edges.getOrDefault(node, Set.of())));
      }
    }
  }

  private void report(List<String> circle) {
    findings.error(
        "CYCLE",
        circle.getFirst(),
        "A circle of dependencies",
        "Each waits for the next: " + String.join(" → ", circle) + " → " + circle.getFirst() + ".",
        "Remove one of the references.");
  }

  private Set<String> targets(String from) {
    return edges.computeIfAbsent(from, name -> new LinkedHashSet<>());
  }

  private static void collect(Body body, Set<String> targets) {
    for (Body.Item item : body.items()) {
      switch (item) {
        case Body.Argument argument -> collect(argument.value(), targets);
        case Body.Block block -> collect(block.body(), targets);
      }
    }
  }

  private static void collect(Expression expression, Set<String> targets) {
    if (expression instanceof Expression.Reference reference) {
      if (reference.root().equals("local")
          && !reference.steps().isEmpty()
          && reference.steps().getFirst() instanceof Expression.Reference.Attribute name) {
        targets.add("local." + name.name());
      } else {
        ReferenceCheck.target(reference).ifPresent(target -> targets.add(target.toString()));
      }
    }
    ReferenceCheck.children(expression).forEach(child -> collect(child, targets));
  }
}
