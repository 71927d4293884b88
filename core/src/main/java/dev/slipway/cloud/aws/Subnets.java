package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.ref;

import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.Optional;

/** The subnets of a tier, of which there is one a zone. */
final class Subnets {

  private Subnets() {}

  /** Reached from the internet: load balancers and NAT gateways only, where there are any. */
  static Expression publicIds(Place place) {
    return ids(place, AwsAddresses.PUBLIC_SUBNETS);
  }

  /** Reach the internet, and are not reached from it. */
  static Expression privateIds(Place place) {
    return ids(place, AwsAddresses.PRIVATE_SUBNETS);
  }

  /** Neither reach the internet nor are reached from it: databases and caches. */
  static Expression isolatedIds(Place place) {
    return ids(place, AwsAddresses.ISOLATED_SUBNETS);
  }

  private static Expression ids(Place place, ResourceAddress subnets) {
    return new Expression.ForList(
        Optional.empty(), "subnet", place.each(subnets), ref("subnet").dot("id"), Optional.empty());
  }
}
