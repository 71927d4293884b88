/** Secrets in any text, reported masked. */
@NullMarked
package dev.slipway.check.secret;

import org.jspecify.annotations.NullMarked;
