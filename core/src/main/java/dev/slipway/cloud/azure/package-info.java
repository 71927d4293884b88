/** A blueprint as Terraform for Microsoft Azure, as engineers of that cloud would write it. */
@NullMarked
package dev.slipway.cloud.azure;

import org.jspecify.annotations.NullMarked;
