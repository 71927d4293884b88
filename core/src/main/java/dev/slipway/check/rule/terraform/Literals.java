package dev.slipway.check.rule.terraform;

import dev.slipway.hcl.syntax.HclExpression;

/** What is written out in the configuration. */
final class Literals {

  private Literals() {}

  /** Whether a secret argument has a text that stands in the code, directly or as a default. */
  static boolean isWritten(Setting secret) {
    return !secret.isAbsent()
        && secret.value().isText()
        && !secret.value().text().isBlank()
        && secret.value().text().indexOf('\uE000') < 0;
  }

  /** How many elements a list has as written; -1 when that cannot be seen. */
  static int count(ResourceView resource, String argument) {
    return resource
        .expression(argument)
        .map(e -> e instanceof HclExpression.Tuple tuple ? tuple.items().size() : -1)
        .orElse(0);
  }
}
