/** Rules over Dockerfiles, and the reader of their instructions with exact places. */
@NullMarked
package dev.slipway.check.rule.docker;

import org.jspecify.annotations.NullMarked;
