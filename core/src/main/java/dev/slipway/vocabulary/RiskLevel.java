package dev.slipway.vocabulary;

/** Risk levels, worst first. */
public enum RiskLevel {
  CRITICAL,
  HIGH,
  MEDIUM,
  LOW
}
