/**
 * What {@code terraform validate} says of a configuration: names and what they lead to, the bodies
 * of resources against their providers' schemas, conditions and circles of dependencies. Where it
 * is not sure that Terraform refuses something, nothing is said. Nothing is read and nothing is
 * run.
 */
@NullMarked
package dev.slipway.check.validity;

import org.jspecify.annotations.NullMarked;
