/** Where a fact comes from, how firmly it stands, and the place in a file that says it. */
@NullMarked
package dev.slipway.evidence;

import org.jspecify.annotations.NullMarked;
