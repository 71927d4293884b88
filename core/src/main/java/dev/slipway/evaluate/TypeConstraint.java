package dev.slipway.evaluate;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.value.Conversion;
import dev.slipway.value.Defaults;
import dev.slipway.value.Type;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Value;
import java.util.Optional;

/**
 * What values an input variable takes.
 *
 * @param type with the attributes that may be left out
 * @param defaults what stands in for them, if anything does
 */
public record TypeConstraint(Type type, Optional<Defaults> defaults) {

  /** Takes any value. */
  public static final TypeConstraint ANY = new TypeConstraint(Primitive.DYNAMIC, Optional.empty());

  /** Reads the {@code type} of a variable. What is wrong is reported and comes to {@link #ANY}. */
  public static TypeConstraint read(HclExpression expression, Problems problems) {
    return new TypeConstraintReader(problems).constraint(expression);
  }

  /** The value as the variable will have it: defaults filled in, and of the type. */
  public Conversion accept(Value value) {
    boolean fill = defaults.isPresent() && !value.isNull();
    return Conversion.convert(fill ? defaults.get().apply(value) : value, type);
  }

  /** The type that all its values have. */
  public Type valueType() {
    return type.withoutOptional();
  }
}
