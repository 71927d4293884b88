/**
 * The {@code slipway} command: arguments in, answers on standard output, talk on standard error, an
 * exit code.
 */
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;
