package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.ANY;

import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.value.Conversion;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Several lists and tuples made one: a list if all are lists of like types, else a tuple. */
final class Concat {

  private Concat() {}

  static Type type(Arguments arguments) throws Refusal {
    if (arguments.count() == 0) {
      throw new Refusal(-1, "at least one list is required");
    }
    Optional<Type> list = listType(arguments);
    if (list.isPresent()) {
      return list.get();
    }
    List<Type> elements = new ArrayList<>();
    for (int i = 0; i < arguments.count(); i++) {
      Value value = arguments.at(i);
      switch (value.type()) {
        case TupleType tuple -> elements.addAll(tuple.elements());
        case ListType each when !value.isKnown() -> {
          return ANY; // how many elements it has is not known, but no type error can follow
        }
        case ListType each -> value.elements().forEach(element -> elements.add(each.element()));
        default -> throw new Refusal(i, "lists or tuples are required, not " + value.type());
      }
    }
    return new TupleType(elements);
  }

  private static Optional<Type> listType(Arguments arguments) {
    List<Type> types = arguments.values().stream().map(Value::type).toList();
    boolean lists = types.stream().allMatch(ListType.class::isInstance);
    return lists ? Conversion.unify(types).filter(ListType.class::isInstance) : Optional.empty();
  }

  static Value joined(Arguments arguments, Type type) throws Refusal {
    List<Value> elements = new ArrayList<>();
    Value marks = Value.NULL;
    for (int i = 0; i < arguments.count(); i++) {
      Value value = arguments.at(i);
      if (type instanceof ListType) {
        value =
            switch (Conversion.convert(value, type)) {
              case Conversion.Converted done -> done.value();
              case Conversion.Refused refused -> throw new Refusal(i, refused.reason());
            };
      }
      elements.addAll(value.elements());
      marks = marks.with(value.marks());
    }
    return SequenceFunctions.sequence(type, elements).with(marks.marks());
  }
}
