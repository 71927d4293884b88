package dev.slipway.vocabulary;

import dev.slipway.evidence.Evidence;

/**
 * An HTTP route.
 *
 * @param method upper case, or {@code ANY}
 * @param path with a leading slash, parameters as the framework writes them
 */
public record Endpoint(String method, String path, Evidence evidence) {}
