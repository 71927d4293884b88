/** Blueprint to pipelines. */
@NullMarked
package dev.slipway.emit.pipeline;

import org.jspecify.annotations.NullMarked;
