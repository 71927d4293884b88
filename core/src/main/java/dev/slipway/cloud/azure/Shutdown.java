package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expressions;
import dev.slipway.vocabulary.Trait;

/** How long a replica may take to end what it has begun. */
final class Shutdown {

  private static final int DEFAULT_SECONDS = 30;
  private static final int MOST_SECONDS = 600;

  private Shutdown() {}

  /** Long answers, open connections and work in the background get the time that they need. */
  static void add(Body.Builder template, Workload workload) {
    boolean slow =
        workload.has(Trait.STREAMING)
            || workload.has(Trait.WEBSOCKETS)
            || workload.has(Trait.GRPC)
            || workload.has(Trait.BACKGROUND_WORK);
    if (slow) {
      long seconds =
          Math.clamp(workload.compute().timeout().toSeconds(), DEFAULT_SECONDS, MOST_SECONDS);
      template.set(
          "termination_grace_period_seconds",
          Expressions.number(seconds),
          "A replica that is taken away ends what it has begun.");
    }
  }
}
