package dev.slipway.value;

import dev.slipway.value.Type.CollectionType;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Which types convert into which, by Terraform's rules. */
final class Convertible {

  private Convertible() {}

  static boolean possible(Type from, Type to, boolean unsafe) {
    if (to == Primitive.DYNAMIC || from.equals(to)) {
      return true;
    }
    if (from == Primitive.DYNAMIC) {
      return unsafe;
    }
    return switch (to) {
      case Primitive primitive -> primitive(from, primitive, unsafe);
      case ListType list -> toList(from, list, unsafe);
      case SetType set -> toSet(from, set, unsafe);
      case MapType map -> toMap(from, map, unsafe);
      case ObjectType object -> toObject(from, object, unsafe);
      case TupleType tuple -> toTuple(from, tuple, unsafe);
    };
  }

  private static boolean primitive(Type from, Primitive to, boolean unsafe) {
    if (!from.isPrimitive()) {
      return false;
    }
    return to == Primitive.STRING || unsafe && from == Primitive.STRING;
  }

  private static boolean toList(Type from, ListType to, boolean unsafe) {
    return switch (from) {
      case ListType list -> possible(list.element(), to.element(), unsafe);
      case SetType set -> possible(set.element(), to.element(), unsafe);
      case TupleType tuple -> toElements(tuple, to, unsafe);
      case Primitive p -> false;
      case MapType m -> false;
      case ObjectType o -> false;
    };
  }

  private static boolean toSet(Type from, SetType to, boolean unsafe) {
    return switch (from) {
      case ListType list -> unsafe && possible(list.element(), to.element(), true);
      case SetType set -> possible(set.element(), to.element(), unsafe);
      case TupleType tuple -> toElements(tuple, to, unsafe);
      case Primitive p -> false;
      case MapType m -> false;
      case ObjectType o -> false;
    };
  }

  private static boolean toElements(TupleType from, CollectionType to, boolean unsafe) {
    Optional<Type> element = element(from.elements(), to.element(), unsafe);
    // Known and open elements side by side make no list; Terraform says so before they are known.
    boolean mixed =
        element.isPresent()
            && element.get() == Primitive.DYNAMIC
            && from.elements().stream().anyMatch(type -> type != Primitive.DYNAMIC);
    return !mixed && element.isPresent() && all(from.elements(), element.get(), unsafe);
  }

  private static boolean toMap(Type from, MapType to, boolean unsafe) {
    return switch (from) {
      case MapType map -> possible(map.element(), to.element(), unsafe);
      case ObjectType object -> {
        Collection<Type> attributes = object.attributes().values();
        Optional<Type> element = element(attributes, to.element(), unsafe);
        yield element.isPresent() && all(attributes, element.get(), unsafe);
      }
      case Primitive p -> false;
      case ListType l -> false;
      case SetType s -> false;
      case TupleType t -> false;
    };
  }

  private static boolean all(Collection<Type> types, Type element, boolean unsafe) {
    for (Type type : types) {
      if (!possible(type, element, unsafe)) {
        return false;
      }
    }
    return true;
  }

  /** The element type of a collection made from parts of these types. */
  static Optional<Type> element(Collection<Type> parts, Type wanted, boolean unsafe) {
    return wanted != Primitive.DYNAMIC || parts.isEmpty()
        ? Optional.of(wanted)
        : Unification.unify(new ArrayList<>(parts), unsafe);
  }

  private static boolean toObject(Type from, ObjectType to, boolean unsafe) {
    return switch (from) {
      case ObjectType object -> objectToObject(object, to, unsafe);
      case MapType map -> unsafe && mapToObject(map, to);
      case Primitive p -> false;
      case ListType l -> false;
      case SetType s -> false;
      case TupleType t -> false;
    };
  }

  private static boolean objectToObject(ObjectType from, ObjectType to, boolean unsafe) {
    for (Map.Entry<String, Type> attribute : to.attributes().entrySet()) {
      Type given = from.attributes().get(attribute.getKey());
      boolean fits =
          given == null
              ? to.optional().contains(attribute.getKey())
              : possible(given, attribute.getValue(), unsafe);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean mapToObject(MapType from, ObjectType to) {
    for (Map.Entry<String, Type> attribute : to.attributes().entrySet()) {
      boolean fits =
          to.optional().contains(attribute.getKey())
              || possible(from.element(), attribute.getValue(), true);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean toTuple(Type from, TupleType to, boolean unsafe) {
    if (!(from instanceof TupleType tuple) || tuple.elements().size() != to.elements().size()) {
      return false;
    }
    for (int i = 0; i < to.elements().size(); i++) {
      if (!possible(tuple.elements().get(i), to.elements().get(i), unsafe)) {
        return false;
      }
    }
    return true;
  }
}
