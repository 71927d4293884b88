package dev.slipway.stack;

import dev.slipway.stack.Expression.Reference;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a stack's expressions come to in one environment, as far as that is known before anything is
 * applied: variables, locals, literals and functions of them. What depends on a resource stays
 * unknown.
 */
public final class Evaluation {

  private static final int DEPTH = 200;
  private static final int MOST_ITEMS = 10_000;

  private final Map<String, Value> variables = new LinkedHashMap<>();
  private final Map<String, Expression> locals = new LinkedHashMap<>();
  private final Map<String, Value> known = new LinkedHashMap<>();
  private final Set<String> underWay = new LinkedHashSet<>();
  private int depth;

  private Evaluation() {}

  /** The stack with the values of one environment; for a name without a file the defaults alone. */
  public static Evaluation of(Stack stack, String environment) {
    Evaluation evaluation = new Evaluation();
    for (InputVariable variable : stack.variables()) {
      Value value =
          variable
              .defaultValue()
              .map(expression -> evaluation.evaluate(expression, Map.of()))
              .orElse(Value.UNKNOWN);
      evaluation.variables.put(variable.name(), value);
    }
    for (VariableFile file : stack.variableFiles()) {
      if (file.environment().equals(environment)) {
        file.values()
            .forEach(one ->
                evaluation.variables.put(one.name(), evaluation.evaluate(one.value(), Map.of())));
      }
    }
    stack.locals().forEach(local -> evaluation.locals.putIfAbsent(local.name(), local.value()));
    return evaluation;
  }

  /**
   * What the expression comes to; empty when it is unknown. Parts of a collection may be {@link
   * Value.Unknown}.
   */
  public Optional<Value> value(Expression expression) {
    Value value = evaluate(expression, Map.of());
    return value instanceof Value.Unknown ? Optional.empty() : Optional.of(value);
  }

  /** As {@link #value(Expression)}, with iterators such as {@code each} or a dynamic block's. */
  public Optional<Value> value(Expression expression, Map<String, Value> scope) {
    Value value = evaluate(expression, scope);
    return value instanceof Value.Unknown ? Optional.empty() : Optional.of(value);
  }

  public Optional<String> text(Expression expression) {
    return value(expression).flatMap(Value::asText);
  }

  public Optional<BigDecimal> number(Expression expression) {
    return value(expression).flatMap(Value::asNumber);
  }

  public Optional<Boolean> bool(Expression expression) {
    return value(expression).flatMap(Value::asBool);
  }

  /** How many instances of the resource there are; empty when that is not known. */
  public OptionalInt instances(Resource resource) {
    Optional<Expression> count = resource.meta().count();
    if (count.isPresent()) {
      Optional<BigDecimal> number = number(count.get());
      return number.isPresent() ? OptionalInt.of(number.get().intValue()) : OptionalInt.empty();
    }
    Optional<Expression> forEach = resource.meta().forEach();
    if (forEach.isEmpty()) {
      return OptionalInt.of(1);
    }
    return switch (value(forEach.get()).orElse(Value.UNKNOWN)) {
      case Value.Items items -> OptionalInt.of(items.items().size());
      case Value.Fields fields -> OptionalInt.of(fields.fields().size());
      default -> OptionalInt.empty();
    };
  }

  /**
   * The scopes of a resource's instances: {@code each} or {@code count} by instance; one empty
   * scope for a plain one.
   */
  public List<Map<String, Value>> scopes(Resource resource) {
    List<Map<String, Value>> scopes = new ArrayList<>();
    Optional<Expression> forEach = resource.meta().forEach();
    if (forEach.isPresent()) {
      elements(value(forEach.get()).orElse(Value.UNKNOWN), true)
          .forEach((key, value) -> scopes.add(Map.of("each", pair(key, value))));
      return scopes;
    }
    if (resource.meta().count().isPresent()) {
      int count = instances(resource).orElse(0);
      for (int i = 0; i < Math.min(count, MOST_ITEMS); i++) {
        scopes.add(Map.of("count", new Value.Fields(Map.of("index", Value.of(i)))));
      }
      return scopes;
    }
    return List.of(Map.of());
  }

  /** {@code key} and {@code value} as an iterator shows them. */
  public static Value pair(Value key, Value value) {
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("key", key);
    fields.put("value", value);
    return new Value.Fields(fields);
  }

  /** The elements of a collection by key; of a set by the element itself. */
  public static Map<Value, Value> elements(Value collection, boolean set) {
    Map<Value, Value> elements = new LinkedHashMap<>();
    switch (collection) {
      case Value.Items items -> {
        for (int i = 0; i < items.items().size(); i++) {
          Value item = items.items().get(i);
          elements.put(set ? item : Value.of(i), item);
        }
      }
      case Value.Fields fields ->
          fields.fields().forEach((key, value) -> elements.put(Value.of(key), value));
      default -> {}
    }
    return elements;
  }

  private Value evaluate(Expression expression, Map<String, Value> scope) {
    if (depth >= DEPTH) {
      return Value.UNKNOWN;
    }
    depth++;
    try {
      return compute(expression, scope);
    } finally {
      depth--;
    }
  }

  private Value compute(Expression expression, Map<String, Value> scope) {
    return switch (expression) {
      case Expression.Text text -> Value.of(text.value());
      case Expression.Number number -> new Value.Number(number.value());
      case Expression.Bool bool -> Value.of(bool.value());
      case Expression.Null nothing -> Value.NULL;
      case Expression.ListOf list -> new Value.Items(all(list.items(), scope));
      case Expression.ObjectOf object -> object(object, scope);
      case Reference reference -> reference(reference, scope);
      case Expression.Call call -> call(call, scope);
      case Expression.Template template -> template(template, scope);
      case Expression.Conditional conditional -> conditional(conditional, scope);
      case Expression.Binary binary ->
          Arithmetic.binary(
              binary.operator(), evaluate(binary.left(), scope), evaluate(binary.right(), scope));
      case Expression.Unary unary ->
          Arithmetic.unary(unary.operator(), evaluate(unary.operand(), scope));
      case Expression.ForList loop -> forList(loop, scope);
      case Expression.ForObject loop -> forObject(loop, scope);
    };
  }

  private List<Value> all(List<Expression> expressions, Map<String, Value> scope) {
    List<Value> values = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      values.add(evaluate(expression, scope));
    }
    return values;
  }

  private Value object(Expression.ObjectOf object, Map<String, Value> scope) {
    Map<String, Value> fields = new LinkedHashMap<>();
    for (Expression.ObjectOf.Entry entry : object.entries()) {
      Optional<String> key = evaluate(entry.key(), scope).asText();
      if (key.isEmpty()) {
        return Value.UNKNOWN;
      }
      fields.put(key.get(), evaluate(entry.value(), scope));
    }
    return new Value.Fields(fields);
  }

  private Value call(Expression.Call call, Map<String, Value> scope) {
    if (call.name().equals("can") || call.name().equals("sensitive")) {
      return call.name().equals("can")
          ? Value.UNKNOWN
          : evaluate(call.arguments().getFirst(), scope);
    }
    List<Value> arguments = all(call.arguments(), scope);
    if (call.expandLast()) {
      if (!(arguments.removeLast() instanceof Value.Items items)) {
        return Value.UNKNOWN;
      }
      arguments.addAll(items.items());
    }
    return Functions.call(call.name(), arguments);
  }

  private Value template(Expression.Template template, Map<String, Value> scope) {
    if (template.parts().size() == 1) {
      return evaluate(template.parts().getFirst(), scope);
    }
    StringBuilder text = new StringBuilder();
    for (Expression part : template.parts()) {
      Optional<String> piece = evaluate(part, scope).asText();
      if (piece.isEmpty() || text.length() > 1_000_000) {
        return Value.UNKNOWN;
      }
      text.append(piece.get());
    }
    return Value.of(text.toString());
  }

  private Value conditional(Expression.Conditional conditional, Map<String, Value> scope) {
    return evaluate(conditional.condition(), scope)
        .asBool()
        .map(yes -> evaluate(yes ? conditional.then() : conditional.otherwise(), scope))
        .orElse(Value.UNKNOWN);
  }

  private Value forList(Expression.ForList loop, Map<String, Value> scope) {
    List<Value> items = new ArrayList<>();
    Value collection = evaluate(loop.collection(), scope);
    if (!isCollection(collection)) {
      return Value.UNKNOWN;
    }
    for (Map.Entry<Value, Value> element : entries(collection)) {
      Map<String, Value> inner = with(scope, loop.key(), loop.value(), element);
      Optional<Boolean> wanted = wanted(loop.condition(), inner);
      if (wanted.isEmpty() || items.size() > MOST_ITEMS) {
        return Value.UNKNOWN;
      }
      if (wanted.get()) {
        items.add(evaluate(loop.result(), inner));
      }
    }
    return new Value.Items(items);
  }

  private Value forObject(Expression.ForObject loop, Map<String, Value> scope) {
    Map<String, Value> fields = new LinkedHashMap<>();
    Value collection = evaluate(loop.collection(), scope);
    if (!isCollection(collection)) {
      return Value.UNKNOWN;
    }
    for (Map.Entry<Value, Value> element : entries(collection)) {
      Map<String, Value> inner = with(scope, loop.key(), loop.value(), element);
      Optional<Boolean> wanted = wanted(loop.condition(), inner);
      Optional<String> key = evaluate(loop.resultKey(), inner).asText();
      if (wanted.isEmpty() || (wanted.get() && key.isEmpty()) || fields.size() > MOST_ITEMS) {
        return Value.UNKNOWN;
      }
      if (wanted.get()) {
        fields.put(key.orElseThrow(), evaluate(loop.result(), inner));
      }
    }
    return new Value.Fields(fields);
  }

  private static boolean isCollection(Value value) {
    return value instanceof Value.Items || value instanceof Value.Fields;
  }

  /** Not a map by key: two equal elements of a list are two rounds. */
  private static List<Map.Entry<Value, Value>> entries(Value collection) {
    return List.copyOf(elements(collection, false).entrySet());
  }

  private Optional<Boolean> wanted(Optional<Expression> condition, Map<String, Value> scope) {
    return condition.isEmpty() ? Optional.of(true) : evaluate(condition.get(), scope).asBool();
  }

  private static Map<String, Value> with(
      Map<String, Value> scope,
      Optional<String> key,
      String value,
      Map.Entry<Value, Value> element) {
    Map<String, Value> inner = new LinkedHashMap<>(scope);
    key.ifPresent(name -> inner.put(name, element.getKey()));
    inner.put(value, element.getValue());
    return inner;
  }

  private Value reference(Reference reference, Map<String, Value> scope) {
    List<Reference.Step> steps = reference.steps();
    Value inScope = scope.get(reference.root());
    if (inScope != null) {
      return walk(inScope, steps, 0, scope);
    }
    if (steps.isEmpty() || !(steps.getFirst() instanceof Reference.Attribute first)) {
      return Value.UNKNOWN;
    }
    return switch (reference.root()) {
      case "var" -> walk(variables.getOrDefault(first.name(), Value.UNKNOWN), steps, 1, scope);
      case "local" -> walk(local(first.name()), steps, 1, scope);
      default -> Value.UNKNOWN;
    };
  }

  private Value local(String name) {
    Value done = known.get(name);
    if (done != null) {
      return done;
    }
    Expression expression = locals.get(name);
    if (expression == null || !underWay.add(name)) {
      return Value.UNKNOWN;
    }
    Value value = evaluate(expression, Map.of());
    underWay.remove(name);
    known.put(name, value);
    return value;
  }

  private Value walk(Value start, List<Reference.Step> steps, int from, Map<String, Value> scope) {
    Value value = start;
    for (int i = from; i < steps.size(); i++) {
      switch (steps.get(i)) {
        case Reference.Attribute attribute -> value = field(value, attribute.name());
        case Reference.Index index -> value = element(value, evaluate(index.key(), scope));
        case Reference.Splat splat -> {
          return splat(value, steps, i + 1, scope);
        }
      }
    }
    return value;
  }

  private Value splat(Value value, List<Reference.Step> steps, int from, Map<String, Value> scope) {
    return switch (value) {
      case Value.Items items ->
          new Value.Items(
              items.items().stream().map(item -> walk(item, steps, from, scope)).toList());
      case Value.Nothing nothing -> new Value.Items(List.of());
      case Value.Unknown unknown -> Value.UNKNOWN;
      default -> new Value.Items(List.of(walk(value, steps, from, scope)));
    };
  }

  private static Value field(Value value, String name) {
    return value instanceof Value.Fields fields
        ? fields.fields().getOrDefault(name, Value.UNKNOWN)
        : Value.UNKNOWN;
  }

  private static Value element(Value value, Value key) {
    if (value instanceof Value.Items items) {
      Optional<BigDecimal> number = key.asNumber();
      int index = number.map(BigDecimal::intValue).orElse(-1);
      boolean there = index >= 0 && index < items.items().size();
      return there ? items.items().get(index) : Value.UNKNOWN;
    }
    return key.asText().map(name -> field(value, name)).orElse(Value.UNKNOWN);
  }

  /** Operators on values. */
  private static final class Arithmetic {

    private static Value unary(String operator, Value operand) {
      return operator.equals("!")
          ? operand.asBool().map(b -> Value.of(!b)).orElse(Value.UNKNOWN)
          : operand.asNumber().map(n -> (Value) new Value.Number(n.negate())).orElse(Value.UNKNOWN);
    }

    private static Value binary(Expression.Operator operator, Value left, Value right) {
      return switch (operator) {
        case OR, AND -> logical(operator == Expression.Operator.OR, left, right);
        case EQUAL -> equal(left, right);
        case NOT_EQUAL -> unary("!", equal(left, right));
        default -> {
          Optional<BigDecimal> a = left.asNumber();
          Optional<BigDecimal> b = right.asNumber();
          yield a.isPresent() && b.isPresent()
              ? numeric(operator, a.get(), b.get())
              : Value.UNKNOWN;
        }
      };
    }

    /** Terraform evaluates both sides, but one known side can settle the outcome. */
    private static Value logical(boolean settles, Value left, Value right) {
      Optional<Boolean> a = left.asBool();
      Optional<Boolean> b = right.asBool();
      if (a.equals(Optional.of(settles)) || b.equals(Optional.of(settles))) {
        return Value.of(settles);
      }
      return a.isPresent() && b.isPresent() ? Value.of(!settles) : Value.UNKNOWN;
    }

    private static Value equal(Value left, Value right) {
      if (!left.isWhole() || !right.isWhole()) {
        return Value.UNKNOWN;
      }
      if (left instanceof Value.Number a && right instanceof Value.Number b) {
        return Value.of(a.number().compareTo(b.number()) == 0);
      }
      return Value.of(left.equals(right));
    }

    private static Value numeric(Expression.Operator operator, BigDecimal a, BigDecimal b) {
      int order = a.compareTo(b);
      return switch (operator) {
        case LESS -> Value.of(order < 0);
        case LESS_OR_EQUAL -> Value.of(order <= 0);
        case GREATER -> Value.of(order > 0);
        case GREATER_OR_EQUAL -> Value.of(order >= 0);
        case PLUS -> new Value.Number(a.add(b));
        case MINUS -> new Value.Number(a.subtract(b));
        case TIMES -> new Value.Number(a.multiply(b, MathContext.DECIMAL128));
        case DIVIDE ->
            b.signum() == 0
                ? Value.UNKNOWN
                : new Value.Number(a.divide(b, MathContext.DECIMAL128).stripTrailingZeros());
        case MODULO -> b.signum() == 0 ? Value.UNKNOWN : new Value.Number(a.remainder(b));
        case OR, AND, EQUAL, NOT_EQUAL -> Value.UNKNOWN;
      };
    }
  }
}
