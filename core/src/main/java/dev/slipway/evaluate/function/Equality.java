package dev.slipway.evaluate.function;

import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Whether two values are equal, as far as that is known. */
final class Equality {

  private Equality() {}

  /** Nothing when it depends on what is not known. Values of different types are not equal. */
  static Optional<Boolean> of(Value left, Value right) {
    Value one = left.withoutMarks();
    Value other = right.withoutMarks();
    if (!one.isKnown() || !other.isKnown()) {
      return mayBeSame(one.type(), other.type()) ? Optional.empty() : Optional.of(false);
    }
    if (one.isNull() || other.isNull()) {
      return Optional.of(one.isNull() && other.isNull());
    }
    if (one.isWhollyKnown() && other.isWhollyKnown()) {
      return Optional.of(one.equals(other));
    }
    return parts(one, other);
  }

  private static Optional<Boolean> parts(Value one, Value other) {
    if (!mayBeSame(one.type(), other.type())) {
      return Optional.of(false);
    }
    if (one.type() instanceof SetType) {
      return Optional.empty();
    }
    List<Value> left = one.parts();
    List<Value> right = other.parts();
    boolean sameNames = !one.hasFields() || one.fields().keySet().equals(other.fields().keySet());
    if (left.size() != right.size() || !sameNames) {
      return Optional.of(false);
    }
    Optional<Boolean> all = Optional.of(true);
    Iterator<Value> others = right.iterator();
    for (Value part : left) {
      Optional<Boolean> same = of(part, others.next());
      if (same.isPresent() && !same.get()) {
        return same;
      }
      all = same.isEmpty() ? same : all;
    }
    return all;
  }

  private static boolean mayBeSame(Type one, Type other) {
    return one.equals(other) || hasOpenPart(one) || hasOpenPart(other);
  }

  private static boolean hasOpenPart(Type type) {
    return switch (type) {
      case Primitive primitive -> primitive == Primitive.DYNAMIC;
      case ListType list -> hasOpenPart(list.element());
      case SetType set -> hasOpenPart(set.element());
      case MapType map -> hasOpenPart(map.element());
      case ObjectType object ->
          object.attributes().values().stream().anyMatch(Equality::hasOpenPart);
      case TupleType tuple -> tuple.elements().stream().anyMatch(Equality::hasOpenPart);
    };
  }
}
