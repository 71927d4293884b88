package dev.slipway.cloud;

import dev.slipway.blueprint.Blueprint;

/**
 * One step of the lowering: a part of the blueprint to the part of the stack that realizes it. A
 * pass reads the blueprint only; what other passes make it refers to by the addresses that the
 * passes of one cloud share.
 */
public interface Pass {

  /** Name for dumps and messages, such as {@code network}. */
  String name();

  StackPart lower(Blueprint blueprint);
}
