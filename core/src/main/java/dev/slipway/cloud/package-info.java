/**
 * What the clouds have in common: a blueprint becomes two Terraform stacks by an ordered list of
 * passes, each of which adds its part. Each cloud has a package of its own below, and none knows
 * another.
 */
@NullMarked
package dev.slipway.cloud;

import org.jspecify.annotations.NullMarked;
