/** Stack against the provider's schema, the observed constraints and its own references. */
@NullMarked
package dev.slipway.check.schema;

import org.jspecify.annotations.NullMarked;
