package dev.slipway.bench;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Walks through an expression and all that it is made of. */
final class Expressions {

  private Expressions() {}

  static void walk(HclExpression expression, Consumer<HclExpression> visitor) {
    Deque<HclExpression> open = new ArrayDeque<>();
    open.push(expression);
    while (!open.isEmpty()) {
      HclExpression next = open.pop();
      visitor.accept(next);
      children(next).forEach(open::push);
    }
  }

  private static List<HclExpression> children(HclExpression expression) {
    return switch (expression) {
      case HclExpression.NumberLiteral literal -> List.of();
      case HclExpression.BoolLiteral literal -> List.of();
      case HclExpression.NullLiteral literal -> List.of();
      case HclExpression.Invalid invalid -> List.of();
      case HclExpression.SplatElement element -> List.of();
      case HclExpression.Traversal traversal -> List.of();
      case HclExpression.Template template -> parts(template.parts());
      case HclExpression.JsonText text -> List.of(text.template());
      case HclExpression.RelativeTraversal traversal -> List.of(traversal.source());
      case HclExpression.Index index -> List.of(index.collection(), index.key());
      case HclExpression.Splat splat -> List.of(splat.source());
      case HclExpression.Call call -> call.arguments();
      case HclExpression.Conditional choice ->
          List.of(choice.condition(), choice.then(), choice.otherwise());
      case HclExpression.Binary binary -> List.of(binary.left(), binary.right());
      case HclExpression.Unary unary -> List.of(unary.operand());
      case HclExpression.Parentheses parentheses -> List.of(parentheses.inner());
      case HclExpression.Tuple tuple -> tuple.items();
      case HclExpression.ObjectConstructor object ->
          object.entries().stream().map(HclExpression.ObjectConstructor.Entry::value).toList();
      case HclExpression.ForTuple loop -> List.of(loop.collection());
      case HclExpression.ForObject loop -> List.of(loop.collection());
    };
  }

  private static List<HclExpression> parts(List<Part> parts) {
    List<HclExpression> expressions = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Part.Text text -> {}
        case Part.Interpolation interpolation -> expressions.add(interpolation.expression());
        case Part.If choice -> {
          expressions.add(choice.condition());
          expressions.addAll(parts(choice.then()));
          expressions.addAll(parts(choice.otherwise()));
        }
        case Part.For loop -> expressions.add(loop.collection());
      }
    }
    return expressions;
  }
}
