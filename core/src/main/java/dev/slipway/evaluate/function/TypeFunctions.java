package dev.slipway.evaluate.function;

import static dev.slipway.evaluate.function.Declaration.ANY;
import static dev.slipway.evaluate.function.Declaration.BOOL;
import static dev.slipway.evaluate.function.Declaration.LIST;
import static dev.slipway.evaluate.function.Declaration.MAP;
import static dev.slipway.evaluate.function.Declaration.NUMBER;
import static dev.slipway.evaluate.function.Declaration.SET;
import static dev.slipway.evaluate.function.Declaration.STRING;
import static dev.slipway.evaluate.function.Declaration.named;

import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.evaluate.function.Declaration.Takes;
import dev.slipway.value.Conversion;
import dev.slipway.value.Mark;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Types changed on purpose, and marks put on and taken off. */
final class TypeFunctions {

  private static final Takes[] AS_IT_IS = Takes.values();

  private TypeFunctions() {}

  static Optional<Function> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "tostring" -> to(name, STRING);
          case "tonumber" -> to(name, NUMBER);
          case "tobool" -> to(name, BOOL);
          case "tolist" -> to(name, LIST);
          case "toset" -> to(name, SET);
          case "tomap" -> to(name, MAP);
          case "sensitive" -> same(name, value -> value.with(EnumSet.of(Mark.SENSITIVE)));
          case "nonsensitive" -> same(name, TypeFunctions::shown);
          case "ephemeralasnull" -> same(name, TypeFunctions::kept);
          case "issensitive" ->
              named(name).takes("value", ANY, AS_IT_IS).gives(BOOL, TypeFunctions::isSensitive);
          default -> null;
        });
  }

  private static Function same(String name, java.util.function.UnaryOperator<Value> change) {
    return named(name)
        .takes("value", ANY, AS_IT_IS)
        .gives(a -> a.type(0), (a, type) -> change.apply(a.at(0)));
  }

  private static Function to(String name, Type wanted) {
    return named(name)
        .takes("v", ANY, AS_IT_IS)
        .gives(a -> wantedType(a.type(0), wanted), (a, type) -> converted(a.at(0), wanted));
  }

  private static Type wantedType(Type given, Type wanted) throws Refusal {
    if (!Conversion.possible(given, wanted, true)) {
      throw new Refusal(0, "cannot convert " + given + " to " + wanted);
    }
    return wanted;
  }

  private static Value converted(Value value, Type wanted) throws Refusal {
    if (!value.isKnown()) {
      // Terraform leaves the element type open, even where it could be told.
      return Value.unknown(wanted).with(value.marks());
    }
    return switch (Conversion.convert(value, wanted)) {
      case Conversion.Converted done -> done.value();
      case Conversion.Refused refused ->
          throw new Refusal(
              0, "cannot convert this " + value.type() + " to " + wanted + hint(value, wanted));
    };
  }

  private static String hint(Value value, Type wanted) {
    if (!value.type().equals(STRING)) {
      return "";
    }
    return wanted.equals(BOOL)
        ? "; only \"true\" and \"false\" can be"
        : wanted.equals(NUMBER) ? "; it does not write a decimal number" : "";
  }

  private static Value isSensitive(Arguments arguments) {
    Value value = arguments.at(0);
    if (value.has(Mark.SENSITIVE)) {
      return Value.TRUE;
    }
    return value.isKnown() ? Value.FALSE : Value.unknown(BOOL);
  }

  private static Value shown(Value value) {
    Set<Mark> rest = EnumSet.noneOf(Mark.class);
    rest.addAll(value.marks());
    rest.remove(Mark.SENSITIVE);
    return value.unmarked().with(rest);
  }

  /** The value with null for everything in it that must not be kept. */
  private static Value kept(Value value) {
    if (value.has(Mark.EPHEMERAL)) {
      Set<Mark> rest = EnumSet.noneOf(Mark.class);
      rest.addAll(value.marks());
      rest.remove(Mark.EPHEMERAL);
      return Value.nullOf(value.type()).with(rest);
    }
    if (!value.allMarks().contains(Mark.EPHEMERAL)) {
      return value;
    }
    return rebuilt(value).with(value.marks());
  }

  private static Value rebuilt(Value value) {
    if (value.hasFields()) {
      Map<String, Value> fields = new LinkedHashMap<>();
      value.fields().forEach((name, field) -> fields.put(name, kept(field)));
      return value.type() instanceof MapType map
          ? Value.map(map.element(), fields)
          : Value.object(fields);
    }
    List<Value> elements = new ArrayList<>();
    value.elements().forEach(element -> elements.add(kept(element)));
    return value.type() instanceof ListType list
        ? Value.list(list.element(), elements)
        : Value.tuple(elements);
  }
}
