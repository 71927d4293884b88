package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.ANY;
import static dev.slipway.evaluate.function.Declaration.STRING;
import static dev.slipway.evaluate.function.Declaration.STRINGS;
import static dev.slipway.evaluate.function.Declaration.named;

import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.evaluate.function.Declaration.Takes;
import dev.slipway.value.Conversion;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Maps and objects. */
final class MapFunctions {

  private MapFunctions() {}

  static Optional<Function> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "keys" ->
              named(name)
                  .takes("inputMap", ANY, Takes.UNKNOWN, Takes.MARKS)
                  .gives(MapFunctions::keysType, MapFunctions::keys);
          case "values" ->
              named(name)
                  .takes("mapping", ANY, Takes.MARKS)
                  .gives(MapFunctions::valuesType, MapFunctions::values);
          case "lookup" ->
              named(name)
                  .takes("inputMap", ANY, Takes.UNKNOWN, Takes.MARKS)
                  .takes("key", STRING, Takes.UNKNOWN, Takes.MARKS)
                  .more("default", ANY, Takes.values())
                  .gives(MapFunctions::lookupType, MapFunctions::lookup);
          case "merge" ->
              named(name)
                  .more("maps", ANY, Takes.ANY_TYPE, Takes.NULL, Takes.MARKS)
                  .gives(Merge::type, Merge::merged);
          case "transpose" -> {
            Type type = new MapType(STRINGS);
            yield named(name).takes("values", type).gives(type, MapFunctions::transposed);
          }
          case "zipmap" ->
              named(name)
                  .takes("keys", STRINGS, Takes.MARKS)
                  .takes("values", ANY, Takes.MARKS)
                  .gives(MapFunctions::zippedType, MapFunctions::zipped);
          default -> null;
        });
  }

  private static Type keysType(Arguments arguments) throws Refusal {
    return switch (arguments.type(0)) {
      case MapType map -> STRINGS;
      case ObjectType object ->
          new TupleType(Collections.nCopies(object.attributes().size(), STRING));
      default -> throw new Refusal(0, "a map or object is required, not " + arguments.type(0));
    };
  }

  private static Value keys(Arguments arguments, Type type) {
    Value map = arguments.at(0);
    if (arguments.type(0) instanceof ObjectType object) {
      List<Value> names = new ArrayList<>();
      new TreeMap<>(object.attributes()).keySet().forEach(name -> names.add(Value.of(name)));
      return Value.tuple(names).with(map.marks());
    }
    return map.isKnown()
        ? StringFunctions.texts(List.copyOf(map.fields().keySet())).with(map.marks())
        : Value.unknown(type).with(map.marks());
  }

  private static Type valuesType(Arguments arguments) throws Refusal {
    return switch (arguments.type(0)) {
      case MapType map -> new ListType(map.element());
      case ObjectType object ->
          new TupleType(List.copyOf(new TreeMap<>(object.attributes()).values()));
      default -> throw new Refusal(0, "a map or object is required, not " + arguments.type(0));
    };
  }

  private static Value values(Arguments arguments, Type type) {
    Value map = arguments.at(0);
    List<Value> values = List.copyOf(map.fields().values());
    Value result =
        type instanceof ListType list ? Value.list(list.element(), values) : Value.tuple(values);
    return result.with(map.marks());
  }

  private static Type lookupType(Arguments arguments) throws Refusal {
    if (arguments.count() > 3) {
      throw new Refusal(-1, "two or three arguments are taken, not " + arguments.count());
    }
    return switch (arguments.type(0)) {
      case MapType map -> mapLookupType(arguments, map);
      case ObjectType object -> objectLookupType(arguments, object);
      default -> throw new Refusal(0, "a map is required, not " + arguments.type(0));
    };
  }

  private static Type mapLookupType(Arguments arguments, MapType map) throws Refusal {
    boolean fits =
        arguments.count() < 3
            || Conversion.convert(arguments.at(2), map.element()) instanceof Conversion.Converted;
    if (!fits) {
      throw new Refusal(
          2, "the default must be of the type of the map's elements, " + map.element());
    }
    return map.element();
  }

  private static Type objectLookupType(Arguments arguments, ObjectType object) throws Refusal {
    if (!arguments.at(1).isKnown()) {
      return ANY;
    }
    Type attribute = object.attributes().get(arguments.text(1));
    if (attribute == null && arguments.count() < 3) {
      throw new Refusal(0, "the object has no attribute \"" + arguments.text(1) + "\"");
    }
    return attribute == null ? arguments.type(2) : attribute;
  }

  private static Value lookup(Arguments arguments, Type type) throws Refusal {
    Value map = arguments.at(0);
    Value key = arguments.at(1);
    if (!map.isKnown() || !key.isKnown()) {
      return Value.unknown(type).with(map.marks()).with(key.marks());
    }
    Value found = map.fields().get(key.text());
    if (found == null && arguments.count() < 3) {
      String shown = key.marks().isEmpty() ? "the key \"" + key.text() + "\"" : "this key";
      throw new Refusal(1, "the map has no element for " + shown + ", and there is no default");
    }
    Value result =
        found != null ? found : Conversion.convert(arguments.at(2), type).or(Value.unknown(type));
    return result.with(map.marks()).with(key.marks());
  }

  private static Value transposed(Arguments arguments) throws Refusal {
    Value map = arguments.at(0);
    if (!map.isWhollyKnown()) {
      return Value.unknown(map.type());
    }
    Map<String, List<Value>> lists = new TreeMap<>();
    for (Map.Entry<String, Value> entry : map.fields().entrySet()) {
      if (entry.getValue().isNull()
          || entry.getValue().elements().stream().anyMatch(Value::isNull)) {
        throw new Refusal(0, "the lists and the strings in them must not be null");
      }
      for (Value text : entry.getValue().elements()) {
        lists.computeIfAbsent(text.text(), key -> new ArrayList<>()).add(Value.of(entry.getKey()));
      }
    }
    Map<String, Value> result = new TreeMap<>();
    lists.forEach((key, list) -> result.put(key, Value.list(STRING, list)));
    return Value.map(STRINGS, result);
  }

  private static Type zippedType(Arguments arguments) throws Refusal {
    return switch (arguments.type(1)) {
      case ListType list -> new MapType(list.element());
      case TupleType tuple -> zippedType(arguments.at(0), tuple);
      default -> throw new Refusal(1, "a list or tuple is required, not " + arguments.type(1));
    };
  }

  private static Type zippedType(Value keys, TupleType tuple) throws Refusal {
    if (!keys.isWhollyKnown()) {
      return ANY;
    }
    requireSameLength(keys, tuple.elements().size());
    Map<String, Type> attributes = new TreeMap<>();
    for (int i = 0; i < tuple.elements().size(); i++) {
      attributes.put(key(keys, i), tuple.elements().get(i));
    }
    return new ObjectType(attributes);
  }

  private static void requireSameLength(Value keys, int values) throws Refusal {
    if (keys.elements().size() != values) {
      throw new Refusal(
          -1, "there are " + keys.elements().size() + " keys, but " + values + " values");
    }
  }

  private static String key(Value keys, int index) throws Refusal {
    Value key = keys.elements().get(index);
    if (key.isNull()) {
      throw new Refusal(0, "key " + index + " is null");
    }
    return key.text();
  }

  private static Value zipped(Arguments arguments, Type type) throws Refusal {
    Value keys = arguments.at(0);
    Value values = arguments.at(1);
    if (!keys.isWhollyKnown()) {
      return Value.unknown(type).with(keys.marks()).with(values.marks());
    }
    requireSameLength(keys, values.elements().size());
    Map<String, Value> fields = new TreeMap<>();
    for (int i = 0; i < values.elements().size(); i++) {
      fields.put(key(keys, i), values.elements().get(i));
    }
    Value result =
        type instanceof MapType map ? Value.map(map.element(), fields) : Value.object(fields);
    // Keys cannot carry marks: what clings to one clings to the whole.
    return result.with(keys.allMarks()).with(values.marks());
  }
}
