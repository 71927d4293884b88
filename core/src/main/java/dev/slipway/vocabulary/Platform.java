package dev.slipway.vocabulary;

/** What runs containers. */
public enum Platform {
  SERVERLESS_CONTAINERS,
  KUBERNETES,
  FUNCTIONS
}
