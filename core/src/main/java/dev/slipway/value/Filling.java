package dev.slipway.value;

import dev.slipway.value.Type.CollectionType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.TupleType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills what a wanted type leaves open from the type of the value that is converted. */
final class Filling {

  private Filling() {}

  static Type fill(Type given, Type wanted) {
    if (given == Primitive.DYNAMIC || !wanted.isOpen()) {
      return wanted;
    }
    return switch (wanted) {
      case Primitive primitive -> given;
      case CollectionType collection -> collection(given, collection);
      case ObjectType object -> object(given, object);
      case TupleType tuple -> tuple(given, tuple);
    };
  }

  private static Type collection(Type given, CollectionType wanted) {
    return switch (given) {
      case CollectionType other -> wanted.of(fill(other.element(), wanted.element()));
      case ObjectType object -> parts(object.attributes().values(), wanted);
      case TupleType tuple -> parts(tuple.elements(), wanted);
      case Primitive primitive -> wanted;
    };
  }

  private static Type parts(Collection<Type> given, CollectionType wanted) {
    return Unification.unify(new ArrayList<>(given), true)
        .<Type>map(element -> wanted.of(fill(element, wanted.element())))
        .orElse(wanted);
  }

  private static Type object(Type given, ObjectType wanted) {
    Map<String, Type> filled = new LinkedHashMap<>();
    for (Map.Entry<String, Type> attribute : wanted.attributes().entrySet()) {
      Type type = attribute.getValue();
      Type other =
          switch (given) {
            case ObjectType object -> object.attributes().getOrDefault(attribute.getKey(), type);
            case Type.MapType map -> map.element();
            default -> type;
          };
      filled.put(attribute.getKey(), fill(other, type));
    }
    return new ObjectType(filled);
  }

  private static Type tuple(Type given, TupleType wanted) {
    if (!(given instanceof TupleType other)
        || other.elements().size() != wanted.elements().size()) {
      return wanted;
    }
    List<Type> filled = new ArrayList<>(wanted.elements().size());
    for (int i = 0; i < wanted.elements().size(); i++) {
      filled.add(fill(other.elements().get(i), wanted.elements().get(i)));
    }
    return new TupleType(filled);
  }
}
