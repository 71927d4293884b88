package dev.slipway.evaluate;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Binary;
import dev.slipway.hcl.syntax.HclExpression.BoolLiteral;
import dev.slipway.hcl.syntax.HclExpression.Call;
import dev.slipway.hcl.syntax.HclExpression.Conditional;
import dev.slipway.hcl.syntax.HclExpression.ForObject;
import dev.slipway.hcl.syntax.HclExpression.ForTuple;
import dev.slipway.hcl.syntax.HclExpression.Index;
import dev.slipway.hcl.syntax.HclExpression.Invalid;
import dev.slipway.hcl.syntax.HclExpression.JsonText;
import dev.slipway.hcl.syntax.HclExpression.NullLiteral;
import dev.slipway.hcl.syntax.HclExpression.NumberLiteral;
import dev.slipway.hcl.syntax.HclExpression.ObjectConstructor;
import dev.slipway.hcl.syntax.HclExpression.Parentheses;
import dev.slipway.hcl.syntax.HclExpression.Part;
import dev.slipway.hcl.syntax.HclExpression.RelativeTraversal;
import dev.slipway.hcl.syntax.HclExpression.Splat;
import dev.slipway.hcl.syntax.HclExpression.SplatElement;
import dev.slipway.hcl.syntax.HclExpression.Template;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclExpression.Tuple;
import dev.slipway.hcl.syntax.HclExpression.Unary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what an expression refers to. Goes through it in a loop, so depth is no matter. */
public final class References {

  /** Names that {@code for} gives to elements around a part of the expression. */
  private record Names(@Nullable Names outer, String name) {}

  /** A part that is still to be looked at. */
  private record Pending(HclExpression expression, @Nullable Names names) {}

  private final Deque<Pending> pending = new ArrayDeque<>();
  // of the part at hand, in the order of the text
  private final List<Pending> inner = new ArrayList<>();
  private final List<Traversal> found = new ArrayList<>();

  private References() {}

  /**
   * All references in the expression, in the order of the text. Names that a {@code for} gives to
   * elements and bare words as keys of objects are none.
   */
  public static List<Traversal> of(HclExpression expression) {
    References references = new References();
    references.pending.push(new Pending(expression, null));
    while (!references.pending.isEmpty()) {
      references.next(references.pending.pop());
    }
    return List.copyOf(references.found);
  }

  private void next(Pending part) {
    visit(part.expression(), part.names());
    for (Pending each : inner.reversed()) {
      pending.push(each);
    }
    inner.clear();
  }

  private void visit(HclExpression expression, @Nullable Names names) {
    switch (expression) {
      case Traversal reference -> reference(reference, names);
      case Template template -> parts(template.parts(), names);
      case JsonText text -> add(text.template(), names);
      case RelativeTraversal relative -> add(relative.source(), names);
      case Index index -> add(names, index.collection(), index.key());
      case Splat splat -> add(names, splat.source(), splat.each());
      case Call call -> call.arguments().forEach(argument -> add(argument, names));
      case Conditional choice -> add(names, choice.condition(), choice.then(), choice.otherwise());
      case Binary binary -> add(names, binary.left(), binary.right());
      case Unary unary -> add(unary.operand(), names);
      case Parentheses parentheses -> add(parentheses.inner(), names);
      case Tuple tuple -> tuple.items().forEach(item -> add(item, names));
      case ObjectConstructor object -> object.entries().forEach(entry -> entry(entry, names));
      case ForTuple loop -> loop(loop, names);
      case ForObject loop -> loop(loop, names);
      case NumberLiteral literal -> {}
      case BoolLiteral literal -> {}
      case NullLiteral literal -> {}
      case SplatElement element -> {}
      case Invalid invalid -> {}
    }
  }

  private void reference(Traversal reference, @Nullable Names names) {
    for (Names each = names; each != null; each = each.outer()) {
      if (each.name().equals(reference.root())) {
        return;
      }
    }
    found.add(reference);
  }

  private void add(HclExpression expression, @Nullable Names names) {
    inner.add(new Pending(expression, names));
  }

  private void add(@Nullable Names names, HclExpression... expressions) {
    for (HclExpression expression : expressions) {
      add(expression, names);
    }
  }

  private void entry(ObjectConstructor.Entry entry, @Nullable Names names) {
    boolean word = entry.key() instanceof Traversal key && key.steps().isEmpty();
    if (!word) {
      add(entry.key(), names);
    }
    add(entry.value(), names);
  }

  private void loop(ForTuple loop, @Nullable Names names) {
    add(loop.collection(), names);
    Names scoped = names(loop.key(), loop.value(), names);
    add(loop.result(), scoped);
    loop.condition().ifPresent(condition -> add(condition, scoped));
  }

  private void loop(ForObject loop, @Nullable Names names) {
    add(loop.collection(), names);
    Names scoped = names(loop.key(), loop.value(), names);
    add(scoped, loop.resultKey(), loop.result());
    loop.condition().ifPresent(condition -> add(condition, scoped));
  }

  private static Names names(Optional<String> key, String value, @Nullable Names outer) {
    return new Names(key.isPresent() ? new Names(outer, key.get()) : outer, value);
  }

  /** Directives nest no deeper than the reader lets them. */
  private void parts(List<Part> parts, @Nullable Names names) {
    for (Part part : parts) {
      switch (part) {
        case Part.Text text -> {}
        case Part.Interpolation interpolation -> add(interpolation.expression(), names);
        case Part.If choice -> {
          add(choice.condition(), names);
          parts(choice.then(), names);
          parts(choice.otherwise(), names);
        }
        case Part.For loop -> {
          add(loop.collection(), names);
          parts(loop.body(), names(loop.key(), loop.value(), names));
        }
      }
    }
  }
}
