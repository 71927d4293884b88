package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Requirement;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;

/** What all secrets have in common. */
final class Secrets {

  private Secrets() {}

  /**
   * The ARN of a secret as a region has it: the second region holds a copy under the same name, so
   * that nothing there waits for the first.
   */
  static Expression arn(Place place, ResourceAddress secret) {
    Expression arn = secret.reference().dot("arn");
    return switch (place) {
      case PRIMARY -> arn;
      case SECONDARY -> inRegion(arn, Place.SECOND_REGION);
    };
  }

  /** The ARN of something for a policy that holds in every region that has a copy of it. */
  static Expression anywhere(Blueprint blueprint, Expression arn) {
    return Place.multiRegional(blueprint) ? inRegion(arn, text("*")) : arn;
  }

  private static Expression inRegion(Expression arn, Expression region) {
    return call("replace", arn, template(":", var("region"), ":"), template(":", region, ":"));
  }

  /** The copy in the second region, where there is one. */
  static void copy(Blueprint blueprint, Body.Builder secret) {
    if (!Place.multiRegional(blueprint)) {
      return;
    }
    Body.Builder copy = Body.builder().set("region", ref("replica.value"));
    Encryption.with(blueprint, Place.SECONDARY, copy, "kms_key_id");
    secret.block(
        "dynamic",
        List.of("replica"),
        Body.builder()
            .set("for_each", when(Place.absent(), list(), list(Place.SECOND_REGION)))
            .block("content", copy));
  }

  /** The rules that a secret departs from, and why. */
  static String waivers(Blueprint blueprint, String notRotated) {
    List<String> waivers = new ArrayList<>();
    if (!Requirement.customerManagedKeys(blueprint)) {
      waivers.add(
          Checkov.skip(
              "CKV_AWS_149",
              "the account's own key encrypts it; nothing asks for keys held by the company"));
    }
    waivers.add(Checkov.skip("CKV2_AWS_57", notRotated));
    return String.join("\n", waivers);
  }
}
