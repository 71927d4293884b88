package dev.slipway.vocabulary;

/**
 * A person's decision to live with something.
 *
 * @param until ISO date, the last day on which it holds
 */
public record Waiver(String reason, String owner, String until) {}
