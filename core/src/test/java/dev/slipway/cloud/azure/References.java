package dev.slipway.cloud.azure;

import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;

/** What resources refer to, for tests. */
final class References {

  private References() {}

  /** The names along a cycle in which resources wait for each other, empty when there is none. */
  static List<String> cycle(Stack stack) {
    SequencedMap<String, TreeSet<String>> waits = new LinkedHashMap<>();
    for (Resource resource : stack.resources()) {
      TreeSet<String> names = new TreeSet<>();
      resource.meta().dependsOn().forEach(r -> references(r, names));
      resource.meta().count().ifPresent(e -> references(e, names));
      resource.meta().forEach().ifPresent(e -> references(e, names));
      references(resource.body(), names);
      waits.put(resource.address().toString(), names);
    }
    TreeSet<String> done = new TreeSet<>();
    for (String name : waits.keySet()) {
      List<String> found = cycle(name, waits, done, new ArrayList<>());
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** The names along a cycle, empty when there is none. */
  private static List<String> cycle(
      String name,
      SequencedMap<String, TreeSet<String>> waits,
      TreeSet<String> done,
      List<String> path) {
    if (path.contains(name)) {
      return List.copyOf(path.subList(path.indexOf(name), path.size()));
    }
    TreeSet<String> next = waits.get(name);
    if (done.contains(name) || next == null) {
      return List.of();
    }
    path.add(name);
    for (String further : next) {
      List<String> found = cycle(further, waits, done, path);
      if (!found.isEmpty()) {
        return found;
      }
    }
    path.removeLast();
    done.add(name);
    return List.of();
  }

  static List<String> names(Expression expression) {
    TreeSet<String> names = new TreeSet<>();
    references(expression, names);
    return List.copyOf(names);
  }

  static List<String> names(Body body) {
    TreeSet<String> names = new TreeSet<>();
    references(body, names);
    return List.copyOf(names);
  }

  static void references(Body body, TreeSet<String> names) {
    List<Reference> all = new ArrayList<>();
    collect(body, all);
    all.forEach(r -> names.add(name(r)));
  }

  static void references(Expression expression, TreeSet<String> names) {
    List<Reference> all = new ArrayList<>();
    collect(expression, all);
    all.forEach(r -> names.add(name(r)));
  }

  /** {@code type.name} of what a reference leads to; {@code data.type.name} for data. */
  static String name(Reference reference) {
    StringBuilder name = new StringBuilder(reference.root());
    int parts = reference.root().equals("data") || reference.root().equals("ephemeral") ? 2 : 1;
    for (Reference.Step step : reference.steps()) {
      if (parts-- > 0 && step instanceof Reference.Attribute(String part)) {
        name.append('.').append(part);
      }
    }
    return name.toString();
  }

  static void collect(Body body, List<Reference> all) {
    for (Body.Item item : body.items()) {
      switch (item) {
        case Body.Argument argument -> collect(argument.value(), all);
        case Body.Block block -> collect(block.body(), all);
      }
    }
  }

  static void collect(Expression expression, List<Reference> all) {
    switch (expression) {
      case Expression.Text _, Expression.Number _, Expression.Bool _, Expression.Null _ -> {}
      case Expression.ListOf(List<Expression> items) -> items.forEach(i -> collect(i, all));
      case Expression.ObjectOf object ->
          object
              .entries()
              .forEach(e -> {
                collect(e.key(), all);
                collect(e.value(), all);
              });
      case Reference reference -> all.add(reference);
      case Expression.Call call -> call.arguments().forEach(a -> collect(a, all));
      case Expression.Template(List<Expression> parts) -> parts.forEach(p -> collect(p, all));
      case Expression.Conditional c -> {
        collect(c.condition(), all);
        collect(c.then(), all);
        collect(c.otherwise(), all);
      }
      case Expression.Binary b -> {
        collect(b.left(), all);
        collect(b.right(), all);
      }
      case Expression.Unary u -> collect(u.operand(), all);
      case Expression.ForList f -> {
        collect(f.collection(), all);
        collect(f.result(), all);
      }
      case Expression.ForObject f -> {
        collect(f.collection(), all);
        collect(f.resultKey(), all);
        collect(f.result(), all);
      }
    }
  }
}
