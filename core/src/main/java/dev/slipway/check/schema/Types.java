package dev.slipway.check.schema;

import dev.slipway.stack.Expression;
import dev.slipway.stack.Value;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Terraform's types: what a type constraint says, what converts to what. */
final class Types {

  private Types() {}

  /** A variable's type constraint and which of its attributes may be left out. */
  record Constraint(Type type, Set<String> optional) {}

  /** Reads a type constraint; empty when it is none. */
  static Optional<Constraint> constraint(Expression expression) {
    Set<String> optional = new LinkedHashSet<>();
    return read(expression, optional, "").map(type -> new Constraint(type, optional));
  }

  private static Optional<Type> read(Expression expression, Set<String> optional, String path) {
    if (expression instanceof Expression.Reference reference && reference.steps().isEmpty()) {
      return switch (reference.root()) {
        case "string" -> Optional.of(Primitive.STRING);
        case "number" -> Optional.of(Primitive.NUMBER);
        case "bool" -> Optional.of(Primitive.BOOL);
        case "any" -> Optional.of(Primitive.DYNAMIC);
        default -> Optional.empty();
      };
    }
    if (!(expression instanceof Expression.Call call) || call.arguments().isEmpty()) {
      return Optional.empty();
    }
    Expression first = call.arguments().getFirst();
    return switch (call.name()) {
      case "list" -> read(first, optional, path).map(ListType::new);
      case "set" -> read(first, optional, path).map(SetType::new);
      case "map" -> read(first, optional, path).map(MapType::new);
      case "optional" -> {
        optional.add(path);
        yield read(first, optional, path);
      }
      case "tuple" -> Optional.of(Primitive.DYNAMIC);
      case "object" ->
          first instanceof Expression.ObjectOf object
              ? object(object, optional, path)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Type> object(
      Expression.ObjectOf object, Set<String> optional, String path) {
    Map<String, Type> attributes = new LinkedHashMap<>();
    for (Expression.ObjectOf.Entry entry : object.entries()) {
      if (!(entry.key() instanceof Expression.Text key)) {
        return Optional.empty();
      }
      Optional<Type> type = read(entry.value(), optional, path + "." + key.value());
      if (type.isEmpty()) {
        return Optional.empty();
      }
      attributes.put(key.value(), type.get());
    }
    return Optional.of(new ObjectType(attributes));
  }

  /**
   * What is wrong with an expression where {@code type} is wanted, as far as its form tells; empty
   * for nothing.
   */
  static Optional<String> mismatch(
      Expression expression, Type type, Set<String> optional, String path) {
    if (type == Primitive.DYNAMIC) {
      return Optional.empty();
    }
    return switch (expression) {
      case Expression.Text text -> primitive(Value.of(text.value()), type);
      case Expression.Number number -> primitive(new Value.Number(number.value()), type);
      case Expression.Bool bool -> primitive(Value.of(bool.value()), type);
      case Expression.ListOf list -> items(list.items(), type, optional, path);
      case Expression.ObjectOf object -> fields(object, type, optional, path);
      case Expression.Template template ->
          template.parts().size() > 1 && !(type instanceof Primitive)
              ? Optional.of("a string where " + type + " is needed")
              : Optional.empty();
      case Expression.Conditional conditional ->
          mismatch(conditional.then(), type, optional, path)
              .or(() -> mismatch(conditional.otherwise(), type, optional, path));
      case Expression.ForList loop ->
          type instanceof ListType || type instanceof SetType
              ? Optional.empty()
              : Optional.of("a list where " + type + " is needed");
      case Expression.ForObject loop ->
          type instanceof MapType || type instanceof ObjectType
              ? Optional.empty()
              : Optional.of("an object where " + type + " is needed");
      case Expression.Call call ->
          call.name().equals("jsonencode") && !(type instanceof Primitive)
              ? Optional.of("a string where " + type + " is needed")
              : Optional.empty();
      case Expression.Binary binary ->
          type instanceof Primitive
              ? Optional.empty()
              : Optional.of("the outcome of an operation where " + type + " is needed");
      case Expression.Unary unary ->
          type instanceof Primitive
              ? Optional.empty()
              : Optional.of("the outcome of an operation where " + type + " is needed");
      case Expression.Null nothing -> Optional.empty();
      case Expression.Reference reference -> Optional.empty();
    };
  }

  private static Optional<String> primitive(Value value, Type type) {
    if (!(type instanceof Primitive primitive)) {
      return Optional.of(word(value) + " where " + type + " is needed");
    }
    boolean fits =
        switch (primitive) {
          case STRING, DYNAMIC -> true;
          case NUMBER -> value.asNumber().isPresent();
          case BOOL -> value.asBool().isPresent();
        };
    return fits ? Optional.empty() : Optional.of(word(value) + " where a " + type + " is needed");
  }

  private static String word(Value value) {
    return switch (value) {
      case Value.Text text -> "a string";
      case Value.Number number -> "a number";
      case Value.Bool bool -> "a truth value";
      case Value.Items items -> "a list";
      case Value.Fields fields -> "an object";
      case Value.Nothing nothing -> "null";
      case Value.Unknown unknown -> "an unknown value";
    };
  }

  private static Optional<String> items(
      List<Expression> items, Type type, Set<String> optional, String path) {
    Type element =
        switch (type) {
          case ListType list -> list.element();
          case SetType set -> set.element();
          default -> null;
        };
    if (element == null) {
      return Optional.of("a list where " + type + " is needed");
    }
    for (Expression item : items) {
      Optional<String> wrong = mismatch(item, element, optional, path);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> fields(
      Expression.ObjectOf object, Type type, Set<String> optional, String path) {
    return switch (type) {
      case MapType map -> {
        Optional<String> wrong = Optional.empty();
        for (Expression.ObjectOf.Entry entry : object.entries()) {
          wrong = wrong.or(() -> mismatch(entry.value(), map.element(), optional, path));
        }
        yield wrong;
      }
      case ObjectType wanted -> object(object, wanted, optional, path);
      default -> Optional.of("an object where " + type + " is needed");
    };
  }

  private static Optional<String> object(
      Expression.ObjectOf object, ObjectType wanted, Set<String> optional, String path) {
    Map<String, Expression> given = new LinkedHashMap<>();
    for (Expression.ObjectOf.Entry entry : object.entries()) {
      if (!(entry.key() instanceof Expression.Text key)) {
        return Optional.empty();
      }
      given.put(key.value(), entry.value());
    }
    for (Map.Entry<String, Type> attribute : wanted.attributes().entrySet()) {
      String inner = path + "." + attribute.getKey();
      Expression value = given.get(attribute.getKey());
      if (value == null && !optional.contains(inner)) {
        return Optional.of("an object without the attribute `" + attribute.getKey() + "`");
      }
      Optional<String> wrong =
          value == null ? Optional.empty() : mismatch(value, attribute.getValue(), optional, inner);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  /** Whether Terraform may convert a value of the one type to the other. */
  static boolean converts(Type from, Type to) {
    if (from == Primitive.DYNAMIC || to == Primitive.DYNAMIC) {
      return true;
    }
    return switch (to) {
      case Primitive wanted ->
          from instanceof Primitive given
              && (given == wanted || wanted == Primitive.STRING || given == Primitive.STRING);
      case ListType list -> element(from).map(e -> converts(e, list.element())).orElse(false);
      case SetType set -> element(from).map(e -> converts(e, set.element())).orElse(false);
      case MapType map ->
          switch (from) {
            case MapType given -> converts(given.element(), map.element());
            case ObjectType given ->
                given.attributes().values().stream().allMatch(t -> converts(t, map.element()));
            default -> false;
          };
      case Type.TupleType tuple -> from instanceof Type.TupleType;
      case ObjectType object -> from instanceof ObjectType || from instanceof MapType;
    };
  }

  private static Optional<Type> element(Type type) {
    return switch (type) {
      case ListType list -> Optional.of(list.element());
      case SetType set -> Optional.of(set.element());
      default -> Optional.empty();
    };
  }
}
