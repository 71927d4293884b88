package dev.slipway.check.policy;

import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The references in a piece of a stack, and the constant texts in it. */
final class References {

  private final List<Reference> references = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<Expression.ObjectOf> objects = new ArrayList<>();

  private References() {}

  static References in(Resource resource) {
    References found = new References();
    found.body(resource.body());
    resource.meta().forEach().ifPresent(found::expression);
    resource.meta().count().ifPresent(found::expression);
    return found;
  }

  static References in(Body body) {
    References found = new References();
    found.body(body);
    return found;
  }

  static References in(Expression expression) {
    References found = new References();
    found.expression(expression);
    return found;
  }

  boolean to(ResourceAddress address) {
    return references.stream().anyMatch(r -> isTo(r, address));
  }

  /** Whether it refers to something of the type. */
  boolean toType(String type) {
    return references.stream().anyMatch(r -> r.root().equals(type));
  }

  /** The names of the resources of the type that it refers to, each once, in order. */
  List<String> names(String type) {
    return references.stream()
        .filter(r -> r.root().equals(type) && !r.steps().isEmpty())
        .flatMap(r ->
            r.steps().getFirst() instanceof Reference.Attribute(String name)
                ? Stream.of(name)
                : Stream.empty())
        .distinct()
        .toList();
  }

  /** The names of the data sources of the type that it reads, each once, in order. */
  List<String> dataNames(String type) {
    return references.stream()
        .filter(r -> r.root().equals("data") && r.steps().size() > 1)
        .filter(r -> r.steps().getFirst().equals(new Reference.Attribute(type)))
        .flatMap(r ->
            r.steps().get(1) instanceof Reference.Attribute(String name)
                ? Stream.of(name)
                : Stream.empty())
        .distinct()
        .toList();
  }

  /** Whether it refers to {@code ROOT.NAME}, such as {@code var.region}. */
  boolean to(String root, String name) {
    return references.stream()
        .anyMatch(r ->
            r.root().equals(root)
                && !r.steps().isEmpty()
                && r.steps().getFirst().equals(new Reference.Attribute(name)));
  }

  /** The objects, an outer one before those inside of it. */
  List<Expression.ObjectOf> objects() {
    return List.copyOf(objects);
  }

  List<String> texts() {
    return List.copyOf(texts);
  }

  boolean mentions(String word) {
    return texts.stream().anyMatch(t -> t.contains(word));
  }

  private static boolean isTo(Reference reference, ResourceAddress address) {
    return reference.root().equals(address.type())
        && !reference.steps().isEmpty()
        && reference.steps().getFirst() instanceof Reference.Attribute(String name)
        && name.equals(address.name());
  }

  private void body(Body body) {
    for (Body.Item item : body.items()) {
      switch (item) {
        case Body.Argument argument -> expression(argument.value());
        case Body.Block block -> body(block.body());
      }
    }
  }

  private void expressions(List<Expression> list) {
    list.forEach(this::expression);
  }

  private void optional(Optional<Expression> expression) {
    expression.ifPresent(this::expression);
  }

  private void expression(Expression expression) {
    switch (expression) {
      case Expression.Text text -> texts.add(text.value());
      case Expression.Number _, Expression.Bool _, Expression.Null _ -> {}
      case Expression.ListOf list -> expressions(list.items());
      case Expression.ObjectOf object -> {
        objects.add(object);
        object.entries().forEach(e -> expressions(List.of(e.key(), e.value())));
      }
      case Reference reference -> {
        references.add(reference);
        for (Reference.Step step : reference.steps()) {
          if (step instanceof Reference.Index(Expression key)) {
            expression(key);
          }
        }
      }
      case Expression.Call call -> expressions(call.arguments());
      case Expression.Template template -> expressions(template.parts());
      case Expression.Conditional c -> expressions(List.of(c.condition(), c.then(), c.otherwise()));
      case Expression.Binary binary -> expressions(List.of(binary.left(), binary.right()));
      case Expression.Unary unary -> expression(unary.operand());
      case Expression.ForList f -> {
        expressions(List.of(f.collection(), f.result()));
        optional(f.condition());
      }
      case Expression.ForObject f -> {
        expressions(List.of(f.collection(), f.resultKey(), f.result()));
        optional(f.condition());
      }
    }
  }
}
