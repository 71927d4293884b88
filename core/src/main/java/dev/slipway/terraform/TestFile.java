package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclFile;

/** A file of {@code terraform test}. */
public record TestFile(String path, HclFile file) {}
