package dev.slipway.evaluate;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Suggestion;
import dev.slipway.evaluate.Evaluation.Attempt;
import dev.slipway.evaluate.Function.Parameter;
import dev.slipway.evaluate.Function.Refusal;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Call;
import dev.slipway.hcl.syntax.HclExpression.Index;
import dev.slipway.hcl.syntax.HclExpression.RelativeTraversal;
import dev.slipway.hcl.syntax.HclExpression.Splat;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Conversion;
import dev.slipway.value.Mark;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Function calls. */
final class Calls {

  private static final String CORE = "core::";
  private static final String PROVIDER = "provider::";

  /** Functions that get what is written rather than its value. */
  private static final List<String> SPECIAL = List.of("try", "can", "templatestring");

  private final Evaluation evaluation;

  Calls(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  Value call(Call call, @Nullable Frame frame) {
    if (call.name().startsWith(PROVIDER)) {
      return ofProvider(call, frame);
    }
    String name = call.name().startsWith(CORE) ? call.name().substring(CORE.length()) : call.name();
    Functions functions = evaluation.scope().functions();
    boolean special = SPECIAL.contains(name);
    Optional<Function> function = special ? Optional.empty() : functions.find(name);
    if (evaluation.scope() instanceof TemplateText.Inside && name.startsWith("template")) {
      return failed(call, "a template cannot render another one");
    }
    if (function.isPresent()) {
      return call(call, function.get(), frame);
    }
    if (functions.names().isEmpty()) {
      return notAllowed(call);
    }
    return switch (name) {
      case "try" -> tried(call, frame);
      case "can" -> can(call, frame);
      case "templatestring" -> templateString(call, frame);
      default -> unknown(call, name, functions);
    };
  }

  /** A provider's own functions are not known, but what they are given can be wrong. */
  private Value ofProvider(Call call, @Nullable Frame frame) {
    for (HclExpression argument : call.arguments()) {
      evaluation.value(argument, frame);
    }
    return Value.DYNAMIC;
  }

  private Value notAllowed(Call call) {
    return evaluation.fail(
        "SLIP-EXPR-NO-FUNCTIONS",
        call.range(),
        "Function calls not allowed",
        "`" + call.name() + "` is a function, but this place takes constants only.",
        "Write the value itself here, or compute it in a `locals` block.");
  }

  private Value unknown(Call call, String name, Functions functions) {
    return evaluation.fail(
        "SLIP-EXPR-FUNCTION",
        call.nameRange(),
        "Call to unknown function",
        "There is no function named `"
            + call.name()
            + "`."
            + Suggestion.sentence(name, functions.names()),
        "Use a function that Terraform has: users cannot define any.");
  }

  // ---- functions that get their arguments as written

  private Value tried(Call call, @Nullable Frame frame) {
    if (call.expandLast()) {
      return Value.DYNAMIC;
    }
    if (call.arguments().isEmpty()) {
      return failed(call, "at least one argument is required");
    }
    List<String> reasons = new ArrayList<>();
    for (HclExpression argument : call.arguments()) {
      Attempt attempt = evaluation.attempt(argument, frame);
      if (!attempt.failed()) {
        return attempt.value().isWhollyKnown() ? attempt.value() : Value.DYNAMIC;
      }
      for (Diagnostic problem : attempt.problems().sorted()) {
        reasons.add(problem.detail());
      }
    }
    return failed(call, "no expression succeeded: " + String.join(" ", reasons));
  }

  private Value can(Call call, @Nullable Frame frame) {
    if (call.expandLast()) {
      return Value.unknown(Primitive.BOOL);
    }
    if (call.arguments().size() != 1) {
      return arity(call, "expects one argument, but got " + call.arguments().size());
    }
    Attempt attempt = evaluation.attempt(call.arguments().getFirst(), frame);
    if (attempt.failed()) {
      return Value.FALSE;
    }
    return attempt.value().isWhollyKnown() ? Value.TRUE : Value.unknown(Primitive.BOOL);
  }

  private Value templateString(Call call, @Nullable Frame frame) {
    if (call.expandLast()) {
      return Value.unknown(Primitive.STRING);
    }
    if (call.arguments().size() != 2) {
      return arity(call, "expects 2 arguments, but got " + call.arguments().size());
    }
    HclExpression written = call.arguments().getFirst();
    int before = evaluation.errors();
    Value variables = evaluation.value(call.arguments().getLast(), frame);
    if (!isReference(written)) {
      return failed(call, "the template must be a reference to a text, not an expression");
    }
    Value template = evaluation.value(written, frame);
    if (evaluation.errors() > before) {
      return Value.DYNAMIC;
    }
    boolean text = template.type() == Primitive.STRING && !template.isNull();
    if (template.isKnown() && !text) {
      return failed(call, "the template must be a text");
    }
    return rendered(call, template, variables);
  }

  private Value rendered(Call call, Value template, Value variables) {
    Value result = Value.unknown(Primitive.STRING);
    if (template.isKnown() && variables.isKnown()) {
      try {
        Functions functions = evaluation.scope().functions();
        Value outcome = TemplateText.render(template.text(), variables.withoutMarks(), functions);
        result = Conversion.convert(outcome, Primitive.STRING).or(result);
      } catch (Refusal refusal) {
        return failed(call, String.valueOf(refusal.getMessage()));
      }
    }
    return result.with(template.marks()).with(variables.allMarks());
  }

  private static boolean isReference(HclExpression written) {
    HclExpression source = written;
    while (true) {
      switch (source) {
        case RelativeTraversal relative -> source = relative.source();
        case Index index -> source = index.collection();
        case Splat splat -> source = splat.source();
        default -> {
          return source instanceof Traversal;
        }
      }
    }
  }

  // ---- all others

  /** An argument's value and where it comes from. */
  private record Argument(Value value, Range range) {}

  private Value call(Call call, Function function, @Nullable Frame frame) {
    List<Argument> expanded = new ArrayList<>();
    int written = call.arguments().size();
    if (call.expandLast()) {
      if (!expand(call.arguments().getLast(), expanded, frame)) {
        return Value.DYNAMIC;
      }
      written--;
    }
    Optional<String> wrong = wrongNumber(function, written + expanded.size());
    if (wrong.isPresent()) {
      return arity(call, wrong.get());
    }
    int before = evaluation.errors();
    List<Argument> arguments = new ArrayList<>(written + expanded.size());
    for (int i = 0; i < written; i++) {
      HclExpression argument = call.arguments().get(i);
      arguments.add(
          converted(
              new Argument(evaluation.value(argument, frame), argument.range()), function, i));
    }
    for (Argument argument : expanded) {
      arguments.add(converted(argument, function, arguments.size()));
    }
    return evaluation.errors() > before
        ? Value.DYNAMIC
        : evaluation.made(apply(call, function, arguments));
  }

  private static Parameter parameter(Function function, int index) {
    List<Parameter> parameters = function.parameters();
    return index < parameters.size()
        ? parameters.get(index)
        : function.variadic().orElseGet(parameters::getLast);
  }

  private static Optional<String> wrongNumber(Function function, int given) {
    List<Parameter> parameters = function.parameters();
    boolean more = function.variadic().isPresent();
    if (given < parameters.size()) {
      return Optional.of(
          "expects %s%s, but got %d; `%s` is missing"
              .formatted(
                  more ? "at least " : "",
                  count(parameters.size()),
                  given,
                  parameters.get(given).name()));
    }
    return given > parameters.size() && !more
        ? Optional.of("expects %s, but got %d".formatted(count(parameters.size()), given))
        : Optional.empty();
  }

  private static String count(int arguments) {
    return switch (arguments) {
      case 0 -> "no arguments";
      case 1 -> "one argument";
      default -> arguments + " arguments";
    };
  }

  private Value arity(Call call, String what) {
    return evaluation.fail(
        "SLIP-EXPR-ARITY",
        call.range(),
        "Wrong number of function arguments",
        "`" + call.name() + "` " + what + ".",
        "Add or remove arguments.");
  }

  /** Whether the elements are known. */
  private boolean expand(HclExpression last, List<Argument> into, @Nullable Frame frame) {
    int before = evaluation.errors();
    Value value = evaluation.value(last, frame);
    if (evaluation.errors() > before) {
      return false;
    }
    boolean sequence =
        value.type() == Primitive.DYNAMIC
            || value.type() instanceof ListType
            || value.type() instanceof SetType
            || value.type() instanceof TupleType;
    if (value.isNull() || !sequence) {
      evaluation.error(
          "SLIP-EXPR-EXPAND",
          last.range(),
          "Invalid expanding argument value",
          value.isNull()
              ? "The argument before `...` is null."
              : "The argument before `...` must be a list, set or tuple; this is a value of type "
                  + value.type().described()
                  + ".",
          "Use a list whose elements are the arguments.");
      return false;
    }
    if (!value.isKnown()) {
      return false;
    }
    for (Value element : value.elements()) {
      into.add(new Argument(element.with(value.marks()), last.range()));
    }
    return true;
  }

  private Argument converted(Argument argument, Function function, int index) {
    Parameter parameter = parameter(function, index);
    Conversion converted = Conversion.convert(argument.value(), parameter.type());
    if (converted instanceof Conversion.Refused refused) {
      badArgument(function, parameter, argument.range(), refused.reason());
    }
    return new Argument(converted.or(Value.unknown(parameter.type())), argument.range());
  }

  private void badArgument(Function function, Parameter parameter, Range range, String reason) {
    evaluation.error(
        "SLIP-EXPR-ARGUMENT",
        range,
        "Invalid function argument",
        "`%s` cannot take this value for `%s`: %s."
            .formatted(function.name(), parameter.name(), stripped(reason)),
        "Pass a value that the function takes.");
  }

  private static String stripped(String reason) {
    return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
  }

  private Value failed(Call call, String reason) {
    return evaluation.fail(
        "SLIP-EXPR-CALL",
        call.range(),
        "Error in function call",
        "`" + call.name() + "` failed: " + stripped(reason) + ".",
        "Pass values that the function takes.");
  }

  private Value apply(Call call, Function function, List<Argument> arguments) {
    List<Value> values = new ArrayList<>(arguments.size());
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    boolean open = false;
    boolean untyped = false;
    long parts = 0;
    for (int i = 0; i < arguments.size(); i++) {
      Parameter parameter = parameter(function, i);
      Value value = arguments.get(i).value();
      if (!parameter.takesMarks() && !value.allMarks().isEmpty()) {
        marks.addAll(value.allMarks());
        value = value.withoutMarks();
      }
      if (value.isNull() && !parameter.takesNull() && !untyped) {
        badArgument(function, parameter, arguments.get(i).range(), "it must not be null");
        return Value.DYNAMIC;
      }
      untyped |= value.type() == Primitive.DYNAMIC && !parameter.takesAnyType();
      open |= !value.isKnown() && !parameter.takesUnknown();
      values.add(value);
      parts += value.size();
    }
    if (untyped || !evaluation.mayTake(parts, call.range())) {
      return Value.DYNAMIC.with(marks);
    }
    try {
      Type type = function.type(values);
      return (open ? Value.unknown(type) : function.call(values)).with(marks);
    } catch (Refusal refusal) {
      return refused(call, function, arguments, refusal);
    }
  }

  private Value refused(Call call, Function function, List<Argument> arguments, Refusal refusal) {
    int index = refusal.argument();
    String reason = String.valueOf(refusal.getMessage());
    if (index < 0 || index >= arguments.size()) {
      return failed(call, reason);
    }
    badArgument(function, parameter(function, index), arguments.get(index).range(), reason);
    return Value.DYNAMIC;
  }
}
