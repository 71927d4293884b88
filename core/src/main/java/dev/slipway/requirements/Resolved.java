package dev.slipway.requirements;

import dev.slipway.evidence.Evidence;
import dev.slipway.intake.Claim;
import java.util.List;

/**
 * What holds for one subject.
 *
 * @param value the winning claim's value
 * @param evidence the winning claim's evidence
 * @param overridden claims that say something else and lost, strongest first
 */
public record Resolved<T>(T value, Evidence evidence, List<Claim<T>> overridden) {}
