package dev.slipway.terraform;

import dev.slipway.evaluate.TypeConstraint;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Type;
import dev.slipway.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * {@code variable "name" { … }}.
 *
 * @param constraint what values it takes; {@link TypeConstraint#ANY} where none is declared
 * @param typeExpression the type as written
 * @param defaultValue the default, converted to the type; its absence makes the variable required
 * @param defaultExpression the default as written
 * @param nullable whether null is a proper value
 */
public record InputVariable(
    String name,
    TypeConstraint constraint,
    Optional<HclExpression> typeExpression,
    Optional<Value> defaultValue,
    Optional<HclExpression> defaultExpression,
    boolean nullable,
    boolean sensitive,
    boolean ephemeral,
    List<Condition> validations,
    Range nameRange,
    Range header) {

  public InputVariable {
    validations = List.copyOf(validations);
  }

  /** The type that values are converted to, with the attributes that may be left out. */
  public Type type() {
    return constraint.type();
  }

  /** Whether every call has to give it a value. */
  public boolean required() {
    return defaultExpression.isEmpty();
  }

  public String address() {
    return "var." + name;
  }
}
