/** From a stack or a blueprint to the text of files; every line keeps the reason it is there. */
@NullMarked
package dev.slipway.emit;

import org.jspecify.annotations.NullMarked;
