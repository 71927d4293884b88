/** Facts merged by precedence into requirements; conflicts and open questions are values. */
@NullMarked
package dev.slipway.requirements;

import org.jspecify.annotations.NullMarked;
