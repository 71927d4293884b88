package dev.slipway.cli;

import dev.slipway.facts.Facts;
import dev.slipway.vocabulary.Cloud;

/**
 * Loads the facts about a cloud while the project is being read: the two need nothing of each
 * other, and together they are a good part of a run.
 */
final class FactsAhead {

  private FactsAhead() {}

  /** Begins; whoever needs a fact before it is there waits for it or loads it. */
  static void begin(Cloud cloud) {
    Thread.ofPlatform().daemon().name("facts").start(() -> Facts.load(cloud));
  }
}
