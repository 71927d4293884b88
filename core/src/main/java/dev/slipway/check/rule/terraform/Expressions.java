package dev.slipway.check.rule.terraform;

import dev.slipway.hcl.syntax.HclBody;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Part;
import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclItem;
import dev.slipway.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What expressions say by their form. */
final class Expressions {

  private Expressions() {}

  /** The word of an expression that is nothing but a word, or a text that stands for one. */
  static Optional<String> word(HclExpression expression) {
    return switch (expression) {
      case Traversal traversal when traversal.steps().isEmpty() -> Optional.of(traversal.root());
      case HclExpression.JsonText text -> Optional.of(text.raw());
      default -> Optional.empty();
    };
  }

  /** All names that an expression uses. */
  static List<Traversal> names(HclExpression expression) {
    List<Traversal> found = new ArrayList<>();
    Deque<HclExpression> waiting = new ArrayDeque<>(List.of(expression));
    while (!waiting.isEmpty()) {
      HclExpression next = waiting.pop();
      if (next instanceof Traversal traversal) {
        found.add(traversal);
      } else {
        parts(next).forEach(waiting::push);
      }
    }
    return found;
  }

  /**
   * The keys by which an expression picks elements of resources, by these' addresses; what it also
   * uses otherwise, or by a key that is not known, is not among them.
   */
  static Map<String, Set<Value>> keys(
      HclExpression expression, Function<HclExpression, Value> evaluation) {
    Map<String, Set<Value>> keys = new LinkedHashMap<>();
    Set<String> whole = new LinkedHashSet<>();
    Deque<HclExpression> waiting = new ArrayDeque<>(List.of(expression));
    while (!waiting.isEmpty()) {
      HclExpression next = waiting.pop();
      if (next instanceof HclExpression.Index index
          && index.collection() instanceof Traversal picked
          && picked.steps().size() == 1) {
        Value key = evaluation.apply(index.key());
        keys.computeIfAbsent(address(picked), a -> new LinkedHashSet<>()).add(key);
        waiting.push(index.key());
        if (!key.isKnown()) {
          whole.add(address(picked));
        }
      } else if (next instanceof Traversal plain) {
        Optional<Value> key = key(plain);
        key.ifPresent(k -> keys.computeIfAbsent(address(plain), a -> new LinkedHashSet<>()).add(k));
        if (key.isEmpty()) {
          whole.add(address(plain));
        }
      } else {
        parts(next).forEach(waiting::push);
      }
    }
    whole.forEach(keys::remove);
    return keys;
  }

  private static String address(Traversal name) {
    return !name.steps().isEmpty() && name.steps().getFirst() instanceof Step.Attribute step
        ? name.root() + "." + step.name()
        : name.root();
  }

  /** A name with its steps, however it is spaced. */
  static String text(Traversal name) {
    StringBuilder text = new StringBuilder(name.root());
    for (Step step : name.steps()) {
      switch (step) {
        case Step.Attribute attribute -> text.append('.').append(attribute.name());
        case Step.Key key -> text.append('[').append(key.key()).append(']');
        case Step.Index index -> text.append('[').append(index.index()).append(']');
      }
    }
    return text.toString();
  }

  private static Optional<Value> key(Traversal name) {
    return name.steps().size() < 2
        ? Optional.empty()
        : switch (name.steps().get(1)) {
          case Step.Key text -> Optional.of(Value.of(text.key()));
          case Step.Index number -> Optional.of(Value.of(number.index()));
          case Step.Attribute plain -> Optional.empty();
        };
  }

  /** The value of an entry of an object as it is written; empty where it is not written so. */
  static Optional<HclExpression> entry(HclExpression expression, String name) {
    HclExpression object = expression;
    while (object instanceof HclExpression.Parentheses parentheses) {
      object = parentheses.inner();
    }
    if (!(object instanceof HclExpression.ObjectConstructor written)) {
      return Optional.empty();
    }
    List<HclExpression> found =
        written.entries().stream()
            .filter(entry -> entry.name().filter(name::equals).isPresent())
            .map(HclExpression.ObjectConstructor.Entry::value)
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** All expressions of a body, in its blocks too. */
  static List<HclExpression> of(HclBody body) {
    List<HclExpression> found = new ArrayList<>();
    Deque<HclBody> waiting = new ArrayDeque<>(List.of(body));
    while (!waiting.isEmpty()) {
      for (HclItem item : waiting.pop().items(Map.of())) {
        switch (item) {
          case HclItem.Attribute attribute -> found.add(attribute.value());
          case HclItem.Block block -> waiting.push(block.body());
        }
      }
    }
    return found;
  }

  private static List<HclExpression> parts(HclExpression expression) {
    return switch (expression) {
      case HclExpression.Template template -> ofTemplate(template.parts());
      case HclExpression.JsonText text -> List.of(text.template());
      case HclExpression.RelativeTraversal relative -> List.of(relative.source());
      case HclExpression.Index index -> List.of(index.collection(), index.key());
      case HclExpression.Splat splat -> List.of(splat.source(), splat.each());
      case HclExpression.Call call -> call.arguments();
      case HclExpression.Conditional choice ->
          List.of(choice.condition(), choice.then(), choice.otherwise());
      case HclExpression.Binary binary -> List.of(binary.left(), binary.right());
      case HclExpression.Unary unary -> List.of(unary.operand());
      case HclExpression.Parentheses parentheses -> List.of(parentheses.inner());
      case HclExpression.Tuple tuple -> tuple.items();
      case HclExpression.ObjectConstructor object -> ofObject(object);
      case HclExpression.ForTuple loop ->
          with(loop.condition(), List.of(loop.collection(), loop.result()));
      case HclExpression.ForObject loop ->
          with(loop.condition(), List.of(loop.collection(), loop.resultKey(), loop.result()));
      case HclExpression.NumberLiteral number -> List.of();
      case HclExpression.BoolLiteral bool -> List.of();
      case HclExpression.NullLiteral nothing -> List.of();
      case HclExpression.Invalid invalid -> List.of();
      case HclExpression.SplatElement element -> List.of();
      case Traversal traversal -> List.of();
    };
  }

  private static List<HclExpression> with(
      Optional<HclExpression> condition, List<HclExpression> others) {
    List<HclExpression> all = new ArrayList<>(others);
    condition.ifPresent(all::add);
    return all;
  }

  private static List<HclExpression> ofObject(HclExpression.ObjectConstructor object) {
    List<HclExpression> found = new ArrayList<>();
    for (HclExpression.ObjectConstructor.Entry entry : object.entries()) {
      if (entry.name().isEmpty()) {
        found.add(entry.key());
      }
      found.add(entry.value());
    }
    return found;
  }

  private static List<HclExpression> ofTemplate(List<Part> parts) {
    List<HclExpression> found = new ArrayList<>();
    Deque<Part> waiting = new ArrayDeque<>(parts);
    while (!waiting.isEmpty()) {
      switch (waiting.pop()) {
        case Part.Text text -> {}
        case Part.Interpolation inner -> found.add(inner.expression());
        case Part.If choice -> {
          found.add(choice.condition());
          choice.then().forEach(waiting::push);
          choice.otherwise().forEach(waiting::push);
        }
        case Part.For loop -> {
          found.add(loop.collection());
          loop.body().forEach(waiting::push);
        }
      }
    }
    return found;
  }
}
