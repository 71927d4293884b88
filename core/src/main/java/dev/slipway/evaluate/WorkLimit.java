package dev.slipway.evaluate;

import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much work all expressions of a configuration may take together, and how much of what they
 * come to may be kept. What would take more comes to {@link Value#DYNAMIC}, of which nothing wrong
 * is said. Each expression alone is bounded by the evaluator.
 */
public final class WorkLimit {

  /** Expressions looked at, and parts of values that functions get or give: a few seconds. */
  private static final long STEPS = 10_000_000;

  /** Parts of the values of names: a few hundred megabytes. */
  private static final long KEPT = 2_000_000;

  private long steps = STEPS;
  private long room = KEPT;
  private @Nullable Range place;

  /**
   * Takes off the steps.
   *
   * @param at the expression that needs them
   * @return whether there were as many
   */
  boolean allows(long needed, Range at) {
    steps -= needed;
    return steps >= 0 || reached(at);
  }

  /**
   * The value to keep for a name.
   *
   * @param at the expression that it comes from
   */
  public Value kept(Value value, Range at) {
    if (value.size() <= room) {
      room -= value.size();
      return value;
    }
    reached(at);
    return Value.DYNAMIC;
  }

  private boolean reached(Range at) {
    if (place == null) {
      place = at;
    }
    return false;
  }

  /** The first expression that was too much; empty if there was none. */
  public Optional<Range> reached() {
    return Optional.ofNullable(place);
  }
}
