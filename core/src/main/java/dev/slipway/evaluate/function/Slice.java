package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.ANY;

import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;

/** A part of a list or tuple. */
final class Slice {

  private Slice() {}

  static Type type(Arguments arguments) throws Refusal {
    return switch (arguments.type(0)) {
      case ListType list -> {
        check(arguments, arguments.at(0).isKnown() ? arguments.at(0).elements().size() : -1);
        yield list;
      }
      case TupleType tuple -> {
        check(arguments, tuple.elements().size());
        boolean known = arguments.at(1).isKnown() && arguments.at(2).isKnown();
        yield known
            ? new TupleType(tuple.elements().subList(arguments.size(1), arguments.size(2)))
            : ANY;
      }
      case SetType set ->
          throw new Refusal(0, "the elements of a set have no order: make a list of it first");
      default -> throw new Refusal(0, "a list or tuple is required, not " + arguments.type(0));
    };
  }

  /** Refuses limits that a sequence of this length, -1 for one not known, does not have. */
  private static void check(Arguments arguments, int length) throws Refusal {
    for (int i = 1; i <= 2; i++) {
      if (arguments.at(i).isKnown()) {
        long limit = arguments.integer(i);
        if (limit < 0) {
          throw new Refusal(i, "the index must not be negative");
        }
        if (length >= 0 && limit > length) {
          throw new Refusal(i, "the index must not be greater than the list's length, " + length);
        }
      }
    }
    boolean known = arguments.at(1).isKnown() && arguments.at(2).isKnown();
    if (known && arguments.integer(1) > arguments.integer(2)) {
      throw new Refusal(1, "the start must not be greater than the end");
    }
  }

  static Value cut(Arguments arguments, Type type) throws Refusal {
    Value list = arguments.at(0);
    return SequenceFunctions.sequence(
            type, list.elements().subList(arguments.size(1), arguments.size(2)))
        .with(list.marks());
  }
}
