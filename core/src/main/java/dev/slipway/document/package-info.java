/**
 * JSON, YAML and TOML as one located tree, and records to and from JSON. Knows nothing of what the
 * documents mean.
 */
@NullMarked
package dev.slipway.document;

import org.jspecify.annotations.NullMarked;
