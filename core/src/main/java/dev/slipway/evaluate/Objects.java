package dev.slipway.evaluate;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.BoolLiteral;
import dev.slipway.hcl.syntax.HclExpression.NullLiteral;
import dev.slipway.hcl.syntax.HclExpression.ObjectConstructor;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.value.Conversion;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Value;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Objects as written between braces. */
final class Objects {

  private final Evaluation evaluation;

  Objects(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  Value object(ObjectConstructor object, @Nullable Frame frame) {
    Map<String, Value> fields = new TreeMap<>();
    Value marked = Value.NULL; // gathers the marks of the keys
    boolean known = true;
    for (ObjectConstructor.Entry entry : object.entries()) {
      int before = evaluation.errors();
      Value key = key(entry.key(), frame);
      boolean failed = evaluation.errors() > before;
      Value value = evaluation.value(entry.value(), frame);
      Value text = failed ? Value.DYNAMIC : text(key, entry.key());
      marked = marked.with(key.marks());
      if (text.isText()) {
        fields.put(text.text(), value);
      } else {
        known = false;
      }
    }
    return known ? evaluation.bounded(Value.object(fields).with(marked.marks())) : Value.DYNAMIC;
  }

  private Value key(HclExpression key, @Nullable Frame frame) {
    return switch (key) {
      case Traversal word -> word.steps().isEmpty() ? Value.of(word.root()) : ambiguous(word);
      case NullLiteral word -> Value.of("null");
      case BoolLiteral word -> Value.of(Boolean.toString(word.value()));
      default -> evaluation.value(key, frame);
    };
  }

  private Value ambiguous(Traversal word) {
    return evaluation.fail(
        "SLIP-EXPR-KEY",
        word.range(),
        "Ambiguous attribute key",
        "A key with dots may be meant as a reference or as a name.",
        "Put it in parentheses for the reference, or in quotes for the name.");
  }

  private Value text(Value key, HclExpression place) {
    if (key.isNull()) {
      return evaluation.fail(
          "SLIP-EXPR-KEY",
          place.range(),
          "Null value as key",
          "This key is null, but each attribute of an object needs a name.",
          "Use a key that is always set.");
    }
    Conversion text = Conversion.convert(key, Primitive.STRING);
    if (text instanceof Conversion.Refused refused) {
      return evaluation.fail(
          "SLIP-EXPR-KEY",
          place.range(),
          "Incorrect key type",
          "This value cannot be a key: " + refused.reason() + ".",
          "Use text as key.");
    }
    return text.or(key);
  }
}
