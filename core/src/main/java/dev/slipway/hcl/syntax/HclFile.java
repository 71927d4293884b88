package dev.slipway.hcl.syntax;

/** One file as read. Where its text has errors, the tree holds what could be understood. */
public record HclFile(SourceText source, HclBody body) {}
