package dev.slipway.stack;

import dev.slipway.blueprint.Provenance;
import java.util.List;
import java.util.Optional;

/**
 * A {@code variable} block.
 *
 * @param type type constraint as an expression: {@code string}, {@code list(string)}, {@code
 *     object({…})}
 * @param defaultValue absent for a required variable
 * @param validations conditions with their messages
 */
public record InputVariable(
    String name,
    String file,
    Expression type,
    String description,
    Optional<Expression> defaultValue,
    boolean sensitive,
    boolean ephemeral,
    boolean nullable,
    List<Validation> validations,
    Provenance provenance) {

  /** One {@code validation} block. */
  public record Validation(Expression condition, String errorMessage) {}
}
