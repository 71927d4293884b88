package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.cloud.Requirement;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import java.util.List;

/** The key under which data rests when the company has to hold it itself. */
final class Encryption {

  private Encryption() {}

  static Expression key() {
    return key(Place.PRIMARY);
  }

  /** The key of a region: data and the key that protects it are in one place. */
  static Expression key(Place place) {
    return place.ref(AwsAddresses.KMS_KEY).dot("arn");
  }

  /** The keys of all regions, for the policy of a role that works in each of them. */
  static List<Expression> keys(Blueprint blueprint) {
    return Place.multiRegional(blueprint)
        ? List.of(key(), when(Place.absent(), key(), key(Place.SECONDARY)))
        : List.of(key());
  }

  /**
   * Whether a region has a key. A replica in another region cannot be made under the account's own
   * key of the first one, so there it has one whatever the design asks.
   */
  static boolean kept(Blueprint blueprint, Place place) {
    return Requirement.customerManagedKeys(blueprint)
        || (place == Place.SECONDARY
            && !blueprint.datastores(Datastore.Relational.class).isEmpty());
  }

  /** Names the key in {@code argument}, where there is one. */
  static Body.Builder with(Blueprint blueprint, Body.Builder body, String argument) {
    return with(blueprint, Place.PRIMARY, body, argument);
  }

  static Body.Builder with(Blueprint blueprint, Place place, Body.Builder body, String argument) {
    return Requirement.customerManagedKeys(blueprint) ? body.set(argument, key(place)) : body;
  }
}
