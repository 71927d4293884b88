package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Expression;
import java.util.Optional;

/** The addresses at which workloads and the system are reached. */
final class Invocation {

  private Invocation() {}

  /** Where other workloads reach this one; absent for what nobody can call. */
  static Optional<Expression> url(Blueprint blueprint, String name, Place place) {
    return blueprint.workload(name).flatMap(target -> url(blueprint, target, place));
  }

  private static Optional<Expression> url(Blueprint blueprint, Workload target, Place place) {
    if (Runtime.function(target)) {
      return Optional.of(FunctionPass.url(target, place));
    }
    if (!Runtime.serves(target)) {
      return Optional.empty();
    }
    return Optional.of(
        text(
            "http://"
                + target.name()
                + "."
                + AwsNames.privateDomain(blueprint)
                + ":"
                + Runtime.port(target)));
  }

  /** Where users reach the system, with the scheme. */
  static Expression origin(Blueprint blueprint, Place place) {
    if (!Doors.open(blueprint)) {
      return text("");
    }
    Expression own = template("https://", var("domain"));
    if (!Doors.fronted(blueprint)) {
      return own;
    }
    Expression given = template("https://", EdgePass.DISTRIBUTION.reference().dot("domain_name"));
    return Doors.anyDomain(blueprint) ? when(EdgePass.NAMED, own, given) : given;
  }
}
