package dev.slipway.value;

import dev.slipway.value.Type.CollectionType;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Words why values of one type cannot become values of another. */
final class Mismatch {

  private Mismatch() {}

  static String message(Type given, Type wanted) {
    return switch (wanted) {
      case ObjectType object when given instanceof ObjectType other -> objects(other, object);
      case CollectionType collection -> collection(given, collection);
      case Primitive p -> required(wanted);
      case ObjectType o -> required(wanted);
      case TupleType t -> required(wanted);
    };
  }

  private static String required(Type wanted) {
    return wanted.demanded() + " required";
  }

  private static String collection(Type given, CollectionType wanted) {
    if (!sameFamily(given, wanted)) {
      return required(wanted);
    }
    return switch (given) {
      case TupleType tuple -> tuple(tuple, wanted);
      case ObjectType object -> object(object, wanted);
      case CollectionType other ->
          "incorrect %s element type: %s"
              .formatted(wanted.kind(), message(other.element(), wanted.element()));
      case Primitive p -> required(wanted);
    };
  }

  private static boolean sameFamily(Type given, CollectionType wanted) {
    boolean map = given instanceof MapType || given instanceof ObjectType;
    boolean sequence =
        given instanceof ListType || given instanceof SetType || given instanceof TupleType;
    return wanted instanceof MapType ? map : sequence;
  }

  private static String tuple(TupleType given, CollectionType wanted) {
    if (wanted.element() == Primitive.DYNAMIC) {
      return "all " + wanted.kind() + " elements must have the same type";
    }
    for (int i = 0; i < given.elements().size(); i++) {
      Type element = given.elements().get(i);
      if (!Convertible.possible(element, wanted.element(), true)) {
        return "element " + i + ": " + message(element, wanted.element());
      }
    }
    return "all elements must be " + wanted.element().demanded();
  }

  private static String object(ObjectType given, CollectionType wanted) {
    if (wanted.element() == Primitive.DYNAMIC) {
      return "all map elements must have the same type";
    }
    for (Map.Entry<String, Type> attribute : given.attributes().entrySet()) {
      if (!Convertible.possible(attribute.getValue(), wanted.element(), true)) {
        return "element \"%s\": %s"
            .formatted(attribute.getKey(), message(attribute.getValue(), wanted.element()));
      }
    }
    return "all elements must be " + wanted.element().demanded();
  }

  private static String objects(ObjectType given, ObjectType wanted) {
    List<String> missing = new ArrayList<>();
    String mismatch = "";
    for (Map.Entry<String, Type> attribute : wanted.attributes().entrySet()) {
      String name = attribute.getKey();
      Type type = given.attributes().get(name);
      if (type == null) {
        if (!wanted.optional().contains(name)) {
          missing.add('"' + name + '"');
        }
      } else if (mismatch.isEmpty() && !Convertible.possible(type, attribute.getValue(), true)) {
        mismatch = "attribute \"%s\": %s".formatted(name, message(type, attribute.getValue()));
      }
    }
    if (missing.isEmpty()) {
      return mismatch.isEmpty() ? "incorrect object attributes" : mismatch;
    }
    missing.sort(null);
    return switch (missing.size()) {
      case 1 -> "attribute " + missing.getFirst() + " is required";
      case 2 -> "attributes " + missing.get(0) + " and " + missing.get(1) + " are required";
      default ->
          "attributes "
              + String.join(", ", missing.subList(0, missing.size() - 1))
              + ", and "
              + missing.getLast()
              + " are required";
    };
  }
}
