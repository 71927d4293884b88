package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.template;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The logins of datastores: one secret each, a JSON document with a key for everything that a
 * program asks for, so that a container is given one value and not the document.
 */
public final class DatastoreLogins {

  static final String USERNAME = "username";
  static final String PASSWORD = "password";
  static final String HOST = "host";
  static final String PORT = "port";
  static final String DATABASE = "dbname";

  /** The user that the document names. */
  static final String USER = "app";

  private DatastoreLogins() {}

  /** Whether a datastore has a login with a password. */
  public static boolean kept(Datastore store) {
    return switch (store) {
      case Datastore.Relational _ -> true;
      case Datastore.Cache cache -> Caches.authenticated(cache);
      case Datastore.Document _,
          Datastore.Bucket _,
          Datastore.Topic _,
          Datastore.TaskQueue _,
          Datastore.External _ ->
          false;
    };
  }

  /** The datastores with a login, in order. */
  static List<Datastore> of(Blueprint blueprint) {
    return blueprint.datastores().stream().filter(DatastoreLogins::kept).toList();
  }

  /** The keys of a datastore's document: the parts of the login, then the connection strings. */
  public static List<String> keys(Blueprint blueprint, Datastore store) {
    List<String> keys = new ArrayList<>(List.of(USERNAME, PASSWORD, HOST, PORT, DATABASE));
    keys.addAll(urls(blueprint, store).keySet());
    return List.copyOf(keys);
  }

  /**
   * What ECS takes for one key of a datastore's document, always its newest version. Each region
   * has a cache of its own, and a copy of everything else.
   */
  static Expression valueFrom(Place place, Datastore store, String key) {
    return template(arn(place, store), ":" + key + "::");
  }

  /** The ARN of a datastore's login as a region has it. */
  static Expression arn(Place place, Datastore store) {
    return store instanceof Datastore.Cache
        ? place.ref(AwsAddresses.login(store.name())).dot("arn")
        : Secrets.arn(place, AwsAddresses.login(store.name()));
  }

  /**
   * The key of a connection string as this workload's driver reads it, such as {@code
   * url_postgresql_asyncpg}.
   */
  public static String urlKey(Workload workload, Datastore store, String scheme) {
    return ConnectionString.of(workload, store, scheme).key();
  }

  /** The newest version of a datastore's document. */
  static ResourceAddress version(String datastore) {
    return ResourceAddress.managed(
        "aws_secretsmanager_secret_version", AwsAddresses.login(datastore).name());
  }

  /** The connection strings that settings ask for, by key. */
  static TreeMap<String, ConnectionString> urls(Blueprint blueprint, Datastore store) {
    TreeMap<String, ConnectionString> urls = new TreeMap<>();
    for (Workload workload : blueprint.workloads()) {
      for (Setting setting : workload.settings()) {
        scheme(setting, store)
            .map(scheme -> ConnectionString.of(workload, store, scheme))
            .ifPresent(url -> urls.putIfAbsent(url.key(), url));
      }
    }
    return urls;
  }

  private static Optional<String> scheme(Setting setting, Datastore store) {
    return setting.value() instanceof Setting.DatastoreUrl(String name, String scheme)
            && name.equals(store.name())
            && !setting.buildTime()
        ? Optional.of(scheme)
        : Optional.empty();
  }
}
