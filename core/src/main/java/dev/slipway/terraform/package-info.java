/**
 * A Terraform configuration as resolved: the files of a folder become a module's declarations, the
 * modules that it calls are found, and everything that Terraform refuses on the way is reported at
 * its place. What expressions come to and what providers accept is decided elsewhere.
 */
@NullMarked
package dev.slipway.terraform;

import org.jspecify.annotations.NullMarked;
