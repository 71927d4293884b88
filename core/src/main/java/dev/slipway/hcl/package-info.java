/** HCL in its canonical format. */
@NullMarked
package dev.slipway.hcl;

import org.jspecify.annotations.NullMarked;
