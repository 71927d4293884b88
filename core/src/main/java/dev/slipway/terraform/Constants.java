package dev.slipway.terraform;

import dev.slipway.evaluate.Evaluator;
import dev.slipway.evaluate.Scope;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.BoolLiteral;
import dev.slipway.hcl.syntax.HclExpression.JsonText;
import dev.slipway.hcl.syntax.HclExpression.NumberLiteral;
import dev.slipway.hcl.syntax.HclExpression.ObjectConstructor;
import dev.slipway.hcl.syntax.HclExpression.Template;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclExpression.Tuple;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.value.Conversion;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that must be known from the text alone: neither names nor functions may be used. */
final class Constants {

  /** JSON's nesting is bounded by its reader; this is for bodies that were built otherwise. */
  private static final int DEPTH_LIMIT = 500;

  private Constants() {}

  /** The value; empty where it is none, which is reported. */
  static Optional<Value> value(HclExpression expression, Report report) {
    Optional<Value> simple = simple(expression);
    if (simple.isPresent()) {
      return simple;
    }
    Problems found = new Problems();
    Value value = evaluate(expression, found, 0);
    report.addAll(found);
    return found.hasErrors() ? Optional.empty() : Optional.of(value);
  }

  private static Optional<Value> simple(HclExpression expression) {
    return switch (expression) {
      case Template template -> template.literal().map(Value::of);
      case JsonText text -> Optional.of(Value.of(text.raw()));
      case BoolLiteral bool -> Optional.of(Value.of(bool.value()));
      case NumberLiteral number -> Optional.of(Value.of(number.value()));
      case HclExpression.NullLiteral nothing -> Optional.of(Value.NULL);
      default -> Optional.empty();
    };
  }

  /** In JSON, where nothing can be computed, strings are taken as they are. */
  private static Value evaluate(HclExpression expression, Problems found, int depth) {
    Optional<Value> simple = simple(expression);
    if (simple.isPresent()) {
      return simple.get();
    }
    if (depth < DEPTH_LIMIT && expression instanceof Tuple tuple) {
      List<Value> items = new ArrayList<>(tuple.items().size());
      tuple.items().forEach(item -> items.add(evaluate(item, found, depth + 1)));
      return Value.tuple(items);
    }
    if (depth < DEPTH_LIMIT && expression instanceof ObjectConstructor object) {
      return object(object, found, depth);
    }
    return Evaluator.evaluate(expression, Scope.constant(), found);
  }

  private static Value object(ObjectConstructor object, Problems found, int depth) {
    Map<String, Value> fields = new LinkedHashMap<>();
    for (ObjectConstructor.Entry entry : object.entries()) {
      Optional<String> name =
          entry.key() instanceof JsonText text ? Optional.of(text.raw()) : entry.name();
      if (name.isEmpty()) {
        return Evaluator.evaluate(object, Scope.constant(), found);
      }
      fields.put(name.get(), evaluate(entry.value(), found, depth + 1));
    }
    return Value.object(fields);
  }

  /** A truth value, as {@code true} or as a string that says so. */
  static Optional<Boolean> bool(HclExpression expression, Report report) {
    return value(expression, report)
        .flatMap(value -> {
          Optional<Boolean> bool = asBool(value);
          if (bool.isEmpty() && value.isKnown()) {
            mistyped(expression, "true or false is needed", report);
          }
          return bool;
        });
  }

  private static Optional<Boolean> asBool(Value value) {
    Value converted = Conversion.convert(value, Primitive.BOOL).or(Value.NULL);
    return converted.isBool() ? Optional.of(converted.bool()) : Optional.empty();
  }

  /** A text; numbers and truth values are turned into one. */
  static Optional<String> text(HclExpression expression, Report report) {
    return value(expression, report)
        .flatMap(value -> {
          Optional<String> text = asText(value);
          if (text.isEmpty() && value.isKnown()) {
            mistyped(expression, "a string is needed", report);
          }
          return text;
        });
  }

  private static Optional<String> asText(Value value) {
    Value converted = Conversion.convert(value, Primitive.STRING).or(Value.NULL);
    return converted.isText() ? Optional.of(converted.text()) : Optional.empty();
  }

  private static void mistyped(HclExpression expression, String wanted, Report report) {
    report.error(
        "TYPE",
        expression.range(),
        "Unsuitable value",
        "It has the wrong type: " + wanted + ".",
        "Write such a value.");
  }

  /** A word of the language, such as {@code destroy} or {@code all}; in JSON it is a string. */
  static Optional<String> keyword(HclExpression expression) {
    return switch (expression) {
      case Traversal word when word.steps().isEmpty() -> Optional.of(word.root());
      case JsonText text when Names.isIdentifier(text.raw()) -> Optional.of(text.raw());
      case BoolLiteral bool -> Optional.of(Boolean.toString(bool.value()));
      case HclExpression.NullLiteral nothing -> Optional.of("null");
      default -> Optional.empty();
    };
  }
}
