package dev.slipway.terraform;

import java.math.BigInteger;
import java.util.List;

/**
 * Conditions on a version, all of which must hold: {@code ~> 5.0, != 5.3.1}.
 *
 * @param text as written
 */
public record VersionConstraint(String text, List<Condition> conditions) {

  public VersionConstraint {
    conditions = List.copyOf(conditions);
  }

  /** One comparison with a version. */
  public record Condition(Comparison comparison, List<BigInteger> segments, String prerelease) {
    public Condition {
      segments = List.copyOf(segments);
    }
  }

  /** How a version is compared. */
  public enum Comparison {
    EQUAL,
    NOT_EQUAL,
    GREATER,
    LESS,
    GREATER_OR_EQUAL,
    LESS_OR_EQUAL,
    PESSIMISTIC
  }
}
