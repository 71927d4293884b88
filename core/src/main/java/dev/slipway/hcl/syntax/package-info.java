/**
 * HCL 2 as written: a tree in which every node knows its place, the readers of its native and JSON
 * forms, and the canonical layout of a text. It knows the language and nothing of Terraform.
 */
@NullMarked
package dev.slipway.hcl.syntax;

import org.jspecify.annotations.NullMarked;
