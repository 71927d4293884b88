package dev.slipway.evaluate;

import dev.slipway.value.Type;
import dev.slipway.value.Type.CollectionType;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.util.HashSet;
import java.util.Map;

/** {@code ==} of values without marks: true, false, or not known yet. */
final class Equality {

  private static final Value OPEN = Value.unknown(Primitive.BOOL);

  private Equality() {}

  static Value of(Value left, Value right) {
    if (left.isKnown() && right.isKnown()) {
      if (left.isNull() || right.isNull()) {
        return Value.of(left.isNull() && right.isNull()); // nulls are equal whatever their type
      }
      return known(left, right);
    }
    Value some = left.isKnown() ? left : right;
    Value open = left.isKnown() ? right : left;
    boolean apart =
        some.isKnown()
            && !some.isNull()
            && !open.type().isOpen()
            && !some.type().equals(open.type());
    // An unknown value may become null, so the types alone tell nothing about a null.
    return apart ? Value.FALSE : OPEN;
  }

  private static Value known(Value left, Value right) {
    if (!closed(left) || !closed(right)) {
      return conforming(left.type(), right.type()) ? OPEN : Value.FALSE;
    }
    if (!left.type().equals(right.type())) {
      return Value.FALSE;
    }
    if (left.type() instanceof SetType) {
      return sets(left, right);
    }
    if (left.hasElements()) {
      return elements(left, right);
    }
    return left.hasFields() ? fields(left, right) : Value.of(left.equals(right));
  }

  /** Whether no part of it, however deep, is a value of which not even the type is known. */
  private static boolean closed(Value value) {
    if (value.isWhollyKnown()) {
      return true;
    }
    if (!value.isKnown()) {
      return value.type() != Primitive.DYNAMIC;
    }
    for (Value part : value.parts()) {
      if (!closed(part)) {
        return false;
      }
    }
    return true;
  }

  private static Value sets(Value left, Value right) {
    if (!left.isWhollyKnown() || !right.isWhollyKnown()) {
      return OPEN;
    }
    return Value.of(new HashSet<>(left.elements()).equals(new HashSet<>(right.elements())));
  }

  private static Value elements(Value left, Value right) {
    if (left.elements().size() != right.elements().size()) {
      return Value.FALSE;
    }
    for (int i = 0; i < left.elements().size(); i++) {
      Value equal = of(left.elements().get(i), right.elements().get(i));
      if (!equal.isBool() || !equal.bool()) {
        return equal;
      }
    }
    return Value.TRUE;
  }

  private static Value fields(Value left, Value right) {
    if (!left.fields().keySet().equals(right.fields().keySet())) {
      return Value.FALSE;
    }
    Value outcome = Value.TRUE;
    for (Map.Entry<String, Value> field : left.fields().entrySet()) {
      Value other = right.fields().get(field.getKey());
      Value equal = other == null ? Value.FALSE : of(field.getValue(), other);
      if (!equal.isBool()) {
        return OPEN;
      }
      outcome = equal.bool() ? outcome : equal;
    }
    return outcome;
  }

  /** Whether the types may still turn out to be the same. */
  private static boolean conforming(Type left, Type right) {
    if (left == Primitive.DYNAMIC || right == Primitive.DYNAMIC) {
      return true;
    }
    return switch (left) {
      case Primitive primitive -> left.equals(right);
      case ListType list -> right instanceof ListType other && elementsConform(list, other);
      case SetType set -> right instanceof SetType other && elementsConform(set, other);
      case MapType map -> right instanceof MapType other && elementsConform(map, other);
      case ObjectType object ->
          right instanceof ObjectType other
              && object.attributes().keySet().equals(other.attributes().keySet());
      case TupleType tuple ->
          right instanceof TupleType other && tuple.elements().size() == other.elements().size();
    };
  }

  private static boolean elementsConform(CollectionType left, CollectionType right) {
    return conforming(left.element(), right.element());
  }
}
