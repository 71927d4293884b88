package dev.slipway.check.validity;

import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A body that was read by its schema: what its arguments come to and the blocks in it, dynamic ones
 * unfolded.
 *
 * @param header the place that stands for the body as a whole
 * @param arguments by name, as far as the schema knows them
 * @param blocks by type, as far as the schema knows them
 */
record EvaluatedBody(Range header, Map<String, Argument> arguments, Map<String, Blocks> blocks) {

  EvaluatedBody {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
  }

  /** An argument, its value already of the type that the schema wants. */
  record Argument(Value value, Range nameRange, Range valueRange) {}

  /**
   * All blocks of one type.
   *
   * @param known whether it is known how many there are; a provider does not look into them before
   */
  record Blocks(List<EvaluatedBody> bodies, boolean known) {
    Blocks {
      bodies = List.copyOf(bodies);
    }
  }

  Optional<Argument> argument(String name) {
    return Optional.ofNullable(arguments.get(name));
  }

  Optional<Blocks> blocks(String type) {
    return Optional.ofNullable(blocks.get(type));
  }
}
