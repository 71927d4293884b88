/**
 * Rules over Kubernetes manifests, one by one and together. What another tool may still add, such
 * as a template, a patch or an object that is kept elsewhere, is not held against a manifest.
 */
@NullMarked
package dev.slipway.check.rule.kubernetes;

import org.jspecify.annotations.NullMarked;
