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

  /**
   * This body as a provider of the older kind looks at it: it passes over every argument and block
   * of the body with something unknown in it.
   */
  EvaluatedBody whollyKnownParts() {
    Map<String, Blocks> parts = new LinkedHashMap<>();
    blocks.forEach(
        (name, of) -> parts.put(name, of.isWhollyKnown() ? of : new Blocks(of.bodies(), false)));
    Map<String, Argument> values = new LinkedHashMap<>();
    arguments.forEach((name, argument) ->
        values.put(
            name,
            argument.value().isWhollyKnown()
                ? argument
                : new Argument(
                    Value.unknown(argument.value().type()).with(argument.value().allMarks()),
                    argument.nameRange(),
                    argument.valueRange())));
    return new EvaluatedBody(header, values, parts);
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

    boolean isWhollyKnown() {
      return known && bodies.stream().allMatch(EvaluatedBody::isWhollyKnown);
    }
  }

  /** Whether all values in it are known, in the blocks within too. */
  boolean isWhollyKnown() {
    return arguments.values().stream().allMatch(argument -> argument.value().isWhollyKnown())
        && blocks.values().stream().allMatch(Blocks::isWhollyKnown);
  }

  Optional<Argument> argument(String name) {
    return Optional.ofNullable(arguments.get(name));
  }

  Optional<Blocks> blocks(String type) {
    return Optional.ofNullable(blocks.get(type));
  }
}
