/** A blueprint as Terraform for Amazon Web Services, as engineers of that cloud would write it. */
@NullMarked
package dev.slipway.cloud.aws;

import org.jspecify.annotations.NullMarked;
