package dev.slipway.intake;

import dev.slipway.evidence.Evidence;
import dev.slipway.vocabulary.RiskLevel;
import dev.slipway.vocabulary.Waiver;
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
    String id, String text, RiskLevel level, Optional<Waiver> waiver, Evidence evidence) {}
