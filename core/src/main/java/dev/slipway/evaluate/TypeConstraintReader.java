package dev.slipway.evaluate;

import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Suggestion;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.BoolLiteral;
import dev.slipway.hcl.syntax.HclExpression.Call;
import dev.slipway.hcl.syntax.HclExpression.Invalid;
import dev.slipway.hcl.syntax.HclExpression.JsonText;
import dev.slipway.hcl.syntax.HclExpression.NullLiteral;
import dev.slipway.hcl.syntax.HclExpression.ObjectConstructor;
import dev.slipway.hcl.syntax.HclExpression.Template;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclExpression.Tuple;
import dev.slipway.hcl.syntax.HclReader;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Conversion;
import dev.slipway.value.Defaults;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a type constraint. Types nest no deeper than the expressions that the reader lets pass. */
final class TypeConstraintReader {

  private static final List<String> WORDS =
      List.of("string", "number", "bool", "any", "list", "set", "map", "object", "tuple");

  private static final String FIX =
      "Write a type, such as `string`, `list(string)` or `object({ name = string })`.";

  private final Problems problems;
  private boolean failed;
  // The place of the JSON text that the type is written in; its inside has no places of its own.
  private @Nullable Range fixed;

  TypeConstraintReader(Problems problems) {
    this.problems = problems;
  }

  TypeConstraint constraint(HclExpression expression) {
    TypeConstraint read;
    if (expression instanceof Template text) {
      read = quoted(text);
    } else {
      String word = word(expression);
      read =
          switch (word == null ? "" : word) {
            case "list" -> of(new ListType(Primitive.DYNAMIC));
            case "map" -> of(new MapType(Primitive.DYNAMIC));
            default -> read(expression);
          };
    }
    return failed ? TypeConstraint.ANY : read;
  }

  private static TypeConstraint of(Type type) {
    return new TypeConstraint(type, Optional.empty());
  }

  private TypeConstraint fail(Range range, String detail, String fix) {
    failed = true;
    problems.error(
        "SLIP-EXPR-TYPE", fixed == null ? range : fixed, "Invalid type specification", detail, fix);
    return TypeConstraint.ANY;
  }

  private TypeConstraint quoted(Template text) {
    String type = text.literal().orElse("");
    String instead =
        switch (type) {
          case "list" -> "list(string)";
          case "map" -> "map(string)";
          default -> type;
        };
    return fail(
        text.range(),
        "A type is not text. Terraform has not taken types in quotes since version 0.12.",
        instead.isEmpty() ? FIX : "Write `" + instead + "` without quotes.");
  }

  /** The bare word that an expression is, also one in a JSON text. */
  private @Nullable String word(HclExpression expression) {
    return switch (expression) {
      case Traversal word -> word.steps().isEmpty() ? word.root() : null;
      case BoolLiteral word -> Boolean.toString(word.value());
      case NullLiteral word -> "null";
      case JsonText text -> WORDS.contains(text.raw()) ? text.raw() : null;
      default -> null;
    };
  }

  private TypeConstraint read(HclExpression expression) {
    String word = word(expression);
    if (word != null) {
      return word(word, expression.range());
    }
    return switch (expression) {
      case JsonText text -> inText(text);
      case Call call -> call(call);
      case Invalid invalid -> {
        failed = true; // reported by whoever read it
        yield TypeConstraint.ANY;
      }
      default ->
          fail(
              expression.range(),
              "A type is one of the words string, number, bool and any, or a call such as"
                  + " `list(string)`.",
              FIX);
    };
  }

  private TypeConstraint inText(JsonText text) {
    fixed = text.range();
    Outcome<HclExpression> inner = HclReader.expression(text.range().source().path(), text.raw());
    boolean nested = inner.value() instanceof JsonText || inner.value() instanceof Invalid;
    return nested ? fail(text.range(), "This text is no type.", FIX) : read(inner.value());
  }

  private TypeConstraint word(String word, Range range) {
    return switch (word) {
      case "string" -> of(Primitive.STRING);
      case "number" -> of(Primitive.NUMBER);
      case "bool" -> of(Primitive.BOOL);
      case "any" -> TypeConstraint.ANY;
      case "list", "set", "map" ->
          fail(
              range,
              "`" + word + "` needs the type of its elements as an argument.",
              "Write `" + word + "(string)`, or another element type.");
      case "object" ->
          fail(
              range,
              "`object` needs the names and types of its attributes as an argument.",
              "Write them as in `object({ name = string })`.");
      case "tuple" ->
          fail(
              range,
              "`tuple` needs the types of its elements as an argument.",
              "Write them as in `tuple([string, number])`.");
      default -> fail(range, "`" + word + "` is no type." + Suggestion.sentence(word, WORDS), FIX);
    };
  }

  private TypeConstraint call(Call call) {
    boolean one = call.arguments().size() == 1;
    return switch (call.name()) {
      case "string", "number", "bool", "any" ->
          fail(
              call.range(),
              "`" + call.name() + "` takes no arguments.",
              "Write `" + call.name() + "` alone.");
      case "list", "set", "map", "object", "tuple" ->
          one
              ? constructed(call, call.arguments().getFirst())
              : fail(
                  call.range(),
                  "`%s` takes one argument, but has %d."
                      .formatted(call.name(), call.arguments().size()),
                  FIX);
      case "optional" ->
          fail(
              call.nameRange(),
              "`optional` is for the attributes of an object only.",
              "Give the type alone; a variable becomes optional by its `default`.");
      default ->
          fail(
              call.range(),
              "`" + call.name() + "` makes no type." + Suggestion.sentence(call.name(), WORDS),
              FIX);
    };
  }

  private TypeConstraint constructed(Call call, HclExpression argument) {
    return switch (call.name()) {
      case "object" -> object(argument);
      case "tuple" -> tuple(argument);
      default -> collection(call.name(), read(argument));
    };
  }

  private static TypeConstraint collection(String kind, TypeConstraint element) {
    Type type =
        switch (kind) {
          case "list" -> new ListType(element.type());
          case "set" -> new SetType(element.type());
          default -> new MapType(element.type());
        };
    return new TypeConstraint(
        type,
        element
            .defaults()
            .map(inner -> new Defaults(type, Map.of(), Map.of(Defaults.EACH, inner))));
  }

  private TypeConstraint tuple(HclExpression argument) {
    if (!(argument instanceof Tuple tuple)) {
      return fail(
          argument.range(),
          "`tuple` takes a list of types.",
          "Write it as in `tuple([string, number])`.");
    }
    List<Type> types = new ArrayList<>();
    Map<String, Defaults> parts = new LinkedHashMap<>();
    for (HclExpression item : tuple.items()) {
      TypeConstraint element = read(item);
      String index = Integer.toString(types.size());
      element.defaults().ifPresent(inner -> parts.put(index, inner));
      types.add(element.type());
    }
    Type type = new TupleType(types);
    return new TypeConstraint(type, defaults(type, Map.of(), parts));
  }

  private static Optional<Defaults> defaults(
      Type type, Map<String, Value> values, Map<String, Defaults> parts) {
    return values.isEmpty() && parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Defaults(type, values, parts));
  }

  private TypeConstraint object(HclExpression argument) {
    if (!(argument instanceof ObjectConstructor object)) {
      return fail(
          argument.range(),
          "`object` takes the names of its attributes with their types.",
          "Write it as in `object({ name = string })`.");
    }
    Attributes attributes = new Attributes();
    for (ObjectConstructor.Entry entry : object.entries()) {
      String name = entry.key() instanceof JsonText ? null : word(entry.key());
      if (name == null) {
        fail(
            entry.key().range(),
            "The names of attributes are written as bare words.",
            "Write the name without quotes or parentheses.");
      } else if (attributes.types.containsKey(name)) {
        fail(
            entry.key().range(),
            "The attribute `" + name + "` is there twice.",
            "Remove one of them.");
      } else {
        attribute(name, entry.value(), attributes);
      }
    }
    Type type = new ObjectType(attributes.types, attributes.optional);
    return new TypeConstraint(type, defaults(type, attributes.values, attributes.parts));
  }

  /** What is known of an object's attributes so far. */
  private static final class Attributes {
    private final Map<String, Type> types = new LinkedHashMap<>();
    private final Set<String> optional = new LinkedHashSet<>();
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, Defaults> parts = new LinkedHashMap<>();
  }

  private void attribute(String name, HclExpression written, Attributes into) {
    HclExpression inner = written;
    Optional<HclExpression> defaultValue = Optional.empty();
    if (written instanceof Call call && call.name().equals("optional")) {
      int count = call.arguments().size();
      if (count < 1 || count > 2) {
        fail(
            call.range(),
            "`optional` takes a type and, if there is one, a default.",
            "Write it as in `optional(string)` or `optional(string, \"default\")`.");
        return;
      }
      into.optional.add(name);
      inner = call.arguments().getFirst();
      defaultValue = count == 2 ? Optional.of(call.arguments().getLast()) : Optional.empty();
    }
    TypeConstraint type = read(inner);
    into.types.put(name, type.type());
    type.defaults().ifPresent(parts -> into.parts.put(name, parts));
    defaultValue
        .flatMap(value -> defaultOf(value, type.type()))
        .ifPresent(value -> into.values.put(name, value));
  }

  private Optional<Value> defaultOf(HclExpression written, Type type) {
    Problems found = new Problems();
    Value value = Evaluator.evaluate(written, Scope.constant(), found);
    found.sorted().forEach(problems::add);
    failed |= found.hasErrors();
    Conversion converted = Conversion.convert(value, type);
    if (!(converted instanceof Conversion.Refused refused)) {
      return found.hasErrors() ? Optional.empty() : Optional.of(converted.or(value));
    }
    failed = true;
    problems.error(
        "SLIP-EXPR-TYPE",
        fixed == null ? written.range() : fixed,
        "Invalid default value for optional attribute",
        "This default is not a value of the attribute's type: " + refused.reason() + ".",
        "Give a default of the type, or change the type.");
    return Optional.empty();
  }
}
