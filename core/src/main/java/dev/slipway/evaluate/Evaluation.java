package dev.slipway.evaluate;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Binary;
import dev.slipway.hcl.syntax.HclExpression.BoolLiteral;
import dev.slipway.hcl.syntax.HclExpression.Call;
import dev.slipway.hcl.syntax.HclExpression.Conditional;
import dev.slipway.hcl.syntax.HclExpression.ForObject;
import dev.slipway.hcl.syntax.HclExpression.ForTuple;
import dev.slipway.hcl.syntax.HclExpression.Index;
import dev.slipway.hcl.syntax.HclExpression.Invalid;
import dev.slipway.hcl.syntax.HclExpression.JsonText;
import dev.slipway.hcl.syntax.HclExpression.NullLiteral;
import dev.slipway.hcl.syntax.HclExpression.NumberLiteral;
import dev.slipway.hcl.syntax.HclExpression.ObjectConstructor;
import dev.slipway.hcl.syntax.HclExpression.Parentheses;
import dev.slipway.hcl.syntax.HclExpression.RelativeTraversal;
import dev.slipway.hcl.syntax.HclExpression.Splat;
import dev.slipway.hcl.syntax.HclExpression.SplatElement;
import dev.slipway.hcl.syntax.HclExpression.Template;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclExpression.Tuple;
import dev.slipway.hcl.syntax.HclExpression.Unary;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The evaluation of one expression: where problems go, and how much work it may still do. */
final class Evaluation {

  private static final int STEP_LIMIT = 2_000_000;
  private static final int SIZE_LIMIT = 2_000_000;
  private static final int DEPTH_LIMIT = 500;

  /** Locals can nest values more deeply, step by step, than any expression could. */
  private static final int VALUE_DEPTH_LIMIT = 150;

  private final Scope scope;
  private final WorkLimit work;
  private Problems problems;
  private int errors;
  private int steps;
  private int depth;

  Evaluation(Scope scope, Problems problems) {
    this.scope = scope;
    this.work = scope.functions().work();
    this.problems = problems;
  }

  Scope scope() {
    return scope;
  }

  /** Grows with each error; compare it before and after to see whether something went wrong. */
  int errors() {
    return errors;
  }

  void error(String code, Range range, String summary, String detail, String fix) {
    errors++;
    problems.error(code, range, summary, detail, fix);
  }

  Value fail(String code, Range range, String summary, String detail, String fix) {
    error(code, range, summary, detail, fix);
    return Value.DYNAMIC;
  }

  /** A value with the problems that came up for it, which count only once they are kept. */
  record Attempt(Value value, Problems problems, int errors) {
    boolean failed() {
      return errors > 0;
    }
  }

  /** Evaluates what may turn out not to matter. */
  Attempt attempt(HclExpression expression, @Nullable Frame frame) {
    Problems before = problems;
    int errorsBefore = errors;
    problems = new Problems();
    Value value = value(expression, frame);
    Attempt attempt = new Attempt(value, problems, errors - errorsBefore);
    problems = before;
    errors = errorsBefore;
    return attempt;
  }

  /** Takes over what an attempt found. */
  Value keep(Attempt attempt) {
    if (!attempt.problems().isEmpty()) {
      for (Diagnostic problem : attempt.problems().sorted()) {
        problems.add(problem);
      }
      errors += attempt.errors();
    }
    return attempt.value();
  }

  /** The value, unless it has become absurdly large or deep. */
  Value bounded(Value value) {
    return value.size() > SIZE_LIMIT || value.depth() > VALUE_DEPTH_LIMIT ? Value.DYNAMIC : value;
  }

  /** Counts what a function or a template has made, which may be much for one expression. */
  Value made(Value value) {
    steps = (int) Math.min(STEP_LIMIT, (long) steps + value.size());
    return bounded(value);
  }

  /** Whether a function may be given values of so many parts. */
  boolean mayTake(long parts, Range place) {
    return work.allows(parts, place);
  }

  Value value(HclExpression expression, @Nullable Frame frame) {
    if (++steps > STEP_LIMIT || depth >= DEPTH_LIMIT || !work.allows(1, expression.range())) {
      return Value.DYNAMIC;
    }
    depth++;
    Value value =
        switch (expression) {
          case NumberLiteral number -> Value.of(number.value());
          case BoolLiteral bool -> Value.of(bool.value());
          case NullLiteral nothing -> Value.NULL;
          case Template template -> new Templates(this).template(template, frame);
          case JsonText text -> value(text.template(), frame);
          case Traversal reference -> reference(reference, frame);
          case RelativeTraversal relative ->
              new Access(this).follow(value(relative.source(), frame), relative.steps(), 0);
          case Index index ->
              new Access(this)
                  .index(
                      value(index.collection(), frame), value(index.key(), frame), index.range());
          case Splat splat -> bounded(new Splats(this).splat(splat, frame));
          case SplatElement element -> Frame.find(frame, element);
          case Call call -> new Calls(this).call(call, frame);
          case Conditional conditional ->
              bounded(new Conditionals(this).conditional(conditional, frame));
          case Binary binary -> new Operations(this).binary(binary, frame);
          case Unary unary -> new Operations(this).unary(unary, frame);
          case Parentheses parentheses -> value(parentheses.inner(), frame);
          case Tuple tuple -> tuple(tuple, frame);
          case ObjectConstructor object -> new Objects(this).object(object, frame);
          case ForTuple loop -> new Loops(this).tuple(loop, frame);
          case ForObject loop -> new Loops(this).object(loop, frame);
          case Invalid invalid -> {
            invalid.problems().forEach(problems::add);
            yield Value.DYNAMIC;
          }
        };
    depth--;
    return value;
  }

  private Value reference(Traversal reference, @Nullable Frame frame) {
    Value local = Frame.find(frame, reference.root());
    if (local != null) {
      return new Access(this).follow(local, reference.steps(), 0);
    }
    Problems found = new Problems();
    Scope.Resolved resolved = scope.resolve(reference, found);
    if (!found.isEmpty()) {
      for (Diagnostic problem : found.sorted()) {
        problems.add(problem);
      }
      errors += found.hasErrors() ? 1 : 0;
    }
    return new Access(this).follow(resolved.value(), reference.steps(), resolved.steps());
  }

  private Value tuple(Tuple tuple, @Nullable Frame frame) {
    List<Value> items = new ArrayList<>(tuple.items().size());
    for (HclExpression item : tuple.items()) {
      items.add(value(item, frame));
    }
    return bounded(Value.tuple(items));
  }
}
