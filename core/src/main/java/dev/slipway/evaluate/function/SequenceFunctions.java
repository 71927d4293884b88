package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.ANY;
import static dev.slipway.evaluate.function.Declaration.LIST;
import static dev.slipway.evaluate.function.Declaration.NUMBER;
import static dev.slipway.evaluate.function.Declaration.STRING;
import static dev.slipway.evaluate.function.Declaration.STRINGS;
import static dev.slipway.evaluate.function.Declaration.named;

import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.evaluate.function.Declaration.Takes;
import dev.slipway.value.Conversion;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Lists and tuples. */
final class SequenceFunctions {

  private SequenceFunctions() {}

  static Optional<Function> find(String name) {
    return picking(name).or(() -> sifting(name));
  }

  private static Optional<Function> picking(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "element" ->
              named(name)
                  .takes("list", ANY, Takes.MARKS)
                  .takes("index", NUMBER)
                  .gives(SequenceFunctions::elementType, (a, type) -> element(a));
          case "index" ->
              named(name)
                  .takes("list", ANY)
                  .takes("value", ANY)
                  .gives(NUMBER, SequenceFunctions::index);
          case "one" ->
              named(name)
                  .takes("list", ANY)
                  .gives(SequenceFunctions::oneType, SequenceFunctions::one);
          case "slice" ->
              named(name)
                  .takes("list", ANY, Takes.MARKS)
                  .takes("start_index", NUMBER)
                  .takes("end_index", NUMBER)
                  .gives(Slice::type, Slice::cut);
          case "reverse" ->
              named(name)
                  .takes("list", ANY, Takes.MARKS)
                  .gives(SequenceFunctions::reversedType, SequenceFunctions::reversed);
          case "concat" ->
              named(name).more("seqs", ANY, Takes.MARKS).gives(Concat::type, Concat::joined);
          case "flatten" ->
              named(name)
                  .takes("list", ANY, Takes.MARKS)
                  .gives(Flatten::type, (a, type) -> Flatten.flattened(a.at(0)));
          case "chunklist" ->
              named(name)
                  .takes("list", LIST, Takes.MARKS)
                  .takes("size", NUMBER, Takes.MARKS)
                  .gives(a -> new ListType(a.type(0)), (a, type) -> chunks(a));
          default -> null;
        });
  }

  private static Optional<Function> sifting(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "compact" ->
              named(name).takes("list", STRINGS).gives(STRINGS, a -> compacted(a.at(0)));
          case "distinct" ->
              named(name).takes("list", LIST).gives(a -> a.type(0), (a, type) -> distinct(a.at(0)));
          case "matchkeys" ->
              named(name)
                  .takes("values", LIST)
                  .takes("keys", LIST)
                  .takes("searchset", LIST)
                  .gives(SequenceFunctions::matchedType, SequenceFunctions::matched);
          case "sort" ->
              named(name)
                  .takes("list", STRINGS, Takes.UNKNOWN)
                  .gives(STRINGS, a -> sorted(a.at(0)));
          default -> null;
        });
  }

  private static Type elementType(Arguments arguments) throws Refusal {
    return switch (arguments.type(0)) {
      case ListType list -> list.element();
      case TupleType tuple -> {
        if (!arguments.at(1).isKnown()) {
          yield ANY;
        }
        yield tuple.elements().get(wrapped(arguments, tuple.elements().size()));
      }
      default -> throw new Refusal(0, "a list or tuple is required, not " + arguments.type(0));
    };
  }

  private static int wrapped(Arguments arguments, int size) throws Refusal {
    long index = arguments.integer(1);
    if (size == 0) {
      throw new Refusal(0, "an empty list has no element");
    }
    if (index < 0) {
      throw new Refusal(1, "the index must not be negative");
    }
    return Math.floorMod(index, size);
  }

  private static Value element(Arguments arguments) throws Refusal {
    Value list = arguments.at(0);
    return list.elements().get(wrapped(arguments, list.elements().size())).with(list.marks());
  }

  private static Value index(Arguments arguments) throws Refusal {
    Type type = arguments.type(0);
    if (!(type instanceof ListType) && !(type instanceof TupleType)) {
      throw new Refusal(0, "a list or tuple is required, not " + type);
    }
    List<Value> elements = arguments.at(0).elements();
    for (int i = 0; i < elements.size(); i++) {
      Optional<Boolean> same = Equality.of(elements.get(i), arguments.at(1));
      if (same.isEmpty()) {
        return Value.unknown(NUMBER);
      }
      if (same.get()) {
        return Value.of(i);
      }
    }
    throw new Refusal(1, "the value is not in the list");
  }

  private static Type oneType(Arguments arguments) throws Refusal {
    return switch (arguments.type(0)) {
      case ListType list -> list.element();
      case SetType set -> set.element();
      case TupleType tuple when tuple.elements().isEmpty() -> ANY;
      case TupleType tuple when tuple.elements().size() == 1 -> tuple.elements().getFirst();
      default -> throw notOne();
    };
  }

  private static Refusal notOne() {
    return new Refusal(0, "a list, set or tuple with no or one element is required");
  }

  private static Value one(Arguments arguments, Type type) throws Refusal {
    Value list = arguments.at(0);
    if (!CollectionFunctions.hasKnownSize(list)) {
      return Value.unknown(type);
    }
    return switch (list.elements().size()) {
      case 0 -> Value.nullOf(type);
      case 1 -> list.elements().getFirst();
      default -> throw notOne();
    };
  }

  private static Type reversedType(Arguments arguments) throws Refusal {
    return switch (arguments.type(0)) {
      case ListType list -> list;
      case SetType set -> new ListType(set.element());
      case TupleType tuple -> new TupleType(tuple.elements().reversed());
      default -> throw new Refusal(0, "a list or tuple is required, not " + arguments.type(0));
    };
  }

  private static Value reversed(Arguments arguments, Type type) {
    Value list = arguments.at(0);
    return sequence(type, list.elements().reversed()).with(list.marks());
  }

  /** A list if the type is one, otherwise a tuple. */
  static Value sequence(Type type, List<Value> elements) {
    return type instanceof ListType list
        ? Value.list(list.element(), elements)
        : Value.tuple(elements);
  }

  private static Value chunks(Arguments arguments) throws Refusal {
    Value list = arguments.at(0).unmarked();
    int size = new Arguments(List.of(list, arguments.at(1).unmarked())).size(1);
    if (size < 0) {
      throw new Refusal(1, "the size must not be negative");
    }
    List<Value> chunks = new ArrayList<>();
    List<Value> elements = list.elements();
    int step = size == 0 ? Math.max(1, elements.size()) : size;
    for (int i = 0; i < elements.size(); i += step) {
      int end = (int) Math.min((long) i + step, elements.size());
      chunks.add(sequence(list.type(), elements.subList(i, end)));
      if (end == elements.size()) {
        break;
      }
    }
    return Value.list(list.type(), chunks)
        .with(arguments.at(0).marks())
        .with(arguments.at(1).marks());
  }

  private static Value compacted(Value list) {
    return list.isWhollyKnown()
        ? Value.list(
            STRING,
            list.elements().stream()
                .filter(value -> !value.isNull() && !value.text().isEmpty())
                .toList())
        : Value.unknown(STRINGS);
  }

  private static Value distinct(Value list) {
    return list.isWhollyKnown()
        ? sequence(list.type(), List.copyOf(new ArrayList<>(new LinkedHashSet<>(list.elements()))))
        : Value.unknown(list.type());
  }

  private static Type matchedType(Arguments arguments) throws Refusal {
    if (Conversion.unify(List.of(arguments.type(1), arguments.type(2))).isEmpty()) {
      throw new Refusal(2, "the keys and the search set must be of one type");
    }
    return arguments.type(0);
  }

  private static Value matched(Arguments arguments, Type type) throws Refusal {
    List<Value> values = arguments.at(0).elements();
    if (values.size() != arguments.at(1).elements().size()) {
      throw new Refusal(1, "there must be as many keys as values");
    }
    Type common =
        Conversion.unify(List.of(arguments.type(1), arguments.type(2))).orElse(arguments.type(1));
    Value keys = Conversion.convert(arguments.at(1), common).or(Value.DYNAMIC);
    Value search = Conversion.convert(arguments.at(2), common).or(Value.DYNAMIC);
    if (search.isKnown() && search.elements().isEmpty()) {
      return sequence(type, List.of());
    }
    boolean known =
        arguments.at(0).isWhollyKnown() && keys.isWhollyKnown() && search.isWhollyKnown();
    if (!known) {
      return Value.unknown(type);
    }
    LinkedHashSet<Value> wanted = new LinkedHashSet<>(search.elements());
    List<Value> found = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (wanted.contains(keys.elements().get(i))) {
        found.add(values.get(i));
      }
    }
    return sequence(type, found);
  }

  private static Value sorted(Value list) throws Refusal {
    if (!list.isWhollyKnown()) {
      return Value.unknown(STRINGS);
    }
    List<String> texts = new ArrayList<>();
    for (Value value : list.elements()) {
      if (value.isNull()) {
        throw new Refusal(0, "element " + texts.size() + " is null and cannot be sorted");
      }
      texts.add(value.text());
    }
    texts.sort(SequenceFunctions::byCodePoint);
    return StringFunctions.texts(texts);
  }

  /** As UTF-8 sorts, which is not as UTF-16 does. */
  private static int byCodePoint(String left, String right) {
    int end = Math.min(left.length(), right.length());
    for (int i = 0; i < end; i++) {
      char one = left.charAt(i);
      char other = right.charAt(i);
      if (one != other) {
        boolean pairs = Character.isSurrogate(one) != Character.isSurrogate(other);
        return pairs == (one > other) ? -1 : 1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
