package dev.slipway.cloud.gcp;

import dev.slipway.stack.Stack;

/**
 * A blueprint on Google Cloud.
 *
 * @param main what the pipeline applies, once an environment
 * @param bootstrap what a person applies first: state, trust between repository and cloud, image
 *     registry
 */
public record GcpStacks(Stack main, Stack bootstrap) {}
