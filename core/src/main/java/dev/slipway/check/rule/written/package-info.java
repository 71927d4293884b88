/**
 * What manifests, Dockerfiles and pipelines have in common: YAML with exact places, names of
 * images, shell commands, settings that hold secrets. What cannot be read for certain is empty.
 */
@NullMarked
package dev.slipway.check.rule.written;

import org.jspecify.annotations.NullMarked;
