/**
 * Rules of a project's own, as data: expressions in CEL over the resources. What an expression asks
 * of a value that is not known is an error inside it, and a rule whose expression ends in an error
 * is not violated.
 */
@NullMarked
package dev.slipway.check.rule.pack;

import org.jspecify.annotations.NullMarked;
