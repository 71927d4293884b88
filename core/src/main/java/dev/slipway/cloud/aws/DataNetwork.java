package dev.slipway.cloud.aws;

import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import java.util.Optional;

/** Where datastores live: in subnets from which no way leads to the internet. */
final class DataNetwork {

  private DataNetwork() {}

  static Expression isolatedSubnets() {
    return new Expression.ForList(
        Optional.empty(),
        "subnet",
        AwsAddresses.ISOLATED_SUBNETS.reference(),
        Reference.of("subnet.id"),
        Optional.empty());
  }
}
