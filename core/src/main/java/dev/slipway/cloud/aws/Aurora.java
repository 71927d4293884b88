package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Datastore;
import dev.slipway.stack.ResourceAddress;

/** Which databases are Aurora clusters: those that grow and shrink by themselves somewhere. */
public final class Aurora {

  static final String SERVERLESS = "db.serverless";

  private Aurora() {}

  /** One engine everywhere: what passes in staging has run on what production runs on. */
  public static boolean serves(Datastore.Relational store) {
    return store.sizes().stream().anyMatch(size -> size.tier().equals(SERVERLESS));
  }

  /** What is asked for its address, its state and its load: the instance or the cluster. */
  public static ResourceAddress address(Datastore.Relational store) {
    return serves(store)
        ? AwsAddresses.databaseCluster(store.name())
        : AwsAddresses.database(store.name());
  }
}
