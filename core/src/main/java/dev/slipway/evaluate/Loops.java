package dev.slipway.evaluate;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.ForObject;
import dev.slipway.hcl.syntax.HclExpression.ForTuple;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Conversion;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code for} expressions. */
final class Loops {

  private final Evaluation evaluation;

  Loops(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** What all loops have in common. */
  record Loop(
      Optional<String> key,
      String value,
      HclExpression collection,
      Optional<HclExpression> condition,
      Range range) {

    @Nullable Frame frame(@Nullable Frame outer, Value index, Value element) {
      Frame frame = key.isPresent() ? Frame.variable(outer, key.get(), index) : outer;
      return Frame.variable(frame, value, element);
    }
  }

  /** What is done for each element. */
  @FunctionalInterface
  interface Body {
    void run(@Nullable Frame frame);
  }

  Value tuple(ForTuple tuple, @Nullable Frame frame) {
    Loop loop =
        new Loop(tuple.key(), tuple.value(), tuple.collection(), tuple.condition(), tuple.range());
    List<Value> results = new ArrayList<>();
    Value outcome = run(loop, frame, inner -> results.add(evaluation.value(tuple.result(), inner)));
    return outcome.isKnown()
        ? evaluation.bounded(Value.tuple(results).with(outcome.marks()))
        : outcome;
  }

  Value object(ForObject object, @Nullable Frame frame) {
    Loop loop =
        new Loop(
            object.key(), object.value(), object.collection(), object.condition(), object.range());
    Fields fields = new Fields(object);
    Value outcome = run(loop, frame, fields::add);
    if (!outcome.isKnown() || !fields.known) {
      return Value.DYNAMIC.with(outcome.marks()).with(fields.marked.marks());
    }
    return evaluation.bounded(
        Value.object(fields.outcome()).with(outcome.marks()).with(fields.marked.marks()));
  }

  /**
   * Runs the body for each element.
   *
   * @return {@link Value#NULL} when all elements were there, otherwise {@link Value#DYNAMIC}; with
   *     the marks that the loop gathered
   */
  Value run(Loop loop, @Nullable Frame frame, Body body) {
    Value collection = evaluation.value(loop.collection(), frame);
    if (!iterable(collection, loop.collection().range())) {
      return Value.DYNAMIC;
    }
    Value marked = Value.NULL.with(collection.marks());
    if (loop.condition().isPresent()) {
      Optional<Value> early = earlyLook(loop.condition().get(), loop, frame);
      if (early.isEmpty()) {
        return Value.DYNAMIC;
      }
      if (!collection.isKnown()) {
        marked = marked.with(early.get().marks());
      }
    }
    if (!collection.isKnown()) {
      return Value.DYNAMIC.with(marked.marks());
    }
    return collection.hasElements()
        ? elements(loop, collection, frame, body, marked)
        : fields(loop, collection, frame, body, marked);
  }

  private Value elements(
      Loop loop, Value collection, @Nullable Frame frame, Body body, Value marked) {
    boolean set = collection.type() instanceof SetType;
    Value outcome = marked;
    boolean known = true;
    int index = 0;
    for (Value element : collection.elements()) {
      Value key = set ? element : Value.of(index++);
      Value included = one(loop, loop.frame(frame, key, element), body, known);
      outcome = outcome.with(included.marks());
      known &= included.isKnown();
    }
    return known ? outcome : Value.DYNAMIC.with(outcome.marks());
  }

  private Value fields(
      Loop loop, Value collection, @Nullable Frame frame, Body body, Value marked) {
    Value outcome = marked;
    boolean known = true;
    for (Map.Entry<String, Value> field : collection.fields().entrySet()) {
      Frame inner = loop.frame(frame, Value.of(field.getKey()), field.getValue());
      Value included = one(loop, inner, body, known);
      outcome = outcome.with(included.marks());
      known &= included.isKnown();
    }
    return known ? outcome : Value.DYNAMIC.with(outcome.marks());
  }

  /** The condition's value for one element; unknown when that leaves the whole outcome open. */
  private Value one(Loop loop, @Nullable Frame frame, Body body, boolean report) {
    if (loop.condition().isEmpty()) {
      body.run(frame);
      return Value.TRUE;
    }
    Value condition = evaluation.value(loop.condition().get(), frame);
    Value included = condition(condition, loop.condition().get(), report);
    if (included.isBool() && included.bool()) {
      body.run(frame);
    }
    return included;
  }

  private Value condition(Value condition, HclExpression place, boolean report) {
    if (condition.isNull()) {
      if (report) {
        badCondition(place, "it is null");
      }
      return Value.DYNAMIC;
    }
    Conversion bool = Conversion.convert(condition, Primitive.BOOL);
    if (bool instanceof Conversion.Refused refused && report) {
      badCondition(place, refused.reason());
    }
    return bool.or(Value.DYNAMIC);
  }

  private void badCondition(HclExpression place, String reason) {
    evaluation.error(
        "SLIP-EXPR-CONDITION",
        place.range(),
        "Invalid `for` condition",
        "The `if` clause must be true or false for each element: " + reason + ".",
        "Write a comparison.");
  }

  /** A condition that is wrong whatever the element is reported once, and nothing is run. */
  private Optional<Value> earlyLook(HclExpression place, Loop loop, @Nullable Frame frame) {
    int before = evaluation.errors();
    Value condition = evaluation.value(place, loop.frame(frame, Value.DYNAMIC, Value.DYNAMIC));
    condition(condition, place, true);
    return evaluation.errors() > before ? Optional.empty() : Optional.of(condition);
  }

  private boolean iterable(Value collection, Range range) {
    if (collection.isNull()) {
      evaluation.error(
          "SLIP-EXPR-ITERATE",
          range,
          "Iteration over null value",
          "This value is null, so a `for` expression cannot go through it.",
          "Give it a default, for example by `coalesce`, or check for null first.");
      return false;
    }
    if (collection.type() == Primitive.DYNAMIC) {
      return false;
    }
    if (collection.type().isPrimitive()) {
      evaluation.error(
          "SLIP-EXPR-ITERATE",
          range,
          "Iteration over non-iterable value",
          "A `for` expression goes through lists, sets, maps, tuples and objects; this is a "
              + collection.type().described()
              + ".",
          "Use a collection here, such as `[value]`.");
      return false;
    }
    return true;
  }

  /** Collects the fields of an object. */
  private final class Fields {
    private final ForObject loop;
    private final Map<String, Value> single = new TreeMap<>();
    private final Map<String, List<Value>> groups = new TreeMap<>();
    private Value marked = Value.NULL;
    private boolean known = true;

    Fields(ForObject loop) {
      this.loop = loop;
    }

    Map<String, Value> outcome() {
      groups.forEach((key, group) -> single.put(key, Value.tuple(group)));
      return single;
    }

    void add(@Nullable Frame frame) {
      Value raw = evaluation.value(loop.resultKey(), frame);
      marked = marked.with(raw.marks());
      Value key = key(raw);
      if (!key.isText()) {
        known = false;
        return;
      }
      Value value = evaluation.value(loop.result(), frame);
      if (loop.grouping()) {
        groups.computeIfAbsent(key.text(), k -> new ArrayList<>()).add(value);
      } else if (single.putIfAbsent(key.text(), value) != null) {
        duplicate(key.text(), raw.marks().isEmpty());
      }
    }

    private Value key(Value raw) {
      if (raw.isNull()) {
        return badKey("it is null");
      }
      Conversion text = Conversion.convert(raw, Primitive.STRING);
      if (raw.isKnown() && text instanceof Conversion.Refused refused) {
        return badKey(refused.reason());
      }
      return text.or(Value.DYNAMIC);
    }

    private Value badKey(String reason) {
      if (known) {
        evaluation.error(
            "SLIP-EXPR-KEY",
            loop.resultKey().range(),
            "Invalid object key",
            "The key of a `for` expression must be text for each element: " + reason + ".",
            "Use a key that is always set, and is text.");
      }
      return Value.DYNAMIC;
    }

    private void duplicate(String key, boolean shown) {
      evaluation.error(
          "SLIP-EXPR-DUPLICATE-KEY",
          loop.resultKey().range(),
          "Duplicate object key",
          "Two elements have the same key" + (shown ? " `" + key + "`" : "") + ".",
          "Use a key that differs for each element, or put `...` behind the value to group"
              + " elements by key.");
    }
  }
}
