package dev.slipway.intake;

import dev.slipway.source.Evidence;
import java.util.Optional;

/**
 * Something the Security Assessment asks for.
 *
 * @param id the assessment's own, or {@code SEC-n} in reading order
 * @param text what is asked for, one line
 * @param level how bad it is to leave it open
 * @param waiver set when the assessment or {@code slipway.yaml} waives it
 */
public record SecurityRequirement(
    String id, String text, Level level, Optional<Waiver> waiver, Evidence evidence) {

  /** Risk levels, worst first. */
  public enum Level {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW
  }

  /**
   * A decision to live with it.
   *
   * @param until ISO date after which it fails
   */
  public record Waiver(String reason, String owner, String until) {}
}
