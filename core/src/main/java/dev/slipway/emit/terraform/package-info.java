/** Stack to Terraform files. */
@NullMarked
package dev.slipway.emit.terraform;

import org.jspecify.annotations.NullMarked;
