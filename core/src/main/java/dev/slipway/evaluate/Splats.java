package dev.slipway.evaluate;

import dev.slipway.hcl.syntax.HclExpression.Splat;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code source[*].each}: over sequences, and over single values as over one or none. */
final class Splats {

  private final Evaluation evaluation;

  Splats(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  Value splat(Splat splat, @Nullable Frame frame) {
    int before = evaluation.errors();
    Value source = evaluation.value(splat.source(), frame);
    if (evaluation.errors() > before) {
      return Value.DYNAMIC;
    }
    boolean sequence =
        source.type() instanceof ListType
            || source.type() instanceof SetType
            || source.type() instanceof TupleType;
    if (source.isNull()) {
      return sequence ? nullSequence(splat) : Value.tuple(List.of()).with(source.marks());
    }
    if (source.type() == Primitive.DYNAMIC) {
      return Value.DYNAMIC.with(source.marks());
    }
    if (!sequence) {
      return single(splat, source, frame);
    }
    return (source.isKnown() ? known(splat, source, frame) : unknown(splat, source, frame))
        .with(source.marks());
  }

  private Value nullSequence(Splat splat) {
    return evaluation.fail(
        "SLIP-EXPR-SPLAT",
        splat.source().range(),
        "Splat of null value",
        "This list is null, so `[*]` cannot go through it.",
        "Give it a default, for example `[]` by `coalesce`.");
  }

  private Value each(Splat splat, Value element, @Nullable Frame frame) {
    return evaluation.value(splat.each(), Frame.element(frame, splat.element(), element));
  }

  private Value single(Splat splat, Value source, @Nullable Frame frame) {
    int before = evaluation.errors();
    Value each = each(splat, source, frame);
    if (!source.isKnown()) {
      return Value.DYNAMIC.with(source.marks()); // it may be null, and the outcome empty
    }
    Value outcome = Value.tuple(List.of(each));
    return (evaluation.errors() > before ? Value.unknown(outcome.type()) : outcome)
        .with(source.marks());
  }

  private Value known(Splat splat, Value source, @Nullable Frame frame) {
    int before = evaluation.errors();
    List<Value> results = new ArrayList<>(source.elements().size());
    for (Value element : source.elements()) {
      results.add(each(splat, element, frame));
    }
    if (source.type() instanceof TupleType) {
      Value outcome = Value.tuple(results);
      return evaluation.errors() > before ? Value.unknown(outcome.type()) : outcome;
    }
    if (results.isEmpty() || evaluation.errors() > before) {
      Type type = elementType(splat, ((Type.CollectionType) source.type()).element(), frame);
      return results.isEmpty() ? Value.list(type, List.of()) : Value.unknown(new ListType(type));
    }
    Type first = results.getFirst().type();
    for (Value result : results) {
      if (!result.type().equals(first)) {
        return Value.DYNAMIC; // Terraform stumbles over these in its own ways
      }
    }
    return Value.list(first, results);
  }

  private Value unknown(Splat splat, Value source, @Nullable Frame frame) {
    if (source.type() instanceof TupleType tuple) {
      List<Type> types = new ArrayList<>(tuple.elements().size());
      for (Type element : tuple.elements()) {
        types.add(elementType(splat, element, frame));
      }
      return Value.unknown(new TupleType(types));
    }
    Type element = ((Type.CollectionType) source.type()).element();
    return Value.unknown(new ListType(elementType(splat, element, frame)));
  }

  private Type elementType(Splat splat, Type element, @Nullable Frame frame) {
    return each(splat, Value.unknown(element), frame).type();
  }
}
