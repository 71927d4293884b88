package dev.slipway.evaluate;

import dev.slipway.evaluate.Loops.Loop;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Part;
import dev.slipway.hcl.syntax.HclExpression.Template;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Conversion;
import dev.slipway.value.Mark;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Quoted strings and heredocs. */
final class Templates {

  /** Longer texts are not put together: only attacks double a text again and again. */
  private static final int LENGTH_LIMIT = 4_000_000;

  private final Evaluation evaluation;

  Templates(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  Value template(Template template, @Nullable Frame frame) {
    List<Part> parts = template.parts();
    if (parts.size() == 1) {
      if (parts.getFirst() instanceof Part.Text text) {
        return Value.of(text.value());
      }
      if (parts.getFirst() instanceof Part.Interpolation only) {
        return evaluation.value(only.expression(), frame);
      }
    }
    return text(parts, frame);
  }

  /** The text of all parts, unknown when any of them is. */
  private Value text(List<Part> parts, @Nullable Frame frame) {
    StringBuilder text = new StringBuilder();
    Value marked = Value.NULL; // gathers the marks of the parts
    boolean known = true;
    for (Part part : parts) {
      if (part instanceof Part.Text literal) {
        text.append(literal.value());
        continue;
      }
      Value value = part(part, frame);
      marked = marked.with(value.marks());
      if (value.isText() && text.length() + value.text().length() <= LENGTH_LIMIT) {
        text.append(value.text());
      } else {
        known = false;
      }
    }
    Set<Mark> marks = marked.marks();
    return (known ? evaluation.made(Value.of(text.toString())) : Value.unknown(Primitive.STRING))
        .with(marks);
  }

  private Value part(Part part, @Nullable Frame frame) {
    return switch (part) {
      case Part.Text text -> Value.of(text.value());
      case Part.Interpolation inner ->
          inserted(evaluation.value(inner.expression(), frame), inner.expression().range());
      case Part.If choice -> choice(choice, frame);
      case Part.For loop -> loop(loop, frame);
    };
  }

  private Value inserted(Value value, Range range) {
    if (value.isNull()) {
      evaluation.error(
          "SLIP-EXPR-TEMPLATE",
          range,
          "Invalid template interpolation value",
          "This value is null, and null cannot be part of a text.",
          "Give it a default, for example by `coalesce`.");
      return Value.unknown(Primitive.STRING);
    }
    if (!value.isKnown()) {
      // Terraform looks at the type of a part only once its value is known.
      return Value.unknown(Primitive.STRING).with(value.marks());
    }
    Conversion text = Conversion.convert(value, Primitive.STRING);
    if (text instanceof Conversion.Refused refused) {
      evaluation.error(
          "SLIP-EXPR-TEMPLATE",
          range,
          "Invalid template interpolation value",
          "A value of type "
              + value.type().described()
              + " cannot be part of a text: "
              + refused.reason()
              + ".",
          "Insert one of its parts, or turn it into text by `join` or `jsonencode`.");
    }
    return text.or(Value.unknown(Primitive.STRING));
  }

  private Value choice(Part.If choice, @Nullable Frame frame) {
    // As with a conditional expression, problems count only in the branch that is taken.
    HclExpression then = new Template(choice.then(), true, choice.range());
    HclExpression otherwise = new Template(choice.otherwise(), true, choice.range());
    Value condition = new Conditionals(evaluation).condition(choice.condition(), frame);
    if (!condition.isBool()) {
      Value first = evaluation.attempt(then, frame).value();
      Value second = evaluation.attempt(otherwise, frame).value();
      return Value.unknown(Primitive.STRING)
          .with(condition.marks())
          .with(first.marks())
          .with(second.marks());
    }
    List<Part> taken = condition.bool() ? choice.then() : choice.otherwise();
    Value other = evaluation.attempt(condition.bool() ? otherwise : then, frame).value();
    return text(taken, frame).with(condition.marks()).with(other.marks());
  }

  private Value loop(Part.For loop, @Nullable Frame frame) {
    StringBuilder text = new StringBuilder();
    Loop run =
        new Loop(loop.key(), loop.value(), loop.collection(), Optional.empty(), loop.range());
    Value[] marked = {Value.NULL};
    boolean[] known = {true};
    Value collection =
        new Loops(evaluation)
            .run(
                run,
                frame,
                inner -> {
                  Value each = text(loop.body(), inner);
                  marked[0] = marked[0].with(each.marks());
                  if (each.isText() && text.length() + each.text().length() <= LENGTH_LIMIT) {
                    text.append(each.text());
                  } else {
                    known[0] = false;
                  }
                });
    boolean complete = collection.isKnown() && known[0];
    return (complete ? Value.of(text.toString()) : Value.unknown(Primitive.STRING))
        .with(collection.marks())
        .with(marked[0].marks());
  }
}
