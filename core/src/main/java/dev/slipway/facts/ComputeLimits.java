package dev.slipway.facts;

import dev.slipway.vocabulary.Cloud;
import java.util.List;
import java.util.Optional;

/** Limits of compute platforms: CPU and memory combinations, concurrency, timeouts, quotas. */
public final class ComputeLimits {

  private ComputeLimits() {}

  private static final class Loaded {
    private static final List<Limits> ROWS = Limits.load("compute.tsv");
  }

  /** What is known of a service, in the order of the data. */
  public static List<Limits> of(Cloud cloud, String service) {
    return Limits.of(Loaded.ROWS, cloud, service);
  }

  /** One figure by its full name. */
  public static Optional<Limits> find(Cloud cloud, String service, String name) {
    return Limits.find(Loaded.ROWS, cloud, service, name);
  }
}
