package dev.slipway.evaluate;

import dev.slipway.evaluate.Evaluation.Attempt;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Conditional;
import dev.slipway.value.Conversion;
import dev.slipway.value.Type;
import dev.slipway.value.Type.CollectionType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code condition ? then : otherwise}: one branch counts, but both must agree in type. */
final class Conditionals {

  private final Evaluation evaluation;

  Conditionals(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  Value conditional(Conditional conditional, @Nullable Frame frame) {
    Attempt then = evaluation.attempt(conditional.then(), frame);
    Attempt otherwise = evaluation.attempt(conditional.otherwise(), frame);
    Optional<Type> type = type(then.value(), otherwise.value());
    if (type.isEmpty()) {
      return evaluation.fail(
          "SLIP-EXPR-BRANCHES",
          conditional.then().range().to(conditional.otherwise().range()),
          "Inconsistent conditional result types",
          "Both results of a condition must be of one type. "
              + difference(then.value().type(), otherwise.value().type())
              + ".",
          "Convert one of them, or give both the same attributes.");
    }
    Value condition = condition(conditional.condition(), frame);
    Value marked = Value.NULL.with(condition.marks());
    marked = marked.with(then.value().marks()).with(otherwise.value().marks());
    Value result;
    if (condition.isBool()) {
      result =
          condition.bool()
              ? chosen(then, type.get(), conditional.then())
              : chosen(otherwise, type.get(), conditional.otherwise());
    } else {
      boolean bothNull = then.value().isNull() && otherwise.value().isNull();
      result = bothNull ? Value.nullOf(type.get()) : Value.unknown(type.get());
    }
    return result.with(marked.marks());
  }

  /** Known to be true or false, or unknown. */
  Value condition(HclExpression expression, @Nullable Frame frame) {
    Value condition = evaluation.value(expression, frame);
    if (condition.isNull()) {
      evaluation.error(
          "SLIP-EXPR-CONDITION",
          expression.range(),
          "Null condition",
          "The condition is null, but it must be true or false.",
          "Compare the value with null, or give it a default.");
      return Value.unknown(Primitive.BOOL);
    }
    if (!condition.isKnown()) {
      // Terraform looks at the type of a condition only once its value is known.
      return Value.unknown(Primitive.BOOL).with(condition.marks());
    }
    Conversion bool = Conversion.convert(condition, Primitive.BOOL);
    if (bool instanceof Conversion.Refused refused) {
      evaluation.error(
          "SLIP-EXPR-CONDITION",
          expression.range(),
          "Incorrect condition type",
          "The condition is a value of type "
              + condition.type().described()
              + ", but it must be true or false: "
              + refused.reason()
              + ".",
          "Write a comparison, such as `!= \"\"` or `length(…) > 0`.");
    }
    return bool.or(Value.unknown(Primitive.BOOL));
  }

  private Value chosen(Attempt branch, Type type, HclExpression place) {
    Value value = evaluation.keep(branch);
    Conversion converted = Conversion.convert(value, type);
    if (converted instanceof Conversion.Refused refused) {
      evaluation.error(
          "SLIP-EXPR-BRANCHES",
          place.range(),
          "Inconsistent conditional result types",
          "This result cannot become a value of the other result's type: " + refused.reason() + ".",
          "Convert one of the results, so that both are of one type.");
    }
    return converted.or(Value.unknown(type));
  }

  private static Optional<Type> type(Value then, Value otherwise) {
    if (then.equals(Value.NULL)) {
      return Optional.of(otherwise.type());
    }
    if (otherwise.equals(Value.NULL)) {
      return Optional.of(then.type());
    }
    if (then.type() == Primitive.DYNAMIC || otherwise.type() == Primitive.DYNAMIC) {
      return Optional.of(Primitive.DYNAMIC);
    }
    return then.type().equals(otherwise.type())
        ? Optional.of(then.type())
        : Conversion.unify(List.of(then.type(), otherwise.type()));
  }

  /** The first difference between two types that have nothing in common. */
  private static String difference(Type then, Type otherwise) {
    if (then instanceof ObjectType left && otherwise instanceof ObjectType right) {
      return objects(left, right);
    }
    if (then instanceof TupleType left && otherwise instanceof TupleType right) {
      return tuples(left, right);
    }
    if (then instanceof CollectionType left
        && otherwise instanceof CollectionType right
        && left.kind().equals(right.kind())) {
      return "Their elements differ: " + difference(left.element(), right.element());
    }
    return "The first is %s, the second is %s".formatted(then.described(), otherwise.described());
  }

  private static String objects(ObjectType then, ObjectType otherwise) {
    for (Map.Entry<String, Type> attribute : then.attributes().entrySet()) {
      Type other = otherwise.attributes().get(attribute.getKey());
      if (other == null) {
        return "The first has an attribute `%s` that the second has not"
            .formatted(attribute.getKey());
      }
      if (Conversion.unify(List.of(attribute.getValue(), other)).isEmpty()) {
        return "Their attributes `%s` differ: %s"
            .formatted(attribute.getKey(), difference(attribute.getValue(), other));
      }
    }
    for (String name : otherwise.attributes().keySet()) {
      if (!then.attributes().containsKey(name)) {
        return "The second has an attribute `%s` that the first has not".formatted(name);
      }
    }
    return "Their attributes differ in type";
  }

  private static String tuples(TupleType then, TupleType otherwise) {
    int length = then.elements().size();
    if (length != otherwise.elements().size()) {
      return "The first has length %d, the second has length %d"
          .formatted(length, otherwise.elements().size());
    }
    for (int i = 0; i < length; i++) {
      Type left = then.elements().get(i);
      Type right = otherwise.elements().get(i);
      if (Conversion.unify(List.of(left, right)).isEmpty()) {
        return "Their elements %d differ: %s".formatted(i, difference(left, right));
      }
    }
    return "Their elements differ in type";
  }
}
