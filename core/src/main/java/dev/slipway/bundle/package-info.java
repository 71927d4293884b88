/**
 * The generated file set: manifest, digest, provenance of each line, three-way merge,
 * all-or-nothing writing.
 */
@NullMarked
package dev.slipway.bundle;

import org.jspecify.annotations.NullMarked;
