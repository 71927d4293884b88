/** Blueprint to Google Cloud resources, as an ordered list of named passes. */
@NullMarked
package dev.slipway.cloud.gcp;

import org.jspecify.annotations.NullMarked;
