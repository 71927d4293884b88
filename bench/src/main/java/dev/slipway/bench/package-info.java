/** Measurements that the documentation quotes, each with the command that makes it. */
@NullMarked
package dev.slipway.bench;

import org.jspecify.annotations.NullMarked;
