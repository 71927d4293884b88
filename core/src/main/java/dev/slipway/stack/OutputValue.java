package dev.slipway.stack;

import dev.slipway.blueprint.Provenance;

/** An {@code output} block. */
public record OutputValue(
    String name,
    String file,
    Expression value,
    String description,
    boolean sensitive,
    Provenance provenance) {}
