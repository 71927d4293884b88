/** The words that all stages share: clouds, engines, languages, platforms. */
@NullMarked
package dev.slipway.vocabulary;

import org.jspecify.annotations.NullMarked;
