/** Root of the compiler; every stage is a package below this one. */
@NullMarked
package dev.slipway;

import org.jspecify.annotations.NullMarked;
