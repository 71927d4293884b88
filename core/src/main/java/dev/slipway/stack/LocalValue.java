package dev.slipway.stack;

import dev.slipway.blueprint.Provenance;

/** One entry of a {@code locals} block. */
public record LocalValue(
    String name, String file, Expression value, String comment, Provenance provenance) {}
