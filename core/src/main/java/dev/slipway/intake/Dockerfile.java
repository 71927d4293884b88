package dev.slipway.intake;

import dev.slipway.evidence.Evidence;
import java.util.List;

/**
 * A Dockerfile that is already there.
 *
 * @param path from the project's root
 * @param context the folder that is sent to the builder, from the project's root; empty for the
 *     root
 * @param improvements what Slipway would change, each a sentence; empty when there is nothing
 */
public record Dockerfile(
    String path, String context, List<String> improvements, Evidence evidence) {}
