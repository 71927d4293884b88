package dev.slipway.check.rule.terraform;

/** A resource as a rule sees it. */
public record ResourceView(String address, String type) {}
