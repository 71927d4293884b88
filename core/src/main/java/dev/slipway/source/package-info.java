/**
 * The files of a project at one moment, and the places in them that answers point to. Reads files;
 * never writes, never follows a link out of the root.
 */
@NullMarked
package dev.slipway.source;

import org.jspecify.annotations.NullMarked;
