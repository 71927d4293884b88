package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.ANY;
import static dev.slipway.evaluate.function.Declaration.SET;
import static dev.slipway.evaluate.function.Declaration.named;

import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.evaluate.function.Declaration.Takes;
import dev.slipway.value.Conversion;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sets, and the product of several. */
final class SetFunctions {

  private static final long PRODUCT_LIMIT = 100_000;

  private SetFunctions() {}

  static Optional<Function> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "setunion" -> several(name, (into, more) -> into.addAll(more), true);
          case "setintersection" -> several(name, (into, more) -> into.retainAll(more), false);
          case "setsubtract" ->
              named(name)
                  .takes("a", SET, Takes.ANY_TYPE)
                  .takes("b", SET, Takes.ANY_TYPE)
                  .gives(
                      SetFunctions::commonType,
                      (a, type) -> combined(a, type, (into, more) -> into.removeAll(more), false));
          case "setproduct" ->
              named(name)
                  .more("sets", ANY, Takes.MARKS, Takes.UNKNOWN)
                  .gives(SetFunctions::productType, SetFunctions::product);
          default -> null;
        });
  }

  /** What is done to a set with the elements of the next one. */
  @FunctionalInterface
  private interface Operation {
    boolean apply(Set<Value> set, List<Value> other);
  }

  private static Function several(String name, Operation operation, boolean takesUnknown) {
    return named(name)
        .takes("first_set", SET, Takes.ANY_TYPE)
        .more("other_sets", SET, Takes.ANY_TYPE)
        .gives(SetFunctions::commonType, (a, type) -> combined(a, type, operation, takesUnknown));
  }

  private static Type commonType(Arguments arguments) throws Refusal {
    List<Type> elements = new ArrayList<>();
    for (Value value : arguments.values()) {
      if (!(value.type() instanceof SetType set)) {
        return ANY; // an argument of no known type
      }
      boolean open = set.element() == Primitive.DYNAMIC;
      boolean empty = value.isKnown() && !value.isNull() && value.elements().isEmpty();
      if (!open || !empty) {
        elements.add(set.element());
      }
    }
    if (elements.isEmpty()) {
      return SET;
    }
    return Conversion.unify(elements)
        .<Type>map(SetType::new)
        .orElseThrow(() -> new Refusal(-1, "the sets must have elements of one type in common"));
  }

  private static Value combined(
      Arguments arguments, Type type, Operation operation, boolean takesUnknown) throws Refusal {
    if (!(type instanceof SetType common)) {
      return Value.unknown(type);
    }
    Set<Value> result = new LinkedHashSet<>();
    for (int i = 0; i < arguments.count(); i++) {
      if (!(Conversion.convert(arguments.at(i), type) instanceof Conversion.Converted done)) {
        throw new Refusal(i, "the elements cannot be converted to " + common.element());
      }
      if (!done.value().isWhollyKnown() && !(takesUnknown && done.value().isKnown())) {
        return Value.unknown(type);
      }
      if (i == 0) {
        result.addAll(done.value().elements());
      } else {
        operation.apply(result, done.value().elements());
      }
    }
    return Value.set(common.element(), List.copyOf(new ArrayList<>(result)));
  }

  private static Type productType(Arguments arguments) throws Refusal {
    if (arguments.count() < 2) {
      throw new Refusal(-1, "at least two sets or lists are required");
    }
    List<Type> elements = new ArrayList<>();
    boolean ordered = true;
    for (int i = 0; i < arguments.count(); i++) {
      elements.add(elementType(arguments.type(i), i));
      ordered &= !(arguments.type(i) instanceof SetType);
    }
    Type row = new TupleType(elements);
    return ordered ? new ListType(row) : new SetType(row);
  }

  private static Type elementType(Type type, int argument) throws Refusal {
    return switch (type) {
      case SetType set -> set.element();
      case ListType list -> list.element();
      case TupleType tuple when tuple.elements().isEmpty() -> ANY;
      case TupleType tuple -> {
        Optional<Type> common = Conversion.unify(tuple.elements());
        yield common.orElseThrow(
            () -> new Refusal(argument, "all elements must have one type in common"));
      }
      default -> throw new Refusal(argument, "a set or list is required, not " + type);
    };
  }

  private static Value product(Arguments arguments, Type type) {
    Value marks = Value.NULL;
    boolean known = true;
    long total = 1;
    for (Value value : arguments.values()) {
      marks = marks.with(value.marks());
      known &= CollectionFunctions.hasKnownSize(value);
      total = known ? Math.min(PRODUCT_LIMIT + 1, total * value.elements().size()) : total;
    }
    if (!known || total > PRODUCT_LIMIT) {
      return Value.unknown(type).with(marks.marks());
    }
    Type row = type instanceof ListType list ? list.element() : ((SetType) type).element();
    List<Value> rows = new ArrayList<>();
    for (List<Value> each : rows(arguments.values())) {
      rows.add(Conversion.convert(Value.tuple(each), row).or(Value.unknown(row)));
    }
    Value result = type instanceof ListType ? Value.list(row, rows) : Value.set(row, rows);
    return result.with(marks.marks());
  }

  private static List<List<Value>> rows(List<Value> sets) {
    List<List<Value>> rows = List.of(List.of());
    for (Value set : sets) {
      List<List<Value>> longer = new ArrayList<>();
      for (List<Value> row : rows) {
        for (Value element : set.elements()) {
          List<Value> next = new ArrayList<>(row);
          next.add(element);
          longer.add(next);
        }
      }
      rows = longer;
    }
    return rows;
  }
}
