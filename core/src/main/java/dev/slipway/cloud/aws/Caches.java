package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Login;

/** What a cache is in ElastiCache. */
final class Caches {

  static final int PORT = 6379;

  private Caches() {}

  /** Whether clients give a name and a password. */
  static boolean authenticated(Datastore.Cache cache) {
    return cache.login() != Login.NONE;
  }
}
