package dev.slipway.evaluate;

import dev.slipway.hcl.syntax.HclExpression.SplatElement;
import dev.slipway.value.Value;
import org.jspecify.annotations.Nullable;

/** What an expression gives a name to, or the element of a splat, around the expression at hand. */
record Frame(
    @Nullable Frame outer, @Nullable String name, @Nullable SplatElement element, Value value) {

  static Frame variable(@Nullable Frame outer, String name, Value value) {
    return new Frame(outer, name, null, value);
  }

  static Frame element(@Nullable Frame outer, SplatElement element, Value value) {
    return new Frame(outer, null, element, value);
  }

  static @Nullable Value find(@Nullable Frame frame, String name) {
    for (Frame each = frame; each != null; each = each.outer) {
      if (name.equals(each.name)) {
        return each.value;
      }
    }
    return null;
  }

  static Value find(@Nullable Frame frame, SplatElement element) {
    for (Frame each = frame; each != null; each = each.outer) {
      if (each.element == element) {
        return each.value;
      }
    }
    return Value.DYNAMIC;
  }
}
