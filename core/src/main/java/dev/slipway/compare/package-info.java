/** The same project on several clouds, side by side: what the figures and the facts say. */
@NullMarked
package dev.slipway.compare;

import org.jspecify.annotations.NullMarked;
