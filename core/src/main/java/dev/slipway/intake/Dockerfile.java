package dev.slipway.intake;

import dev.slipway.evidence.Evidence;
import java.util.List;

/**
 * A Dockerfile that is already there.
 *
 * @param path from the project's root
 * @param improvements what Slipway would change, each a sentence; empty when there is nothing
 */
public record Dockerfile(String path, List<String> improvements, Evidence evidence) {}
