package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Requirement;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;

/** The key under which data rests when the company has to hold it itself. */
final class Encryption {

  private Encryption() {}

  static Expression key() {
    return AwsAddresses.KMS_KEY.reference().dot("arn");
  }

  /** Names the key in {@code argument}, where there is one. */
  static Body.Builder with(Blueprint blueprint, Body.Builder body, String argument) {
    return Requirement.customerManagedKeys(blueprint) ? body.set(argument, key()) : body;
  }
}
