/**
 * What is to be built, cloud-neutral and complete: the document that a person reviews. No defaults
 * left implicit, references by name.
 */
@NullMarked
package dev.slipway.blueprint;

import org.jspecify.annotations.NullMarked;
