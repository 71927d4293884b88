/** Records and the repository become facts with evidence. Decides nothing and merges nothing. */
@NullMarked
package dev.slipway.intake;

import org.jspecify.annotations.NullMarked;
