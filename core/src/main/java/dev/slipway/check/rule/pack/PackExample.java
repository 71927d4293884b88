package dev.slipway.check.rule.pack;

import dev.slipway.evidence.Span;

/**
 * Terraform code that shows what a rule is about.
 *
 * @param passes whether it keeps the rule; otherwise the rule must find something in it
 * @param text as in a {@code .tf} file
 * @param place where it stands in the pack
 */
record PackExample(boolean passes, String text, Span place) {}
