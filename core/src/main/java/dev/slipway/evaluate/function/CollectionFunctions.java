package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.ANY;
import static dev.slipway.evaluate.function.Declaration.BOOL;
import static dev.slipway.evaluate.function.Declaration.NUMBER;
import static dev.slipway.evaluate.function.Declaration.STRING;
import static dev.slipway.evaluate.function.Declaration.named;

import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.evaluate.function.Declaration.Takes;
import dev.slipway.value.Conversion;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.util.List;
import java.util.Optional;

/** Questions about collections of any kind, and the first of several values. */
final class CollectionFunctions {

  private static final Type BOOLS = new ListType(BOOL);

  private CollectionFunctions() {}

  static Optional<Function> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "length" ->
              named(name)
                  .takes("value", ANY, Takes.ANY_TYPE, Takes.UNKNOWN, Takes.MARKS)
                  .gives(CollectionFunctions::lengthType, (a, type) -> length(a.at(0)));
          case "alltrue" ->
              named(name).takes("list", BOOLS).gives(BOOL, a -> truth(a.at(0), false));
          case "anytrue" -> named(name).takes("list", BOOLS).gives(BOOL, a -> truth(a.at(0), true));
          case "coalesce" ->
              named(name)
                  .more("vals", ANY, Takes.UNKNOWN, Takes.ANY_TYPE, Takes.NULL)
                  .gives(CollectionFunctions::commonType, CollectionFunctions::first);
          case "coalescelist" ->
              named(name)
                  .more("vals", ANY, Takes.UNKNOWN, Takes.ANY_TYPE, Takes.NULL)
                  .gives(CollectionFunctions::listType, CollectionFunctions::firstList);
          case "contains" ->
              named(name)
                  .takes("list", ANY)
                  .takes("value", ANY, Takes.NULL)
                  .gives(BOOL, CollectionFunctions::contains);
          default -> null;
        });
  }

  private static Type lengthType(Arguments arguments) throws Refusal {
    Type type = arguments.type(0);
    if (type == Primitive.NUMBER || type == Primitive.BOOL) {
      throw new Refusal(0, "a string, collection, object or tuple is required, not " + type);
    }
    return NUMBER;
  }

  private static Value length(Value value) {
    Value plain = value.unmarked();
    Value length =
        switch (value.type()) {
          case TupleType tuple -> Value.of(tuple.elements().size());
          case ObjectType object -> Value.of(object.attributes().size());
          case Primitive primitive ->
              plain.isText() ? Value.of(Graphemes.count(plain.text())) : Value.unknown(NUMBER);
          case SetType set -> hasKnownSize(plain) ? size(plain) : Value.unknown(NUMBER);
          case ListType list -> plain.isKnown() ? size(plain) : Value.unknown(NUMBER);
          case MapType map -> plain.isKnown() ? size(plain) : Value.unknown(NUMBER);
        };
    return length.with(value.marks());
  }

  private static Value size(Value value) {
    return Value.of(value.hasFields() ? value.fields().size() : value.elements().size());
  }

  /** Whether it is known how many elements there are: unknown ones in a set may be the same. */
  static boolean hasKnownSize(Value value) {
    boolean open = value.type() instanceof SetType && !value.isWhollyKnown();
    return value.isKnown() && (!open || value.elements().size() <= 1);
  }

  /** Whether any is true, or all are; one element of this truth decides. */
  private static Value truth(Value list, boolean deciding) {
    boolean open = false;
    for (Value value : list.elements()) {
      if (!value.isKnown()) {
        if (!deciding) {
          return Value.unknown(BOOL);
        }
        open = true;
      } else if ((!value.isNull() && value.bool()) == deciding) {
        return Value.of(deciding);
      }
    }
    return open ? Value.unknown(BOOL) : Value.of(!deciding);
  }

  private static Type commonType(Arguments arguments) throws Refusal {
    return Conversion.unify(arguments.values().stream().map(Value::type).toList())
        .orElseThrow(() -> new Refusal(-1, "all arguments must have one type in common"));
  }

  private static Value first(Arguments arguments, Type type) throws Refusal {
    for (Value value : arguments.values()) {
      if (!value.isKnown()) {
        return Value.unknown(type);
      }
      if (Conversion.convert(value, type) instanceof Conversion.Converted done) {
        Value converted = done.value();
        boolean blank = converted.isText() && type.equals(STRING) && converted.text().isEmpty();
        if (!converted.isNull() && !blank) {
          return converted;
        }
      } else {
        return Value.unknown(type); // Terraform goes on with what it cannot convert
      }
    }
    throw new Refusal(-1, "all arguments are null or empty strings");
  }

  private static Type listType(Arguments arguments) throws Refusal {
    if (arguments.count() == 0) {
      throw new Refusal(-1, "at least one argument is required");
    }
    for (int i = 0; i < arguments.count(); i++) {
      Type type = arguments.type(i);
      if (!arguments.at(i).isKnown()) {
        return ANY;
      }
      if (!(type instanceof ListType) && !(type instanceof TupleType)) {
        throw new Refusal(i, "lists or tuples are required, not " + type);
      }
    }
    Type first = arguments.type(0);
    return arguments.values().stream().allMatch(value -> value.type().equals(first)) ? first : ANY;
  }

  private static Value firstList(Arguments arguments, Type type) throws Refusal {
    for (Value value : arguments.values()) {
      if (!value.isKnown()) {
        return Value.unknown(type);
      }
      if (!value.isNull() && !value.elements().isEmpty()) {
        return value;
      }
    }
    throw new Refusal(-1, "all arguments are null or empty");
  }

  private static Value contains(Arguments arguments) throws Refusal {
    Value list = arguments.at(0);
    if (!list.hasElements()) {
      throw new Refusal(0, "a list, tuple or set is required, not " + list.type());
    }
    return has(list.elements(), arguments.at(1));
  }

  private static Value has(List<Value> elements, Value wanted) {
    boolean open = false;
    for (Value element : elements) {
      Optional<Boolean> same = Equality.of(element, wanted);
      if (same.isPresent() && same.get()) {
        return Value.TRUE;
      }
      open |= same.isEmpty();
    }
    return open ? Value.unknown(BOOL) : Value.FALSE;
  }
}
