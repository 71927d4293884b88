package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.Range;
import java.util.Optional;

/** Version constraints where they are written. */
final class Versions {

  private Versions() {}

  /** The constraint that an argument holds; empty where there is none or it is wrong. */
  static Optional<Settings.Constraint> constraint(HclExpression expression, Report report) {
    if (expression instanceof HclExpression.NullLiteral) {
      return Optional.empty();
    }
    return Constants.text(expression, report)
        .flatMap(text -> constraint(text, expression.range(), report));
  }

  static Optional<Settings.Constraint> constraint(String text, Range range, Report report) {
    Optional<VersionConstraint> constraint = VersionConstraint.parse(text);
    if (constraint.isEmpty()) {
      report.error(
          "VERSION",
          range,
          "Invalid version constraint",
          "Terraform cannot read it. A constraint is a version, with one of the operators"
              + " `=`, `!=`, `>`, `>=`, `<`, `<=` and `~>` before it; commas join several.",
          "Write something like `~> 5.0`.");
    }
    return constraint.map(found -> new Settings.Constraint(found, range));
  }
}
