package dev.slipway.value;

/** What clings to a value and to everything that is computed from it. */
public enum Mark {
  /** Must not be shown. */
  SENSITIVE,
  /** Must not be kept: allowed only where nothing is stored. */
  EPHEMERAL
}
