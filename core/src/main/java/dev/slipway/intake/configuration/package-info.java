/**
 * {@code slipway.yaml} and {@code --set}: what a person settles directly. Reads and describes;
 * merges nothing.
 */
@NullMarked
package dev.slipway.intake.configuration;

import org.jspecify.annotations.NullMarked;
