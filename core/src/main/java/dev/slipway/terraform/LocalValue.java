package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.Range;

/** {@code name = value} in a {@code locals} block. */
public record LocalValue(String name, HclExpression value, Range nameRange, Range range) {

  public String address() {
    return "local." + name;
  }
}
