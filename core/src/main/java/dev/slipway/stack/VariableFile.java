package dev.slipway.stack;

import dev.slipway.blueprint.Provenance;
import java.util.List;

/**
 * The values of one environment: {@code environments/NAME.tfvars}.
 *
 * @param environment its name
 * @param path from the stack's folder
 * @param comment printed at the top, possibly several lines
 */
public record VariableFile(String environment, String path, String comment, List<Value> values) {

  /** One assignment, with a comment above it where one helps. */
  public record Value(String name, Expression value, String comment, Provenance provenance) {}
}
