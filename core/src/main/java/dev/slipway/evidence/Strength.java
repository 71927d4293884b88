package dev.slipway.evidence;

/** How firmly a piece of evidence supports what is concluded from it. */
public enum Strength {
  /** Somebody wrote it down in so many words. */
  STATED,
  /** It follows from something that is there, such as a dependency or a route. */
  DERIVED,
  /** Nothing says so; it is a default, and the design lists it as an assumption. */
  ASSUMED
}
