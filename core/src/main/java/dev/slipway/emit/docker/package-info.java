/** Workloads to Dockerfiles and their ignore files. */
@NullMarked
package dev.slipway.emit.docker;

import org.jspecify.annotations.NullMarked;
