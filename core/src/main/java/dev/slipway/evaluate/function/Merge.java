package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.ANY;

import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.value.Type;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Value;
import java.util.Map;
import java.util.TreeMap;

/** Several maps and objects made one; the last to have a key decides. */
final class Merge {

  private static final Type EMPTY = new ObjectType(Map.of());

  private Merge() {}

  static Type type(Arguments arguments) throws Refusal {
    if (arguments.values().stream().anyMatch(value -> value.type() == Primitive.DYNAMIC)) {
      checkUpToOpen(arguments);
      return ANY;
    }
    Map<String, Type> attributes = new TreeMap<>();
    boolean all = true;
    for (int i = 0; i < arguments.count(); i++) {
      requireMap(arguments, i);
      all &= collect(arguments.at(i), attributes);
    }
    if (arguments.count() == 0) {
      return EMPTY;
    }
    Type first = effective(arguments.at(0));
    boolean same = arguments.values().stream().allMatch(value -> effective(value).equals(first));
    return same ? first : all ? new ObjectType(attributes) : ANY;
  }

  /** Terraform looks no further once it meets an argument of no known type. */
  private static void checkUpToOpen(Arguments arguments) throws Refusal {
    for (int i = 0; arguments.type(i) != Primitive.DYNAMIC; i++) {
      requireMap(arguments, i);
    }
  }

  private static void requireMap(Arguments arguments, int index) throws Refusal {
    Type type = arguments.type(index);
    if (!(type instanceof MapType) && !(type instanceof ObjectType)) {
      throw new Refusal(index, "maps and objects can be merged, not " + type);
    }
  }

  /** A null object counts as one without attributes. */
  private static Type effective(Value value) {
    return value.type() instanceof ObjectType && value.isNull() ? EMPTY : value.type();
  }

  /** Returns whether the names of all of the value's parts are known. */
  private static boolean collect(Value value, Map<String, Type> attributes) {
    if (value.isNull()) {
      return true;
    }
    if (value.type() instanceof ObjectType object) {
      attributes.putAll(object.attributes());
      return true;
    }
    if (value.isKnown() && value.type() instanceof MapType map) {
      value.fields().keySet().forEach(key -> attributes.put(key, map.element()));
    }
    return value.isKnown();
  }

  static Value merged(Arguments arguments, Type type) {
    Map<String, Value> fields = new TreeMap<>();
    Value marks = Value.NULL;
    for (Value value : arguments.values()) {
      if (!value.isNull()) {
        fields.putAll(value.fields());
        marks = marks.with(value.marks());
      }
    }
    Value result =
        type instanceof MapType map ? Value.map(map.element(), fields) : Value.object(fields);
    return result.with(marks.marks());
  }
}
