package dev.slipway.vocabulary;

/** How a new revision takes over. */
public enum DeliveryStrategy {
  /** A small share of the traffic first, then all of it. */
  CANARY,
  /** All of the traffic at once, after the new revision answered without traffic. */
  BLUE_GREEN,
  /** The platform replaces instances one by one. */
  ROLLING
}
