package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Datastore;

/** RDS Proxy, for a database that takes fewer connections than its clients may open. */
final class DatabaseProxy {

  private DatabaseProxy() {}

  /** Whether some environment's clients may open more connections than its database takes. */
  static boolean wanted(Datastore.Relational store) {
    return store.sizes().stream().anyMatch(DatabaseProxy::wanted);
  }

  static boolean wanted(Datastore.RelationalSize size) {
    return size.plannedConnections() > size.maxConnections();
  }
}
