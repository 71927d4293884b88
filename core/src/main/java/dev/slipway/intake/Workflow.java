package dev.slipway.intake;

import dev.slipway.evidence.Evidence;

/** A pipeline that is already there, by its path. */
public record Workflow(String path, Evidence evidence) {}
