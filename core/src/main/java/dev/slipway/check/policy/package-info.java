/** The security settings that the design promises, checked on the stack that was made. */
@NullMarked
package dev.slipway.check.policy;

import org.jspecify.annotations.NullMarked;
