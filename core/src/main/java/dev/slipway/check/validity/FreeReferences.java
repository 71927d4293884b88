package dev.slipway.check.validity;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Part;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The references that an expression makes to names from outside of it, wherever they stand: in
 * branches that are not taken and in loops that do not run as well. The stack is an own one, so
 * that deep nesting does no harm.
 */
final class FreeReferences {

  private final Deque<Visit> waiting = new ArrayDeque<>();
  private final List<Traversal> found = new ArrayList<>();

  private FreeReferences() {}

  /** A thing to look into: an {@link HclExpression} or a {@link Part}. */
  private record Visit(Object thing, @Nullable Bound bound) {}

  /** Names that a loop has introduced around a place. */
  private record Bound(String name, @Nullable Bound outer) {
    static boolean has(@Nullable Bound bound, String name) {
      for (Bound at = bound; at != null; at = at.outer) {
        if (at.name.equals(name)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The free references, in the order of writing. */
  static List<Traversal> of(HclExpression expression) {
    return of(expression, Set.of());
  }

  /**
   * The free references, in the order of writing.
   *
   * @param names further names that are not free, such as a dynamic block's iterator
   */
  static List<Traversal> of(HclExpression expression, Set<String> names) {
    if (expression instanceof HclExpression.Template template && template.literal().isPresent()) {
      return List.of();
    }
    FreeReferences references = new FreeReferences();
    references.waiting.push(new Visit(expression, null));
    references.run();
    if (!names.isEmpty()) {
      references.found.removeIf(reference -> names.contains(reference.root()));
    }
    return references.found;
  }

  private void run() {
    while (!waiting.isEmpty()) {
      Visit next = waiting.pop();
      switch (next.thing) {
        case HclExpression expression -> push(expression, next.bound);
        case Part part -> push(part, next.bound);
        default -> throw new IllegalStateException("neither an expression nor a part of one");
      }
    }
  }

  private void push(HclExpression expression, @Nullable Bound bound) {
    switch (expression) {
      case Traversal traversal -> {
        if (!Bound.has(bound, traversal.root())) {
          found.add(traversal);
        }
      }
      case HclExpression.RelativeTraversal relative -> push(bound, relative.source());
      case HclExpression.Index index -> push(bound, index.collection(), index.key());
      case HclExpression.Splat splat -> push(bound, splat.source(), splat.each());
      case HclExpression.Call call -> push(bound, call.arguments().toArray());
      case HclExpression.Conditional conditional ->
          push(bound, conditional.condition(), conditional.then(), conditional.otherwise());
      case HclExpression.Binary binary -> push(bound, binary.left(), binary.right());
      case HclExpression.Unary unary -> push(bound, unary.operand());
      case HclExpression.Parentheses parentheses -> push(bound, parentheses.inner());
      case HclExpression.Tuple tuple -> push(bound, tuple.items().toArray());
      case HclExpression.ObjectConstructor object -> entries(object, bound);
      case HclExpression.ForTuple loop -> {
        Bound inner = inner(loop.key(), loop.value(), bound);
        loop.condition().ifPresent(condition -> push(inner, condition));
        push(inner, loop.result());
        push(bound, loop.collection());
      }
      case HclExpression.ForObject loop -> {
        Bound inner = inner(loop.key(), loop.value(), bound);
        loop.condition().ifPresent(condition -> push(inner, condition));
        push(inner, loop.resultKey(), loop.result());
        push(bound, loop.collection());
      }
      case HclExpression.Template template -> push(bound, template.parts().toArray());
      case HclExpression.JsonText text -> push(bound, text.template());
      case HclExpression.NumberLiteral number -> {}
      case HclExpression.BoolLiteral bool -> {}
      case HclExpression.NullLiteral nothing -> {}
      case HclExpression.SplatElement element -> {}
      case HclExpression.Invalid invalid -> {}
    }
  }

  private void entries(HclExpression.ObjectConstructor object, @Nullable Bound bound) {
    List<Object> parts = new ArrayList<>(2 * object.entries().size());
    for (HclExpression.ObjectConstructor.Entry entry : object.entries()) {
      boolean word = entry.key() instanceof Traversal key && key.steps().isEmpty();
      if (!word) {
        parts.add(entry.key());
      }
      parts.add(entry.value());
    }
    push(bound, parts.toArray());
  }

  private void push(Part part, @Nullable Bound bound) {
    switch (part) {
      case Part.Text text -> {}
      case Part.Interpolation interpolation -> push(bound, interpolation.expression());
      case Part.If choice -> {
        push(bound, choice.otherwise().toArray());
        push(bound, choice.then().toArray());
        push(bound, choice.condition());
      }
      case Part.For loop -> {
        push(inner(loop.key(), loop.value(), bound), loop.body().toArray());
        push(bound, loop.collection());
      }
    }
  }

  private void push(@Nullable Bound bound, Object... things) {
    for (int i = things.length - 1; i >= 0; i--) {
      waiting.push(new Visit(things[i], bound));
    }
  }

  private static Bound inner(Optional<String> key, String value, @Nullable Bound outer) {
    Bound bound = new Bound(value, outer);
    return key.isPresent() ? new Bound(key.get(), bound) : bound;
  }
}
