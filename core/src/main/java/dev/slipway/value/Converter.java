package dev.slipway.value;

import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One conversion. Steps return null when they fail, and leave the reason behind. */
final class Converter {

  private String path = "";
  private String message = "";

  private Converter() {}

  static Conversion convert(Value value, Type wanted) {
    if (value.type().equals(wanted)) {
      return new Conversion.Converted(value);
    }
    if (!Convertible.possible(value.type(), wanted, true)) {
      return new Conversion.Refused("", Mismatch.message(value.type(), wanted));
    }
    Converter converter = new Converter();
    Value converted = converter.to(value, wanted);
    return converted == null
        ? new Conversion.Refused(converter.path, converter.message)
        : new Conversion.Converted(converted);
  }

  private @Nullable Value refuse(String reason) {
    message = reason;
    return null;
  }

  /** Puts a step in front of the path of a failure that is on its way up. */
  private @Nullable Value inside(String step) {
    path = step + path;
    return null;
  }

  private @Nullable Value to(Value value, Type wanted) {
    if (wanted == Primitive.DYNAMIC || value.type().equals(wanted)) {
      return value;
    }
    Value plain = value.unmarked();
    Value converted;
    if (!plain.isKnown()) {
      converted = Value.unknown(Filling.fill(plain.type(), wanted.withoutOptional()));
    } else if (plain.isNull()) {
      converted = Value.nullOf(Filling.fill(plain.type(), wanted.withoutOptional()));
    } else {
      converted = known(plain, wanted);
    }
    return converted == null ? null : converted.with(value.marks());
  }

  private @Nullable Value known(Value value, Type wanted) {
    return switch (wanted) {
      case Primitive primitive -> primitive(value, primitive);
      case ListType list -> sequence(value, list.element(), false);
      case SetType set -> sequence(value, set.element(), true);
      case MapType map -> map(value, map.element());
      case ObjectType object -> object(value, object);
      case TupleType tuple -> tuple(value, tuple);
    };
  }

  private @Nullable Value primitive(Value value, Primitive wanted) {
    return switch (wanted) {
      case STRING -> value.isText() ? value : text(value);
      case NUMBER -> value.isText() ? number(value.text()) : refuse("a number is required");
      case BOOL -> value.isText() ? bool(value.text()) : refuse("a bool is required");
      case DYNAMIC -> value;
    };
  }

  private @Nullable Value text(Value value) {
    if (value.isBool()) {
      return Value.of(Boolean.toString(value.bool()));
    }
    if (!value.isNumber()) {
      return refuse("a string is required");
    }
    Optional<String> digits = Numbers.text(value.number());
    return digits.isPresent() ? Value.of(digits.get()) : Value.unknown(Primitive.STRING);
  }

  private @Nullable Value number(String text) {
    Optional<BigDecimal> number = Numbers.parse(text);
    return number.isPresent() ? Value.of(number.get()) : refuse("a number is required");
  }

  private @Nullable Value bool(String text) {
    return switch (text) {
      case "true", "1" -> Value.TRUE;
      case "false", "0" -> Value.FALSE;
      default -> {
        String lower = text.length() > 5 ? "" : text.toLowerCase(Locale.ROOT);
        yield refuse(
            lower.equals("true") || lower.equals("false")
                ? "a bool is required; to convert from string, use lowercase \"" + lower + "\""
                : "a bool is required");
      }
    };
  }

  private @Nullable Value sequence(Value value, Type wanted, boolean set) {
    if (!value.hasElements()) {
      return refuse(set ? "a set is required" : "a list is required");
    }
    if (!set && value.type() instanceof SetType && !value.isWhollyKnown()) {
      // Two of its elements may turn out to be one, so its length is open.
      return Value.unknown(Filling.fill(value.type(), new ListType(wanted.withoutOptional())));
    }
    List<Value> given = value.elements();
    if (given.isEmpty()) {
      return sequence(emptyElement(value.type(), wanted), List.of(), set);
    }
    Type element = elementOf(value.type(), wanted);
    List<Value> elements = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      Value converted = to(given.get(i), element);
      if (converted == null) {
        return inside("[" + i + "]");
      }
      elements.add(converted);
    }
    List<Value> alike = alike(elements);
    return alike == null
        ? refuse("element types must all match for conversion to " + (set ? "set" : "list"))
        : sequence(alike.getFirst().type(), alike, set);
  }

  private static Value sequence(Type element, List<Value> elements, boolean set) {
    return set ? Value.set(element, elements) : Value.list(element, elements);
  }

  /** The type to convert elements into: if it is open, one that suits them all. */
  private static Type elementOf(Type collection, Type wanted) {
    if (wanted != Primitive.DYNAMIC) {
      return wanted;
    }
    return switch (collection) {
      case TupleType tuple ->
          Convertible.element(tuple.elements(), wanted, true).orElse(Primitive.DYNAMIC);
      case ObjectType object ->
          Convertible.element(object.attributes().values(), wanted, true).orElse(Primitive.DYNAMIC);
      case Type.CollectionType other -> other.element();
      case Primitive primitive -> primitive;
    };
  }

  private static Type emptyElement(Type collection, Type wanted) {
    return wanted == Primitive.DYNAMIC && collection instanceof Type.CollectionType given
        ? given.element()
        : wanted.withoutOptional();
  }

  /** The values as ones of one type; open parts of the wanted type may have made them differ. */
  private @Nullable List<Value> alike(List<Value> values) {
    Type settled = settled(values);
    if (settled != null) {
      return asSettled(values, settled);
    }
    List<Type> types = new ArrayList<>(values.size());
    for (Value value : values) {
      types.add(value.type());
    }
    Type common = Unification.unify(types, true).orElse(Primitive.DYNAMIC);
    List<Value> converted = new ArrayList<>(values.size());
    for (Value value : values) {
      Value one = Convertible.possible(value.type(), common, true) ? to(value, common) : null;
      if (one == null) {
        return null;
      }
      converted.add(one);
    }
    Type all = settled(converted);
    return all == null ? null : asSettled(converted, all);
  }

  /** The type that all values have, apart from those that are open. */
  private static @Nullable Type settled(List<Value> values) {
    Type settled = Primitive.DYNAMIC;
    for (Value value : values) {
      if (settled == Primitive.DYNAMIC) {
        settled = value.type();
      } else if (value.type() != Primitive.DYNAMIC && !value.type().equals(settled)) {
        return null;
      }
    }
    return settled;
  }

  private @Nullable List<Value> asSettled(List<Value> values, Type type) {
    List<Value> converted = new ArrayList<>(values.size());
    for (Value value : values) {
      Value one = to(value, type);
      if (one == null) {
        return null;
      }
      converted.add(one);
    }
    return converted;
  }

  private @Nullable Value map(Value value, Type wanted) {
    if (!value.hasFields()) {
      return refuse("a map is required");
    }
    Map<String, Value> given = value.fields();
    if (given.isEmpty()) {
      return Value.map(emptyElement(value.type(), wanted), given);
    }
    Type element = elementOf(value.type(), wanted);
    List<Value> values = new ArrayList<>(given.size());
    for (Map.Entry<String, Value> entry : given.entrySet()) {
      Value converted = to(entry.getValue(), element);
      if (converted == null) {
        return inside("[\"" + entry.getKey() + "\"]");
      }
      values.add(converted);
    }
    List<Value> alike = alike(values);
    if (alike == null) {
      return refuse("cannot find a common base type for all elements");
    }
    Map<String, Value> fields = new TreeMap<>();
    int next = 0;
    for (String key : given.keySet()) {
      fields.put(key, alike.get(next++));
    }
    return Value.map(alike.getFirst().type(), fields);
  }

  private @Nullable Value object(Value value, ObjectType wanted) {
    if (!value.hasFields()) {
      return refuse("an object is required");
    }
    Map<String, Value> fields = new TreeMap<>();
    for (Map.Entry<String, Type> attribute : wanted.attributes().entrySet()) {
      String name = attribute.getKey();
      Value given = value.fields().get(name);
      Value converted;
      if (given != null) {
        converted = attribute(value.type(), name, given, attribute.getValue());
      } else if (wanted.optional().contains(name)) {
        converted = Value.nullOf(attribute.getValue().withoutOptional());
      } else {
        converted = refuse("map has no element for required attribute \"" + name + "\"");
      }
      if (converted == null) {
        return null;
      }
      fields.put(name, converted);
    }
    return Value.object(fields);
  }

  private @Nullable Value attribute(Type from, String name, Value given, Type wanted) {
    if (from instanceof MapType && !Convertible.possible(given.type(), wanted, true)) {
      // Let through as long as it was not known whether the map has the optional attribute.
      return refuse(
          "map element type is incompatible with attribute \""
              + name
              + "\": "
              + Mismatch.message(given.type(), wanted));
    }
    Value converted = to(given, wanted);
    if (converted == null) {
      inside(from instanceof MapType ? "[\"" + name + "\"]" : "." + name);
    }
    return converted;
  }

  private @Nullable Value tuple(Value value, TupleType wanted) {
    if (!value.hasElements()) {
      return refuse("a tuple is required");
    }
    List<Value> elements = new ArrayList<>(wanted.elements().size());
    for (int i = 0; i < wanted.elements().size(); i++) {
      Value converted = to(value.elements().get(i), wanted.elements().get(i));
      if (converted == null) {
        return inside("[" + i + "]");
      }
      elements.add(converted);
    }
    return Value.tuple(elements);
  }
}
