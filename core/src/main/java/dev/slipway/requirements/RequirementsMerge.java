package dev.slipway.requirements;

import dev.slipway.diagnostic.Outcome;
import dev.slipway.intake.Facts;
import dev.slipway.intake.configuration.Configuration;

/** Facts merged by precedence: each subject settled once, with what lost and why. */
public final class RequirementsMerge {

  private RequirementsMerge() {}

  /** As {@link #merge(Facts, Configuration)} where nothing is waived. */
  public static Outcome<Requirements> merge(Facts facts) {
    return merge(facts, Configuration.NONE);
  }

  /**
   * The requirements.
   *
   * @param facts with the claims of the command line, the configuration, the records and the repository
   * @param configuration for its waivers; its claims have to be among the facts already
   */
  public static Outcome<Requirements> merge(Facts facts, Configuration configuration) {
    throw new UnsupportedOperationException("under way");
  }
}
