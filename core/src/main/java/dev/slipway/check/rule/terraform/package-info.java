/**
 * Rules over Terraform's resources of AWS, Google Cloud and Azure, and the view that they have of
 * them: arguments evaluated as far as they are known, references followed to other resources.
 */
@NullMarked
package dev.slipway.check.rule.terraform;

import org.jspecify.annotations.NullMarked;
