package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;

/** What the resources of one relational database have in common. */
final class Databases {

  private Databases() {}

  /** What the variables of a database begin with: its name matters only where there are several. */
  static String prefix(Blueprint blueprint, Datastore.Relational store) {
    return blueprint.datastores(Datastore.Relational.class).size() == 1
        ? "database"
        : "database_" + ResourceAddress.id(store.name());
  }

  static String engine(Datastore.Relational store) {
    boolean mysql = store.engine() == Engine.MYSQL;
    if (Aurora.serves(store)) {
      return mysql ? "aurora-mysql" : "aurora-postgresql";
    }
    return mysql ? "mysql" : "postgres";
  }

  /**
   * The major version; RDS takes the newest minor of it. Aurora for MySQL knows one, and of MySQL 8
   * the long-supported release is taken.
   */
  static String version(Datastore.Relational store) {
    if (store.engine() != Engine.MYSQL) {
      return store.version().split("\\.", 2)[0];
    }
    if (Aurora.serves(store)) {
      return "8.0";
    }
    return store.version().contains(".") ? store.version() : "8.4";
  }

  /** The family of its parameters, such as {@code postgres17}. */
  static String family(Datastore.Relational store) {
    return engine(store) + version(store);
  }
}
