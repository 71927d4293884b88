package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.ANY;
import static dev.slipway.evaluate.function.Declaration.STRING;
import static dev.slipway.evaluate.function.Declaration.STRINGS;
import static dev.slipway.evaluate.function.Declaration.named;

import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.evaluate.function.Declaration.Takes;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Texts with values put in by verbs such as {@code %s}. */
final class FormatFunctions {

  private FormatFunctions() {}

  static Optional<Function> find(String name) {
    Takes[] takes = {Takes.NULL, Takes.UNKNOWN, Takes.ANY_TYPE};
    return Optional.ofNullable(
        switch (name) {
          case "format" ->
              named(name)
                  .takes("format", STRING)
                  .more("args", ANY, takes)
                  .gives(STRING, a -> formatted(a.text(0), a.from(1)));
          case "formatlist" ->
              named(name)
                  .takes("format", STRING)
                  .more("args", ANY, takes)
                  .gives(STRINGS, FormatFunctions::list);
          default -> null;
        });
  }

  private static Value formatted(String format, List<Value> arguments) throws Refusal {
    return arguments.stream().allMatch(FormatFunctions::isReady)
        ? Formatter.format(format, arguments).map(Value::of).orElse(Value.unknown(STRING))
        : Value.unknown(STRING);
  }

  /** A null that is of no type yet is not written either. */
  private static boolean isReady(Value value) {
    return value.isWhollyKnown() && value.type() != Primitive.DYNAMIC;
  }

  private static Value list(Arguments arguments) throws Refusal {
    int length = -1;
    boolean known = true;
    for (int i = 1; i < arguments.count(); i++) {
      Value value = arguments.at(i);
      if (isSequence(value)) {
        int own = length(value);
        if (own >= 0 && length >= 0 && own != length) {
          throw new Refusal(i, "it has " + own + " elements, where another list has " + length);
        }
        length = own >= 0 ? own : length;
        known &= own >= 0 && value.isKnown();
      } else {
        known &= value.type() != Primitive.DYNAMIC;
      }
    }
    return known ? rows(arguments, length < 0 ? 1 : length) : Value.unknown(STRINGS);
  }

  private static boolean isSequence(Value value) {
    return !value.isNull()
        && switch (value.type()) {
          case ListType list -> true;
          case SetType set -> true;
          case TupleType tuple -> true;
          default -> false;
        };
  }

  private static int length(Value value) {
    if (value.type() instanceof TupleType tuple) {
      return tuple.elements().size();
    }
    return CollectionFunctions.hasKnownSize(value) ? value.elements().size() : -1;
  }

  private static Value rows(Arguments arguments, int length) throws Refusal {
    List<Value> rows = new ArrayList<>();
    for (int row = 0; row < length; row++) {
      List<Value> values = new ArrayList<>();
      for (Value value : arguments.from(1)) {
        values.add(isSequence(value) ? value.elements().get(row) : value);
      }
      rows.add(formatted(arguments.text(0), values));
    }
    return Value.list(STRING, rows);
  }
}
