/** The whole run in one method: files in, design out. */
@NullMarked
package dev.slipway.pipeline;

import org.jspecify.annotations.NullMarked;
