package dev.slipway.cloud;

import dev.slipway.stack.Stack;

/**
 * A blueprint on one cloud.
 *
 * @param main what the pipeline applies, once an environment
 * @param bootstrap what a person applies first: state, trust between repository and cloud, image
 *     registry
 */
public record CloudStacks(Stack main, Stack bootstrap) {}
