package dev.slipway.evaluate;

import dev.slipway.diagnostic.Suggestion;
import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Conversion;
import dev.slipway.value.Numbers;
import dev.slipway.value.Type;
import dev.slipway.value.Type.CollectionType;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Gets at the parts of values. */
final class Access {

  private static final int LISTED_NAMES = 20;

  private final Evaluation evaluation;

  Access(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** Takes the steps from the given one on. */
  Value follow(Value start, List<Step> steps, int first) {
    Value value = start;
    for (int i = first; i < steps.size(); i++) {
      value =
          switch (steps.get(i)) {
            case Step.Attribute step -> attribute(value, step.name(), step.range());
            case Step.Key step -> index(value, Value.of(step.key()), step.range());
            case Step.Index step -> index(value, Value.of(step.index()), step.range());
          };
    }
    return value;
  }

  Value attribute(Value value, String name, Range range) {
    if (value.isNull()) {
      return evaluation.fail(
          "SLIP-EXPR-NULL",
          range,
          "Attribute of a null value",
          "This value is null, so it has no attribute `" + name + "`.",
          "Make sure that the value is set, or guard the access with a condition or `try`.");
    }
    return switch (value.type()) {
      case ObjectType object -> objectAttribute(value, object, name, range);
      case MapType map -> mapElement(value, map, name, range);
      case ListType list -> noAttribute(list, name, range);
      case SetType set -> noAttribute(set, name, range);
      case TupleType tuple -> noAttribute(tuple, name, range);
      case Primitive primitive ->
          primitive == Primitive.DYNAMIC
              ? Value.DYNAMIC.with(value.marks())
              : noAttribute(primitive, name, range);
    };
  }

  private Value objectAttribute(Value value, ObjectType type, String name, Range range) {
    Type attribute = type.attributes().get(name);
    if (attribute == null) {
      return evaluation.fail(
          "SLIP-EXPR-ATTRIBUTE",
          range,
          "Unsupported attribute",
          "This object has no attribute named `"
              + name
              + "`."
              + Suggestion.sentence(name, type.attributes().keySet()),
          existing(type.attributes().keySet()));
    }
    return field(value, attribute, name).with(value.marks());
  }

  private static Value field(Value value, Type type, String name) {
    Value field = value.hasFields() ? value.fields().get(name) : null;
    return field == null ? Value.unknown(type) : field;
  }

  private static String existing(Collection<String> names) {
    if (names.isEmpty()) {
      return "Remove the access: the object has no attributes at all.";
    }
    List<String> listed = names.stream().limit(LISTED_NAMES).toList();
    return "Use one of the attributes that exist: "
        + String.join(", ", listed)
        + (names.size() > LISTED_NAMES ? " and others." : ".");
  }

  private Value mapElement(Value value, MapType type, String name, Range range) {
    if (value.isKnown() && !value.fields().containsKey(name)) {
      return evaluation.fail(
          "SLIP-EXPR-INDEX",
          range,
          "Missing map element",
          "This map has no element with the key `" + name + "`.",
          "Use a key that the map has, or `lookup` with a default.");
    }
    return field(value, type.element(), name).with(value.marks());
  }

  private Value noAttribute(Type type, String name, Range range) {
    String what =
        switch (type) {
          case CollectionType collection when collection.element() instanceof ObjectType ->
              "A " + collection.kind() + " of objects has no attributes; its elements have.";
          case TupleType tuple -> "A tuple has no attributes; its elements may have.";
          default -> "A value of type " + type.described() + " has no attributes.";
        };
    String fix =
        type instanceof SetType
            ? "Use a `for` expression to get `" + name + "` of each element."
            : type instanceof ListType || type instanceof TupleType
                ? "Pick one element, as in `[0]."
                    + name
                    + "`, or all of them by `[*]."
                    + name
                    + "`."
                : "Remove `." + name + "`.";
    return evaluation.fail("SLIP-EXPR-ATTRIBUTE", range, "Unsupported attribute", what, fix);
  }

  Value index(Value collection, Value key, Range range) {
    if (collection.isNull()) {
      return evaluation.fail(
          "SLIP-EXPR-NULL",
          range,
          "Index into a null value",
          "This value is null, so it has no elements.",
          "Make sure that the value is set, or guard the access with a condition or `try`.");
    }
    if (key.isNull()) {
      return badIndex(range, "The key is null.");
    }
    if (key.type() == Primitive.DYNAMIC) {
      return Value.DYNAMIC.with(collection.marks());
    }
    return switch (collection.type()) {
      case ListType list -> element(collection, list.element(), key, range);
      case TupleType tuple -> element(collection, Primitive.DYNAMIC, key, range);
      case MapType map -> keyed(collection, map, key, range);
      case ObjectType object -> named(collection, object, key, range);
      case SetType set ->
          badIndex(range, "Elements of a set have no index: only their values tell them apart.");
      case Primitive primitive ->
          primitive == Primitive.DYNAMIC
              ? Value.DYNAMIC.with(collection.marks())
              : badIndex(range, "A value of type " + primitive.described() + " has no elements.");
    };
  }

  private Value badIndex(Range range, String detail) {
    return evaluation.fail(
        "SLIP-EXPR-INDEX",
        range,
        "Invalid index",
        detail,
        "Use an index or key that the value has, or guard the access with `try`.");
  }

  private Value element(Value collection, Type type, Value key, Range range) {
    Conversion converted = Conversion.convert(key, Primitive.NUMBER);
    if (converted instanceof Conversion.Refused refused) {
      return badIndex(range, "The key does not identify an element: " + refused.reason() + ".");
    }
    Value number = converted.or(key);
    int length =
        collection.type() instanceof TupleType tuple
            ? tuple.elements().size()
            : collection.isKnown() ? collection.elements().size() : -1;
    if (!number.isNumber()) {
      return Value.unknown(type).with(collection.marks());
    }
    Optional<Integer> index = Numbers.index(number.number());
    if (index.isEmpty() || length >= 0 && index.get() >= length) {
      return badIndex(range, wrongIndex(number.number(), length, key.marks().isEmpty()));
    }
    Value element =
        collection.isKnown()
            ? collection.elements().get(index.get())
            : Value.unknown(
                collection.type() instanceof TupleType tuple
                    ? tuple.elements().get(index.get())
                    : type);
    return element.with(collection.marks()).with(key.marks());
  }

  private static String wrongIndex(BigDecimal index, int length, boolean shown) {
    if (index.signum() < 0) {
      return "The index is negative; elements are counted from 0.";
    }
    if (index.scale() > 0) {
      return "The index is not a whole number.";
    }
    if (length == 0) {
      return "The collection has no elements.";
    }
    String given = shown ? "The index " + Numbers.text(index).orElse("") : "The index";
    return given
        + " is too large: the collection has "
        + (length == 1 ? "1 element" : length + " elements")
        + ", counted from 0.";
  }

  private Value keyed(Value collection, MapType type, Value key, Range range) {
    Conversion converted = Conversion.convert(key, Primitive.STRING);
    if (converted instanceof Conversion.Refused refused) {
      return badIndex(range, "The key does not identify an element: " + refused.reason() + ".");
    }
    Value text = converted.or(key);
    if (!text.isText() || !collection.isKnown()) {
      return Value.unknown(type.element()).with(collection.marks());
    }
    Value element = collection.fields().get(text.text());
    if (element == null) {
      return badIndex(
          range,
          key.marks().isEmpty()
              ? "The map has no element with the key `" + text.text() + "`."
              : "The map has no element with this key.");
    }
    return element.with(collection.marks()).with(key.marks());
  }

  private Value named(Value collection, ObjectType type, Value key, Range range) {
    Conversion converted = Conversion.convert(key, Primitive.STRING);
    if (converted instanceof Conversion.Refused refused) {
      return badIndex(range, "The key does not identify an attribute: " + refused.reason() + ".");
    }
    Value text = converted.or(key);
    if (!text.isText() || !collection.isKnown()) {
      return Value.DYNAMIC.with(collection.marks());
    }
    Value attribute = collection.fields().get(text.text());
    if (attribute != null) {
      return attribute.with(collection.marks());
    }
    String name = key.marks().isEmpty() ? " named `" + text.text() + "`" : " of this name";
    String hint =
        key.isNumber()
            ? " Attributes of an object are found by name, not by number."
            : Suggestion.sentence(text.text(), type.attributes().keySet());
    return evaluation.fail(
        "SLIP-EXPR-INDEX",
        range,
        "Invalid index",
        "This object has no attribute" + name + "." + hint,
        existing(type.attributes().keySet()));
  }
}
