/**
 * Policy over the files of a project that are not Terraform: each is recognized by its name and
 * contents and shown to the rules about its kind.
 */
@NullMarked
package dev.slipway.check.rule.files;

import org.jspecify.annotations.NullMarked;
