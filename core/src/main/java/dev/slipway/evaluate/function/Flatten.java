package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.ANY;

import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Lists in lists made one tuple. */
final class Flatten {

  private final List<Value> elements = new ArrayList<>();
  private Value marks = Value.NULL;
  private boolean known = true;

  private Flatten() {}

  static Type type(Arguments arguments) throws Refusal {
    Value list = arguments.at(0);
    if (!list.isWhollyKnown()) {
      return ANY;
    }
    if (!isSequence(list.type())) {
      throw new Refusal(0, "a list, set or tuple is required, not " + list.type());
    }
    return flattened(list).type();
  }

  static Value flattened(Value list) throws Refusal {
    if (!isSequence(list.type())) {
      throw new Refusal(0, "a list, set or tuple is required, not " + list.type());
    }
    Flatten flatten = new Flatten();
    flatten.add(list);
    Value result = flatten.known ? Value.tuple(flatten.elements) : Value.DYNAMIC;
    return result.with(flatten.marks.marks());
  }

  private static boolean isSequence(Type type) {
    return type instanceof ListType || type instanceof SetType || type instanceof TupleType;
  }

  private void add(Value list) {
    marks = marks.with(list.marks());
    known &= CollectionFunctions.hasKnownSize(list);
    if (!known) {
      return;
    }
    for (Value element : list.elements()) {
      if (!element.isNull() && isSequence(element.type())) {
        add(element);
      } else {
        // What has no type yet may turn out to be a list.
        known &= element.isKnown() || element.type() != Primitive.DYNAMIC;
        elements.add(element);
      }
    }
  }
}
