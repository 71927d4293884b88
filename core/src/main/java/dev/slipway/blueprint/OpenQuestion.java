package dev.slipway.blueprint;

/**
 * Something that only a person can settle.
 *
 * @param takenMeanwhile what the design does until then
 * @param settle the key in {@code slipway.yaml} that answers it
 */
public record OpenQuestion(String text, String takenMeanwhile, String settle) {}
