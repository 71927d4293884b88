package dev.slipway.blueprint;

/** What runs containers. */
public enum Platform {
  SERVERLESS_CONTAINERS,
  KUBERNETES,
  FUNCTIONS
}
