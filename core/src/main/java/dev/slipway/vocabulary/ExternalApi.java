package dev.slipway.vocabulary;

import dev.slipway.evidence.Evidence;

/**
 * A service of somebody else's that the code calls.
 *
 * @param name such as {@code anthropic} or {@code stripe}
 * @param host such as {@code api.anthropic.com}
 */
public record ExternalApi(String name, String host, Evidence evidence) {}
