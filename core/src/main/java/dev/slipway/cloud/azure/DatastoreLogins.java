package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/**
 * The vault's secrets that hold a datastore's password or an address with one in it. They are made
 * and written by Terraform, and never in its state.
 */
final class DatastoreLogins {

  private DatastoreLogins() {}

  /**
   * A secret with a connection string.
   *
   * @param key names it among the datastore's secrets, such as {@code postgresql-asyncpg-url}
   * @param sample a workload that reads it; all of its readers take the same form
   * @param readers names of the workloads that read it, sorted
   */
  record UrlSecret(
      Datastore datastore, String key, String scheme, Workload sample, List<String> readers) {

    ResourceAddress address() {
      return AzureAddresses.login(datastore.name(), key);
    }

    /** Its name in the vault. */
    String name() {
      return datastore.name() + "-" + key;
    }
  }

  /** Whether a datastore is logged in to by a password or a key. */
  static boolean secret(Datastore store) {
    return switch (store) {
      case Datastore.Relational relational -> login(relational) == Login.PASSWORD;
      case Datastore.Cache cache -> cache.login() != Login.IDENTITY;
      case Datastore.Document _,
          Datastore.Bucket _,
          Datastore.Topic _,
          Datastore.TaskQueue _,
          Datastore.External _ ->
          false;
    };
  }

  /**
   * How a database is logged in to. MySQL could ask for identities only through one of its own that
   * may read the tenant's directory, a right that no pipeline has to give.
   */
  static Login login(Datastore.Relational store) {
    return store.login() == Login.IDENTITY && store.engine() != Engine.MYSQL
        ? Login.IDENTITY
        : Login.PASSWORD;
  }

  /** The secret with the password or key alone. */
  static ResourceAddress password(String datastore) {
    return AzureAddresses.login(datastore, "password");
  }

  /**
   * The URL of the secret that a setting's connection string is in, without a version, as container
   * apps take it; empty when the address holds no secret.
   */
  static Optional<Expression> url(
      Blueprint blueprint, Workload workload, Setting.DatastoreUrl setting) {
    return blueprint
        .datastore(setting.datastore())
        .flatMap(store ->
            switch (store) {
              case Datastore.External external -> Optional.of(VaultSecrets.id(external.secret()));
              case Datastore.Relational _, Datastore.Cache _ ->
                  secret(store)
                      ? Optional.of(
                          AzureAddresses.login(store.name(), key(store, setting.scheme(), workload))
                              .reference()
                              .dot("versionless_id"))
                      : Optional.<Expression>empty();
              case Datastore.Document _,
                  Datastore.Bucket _,
                  Datastore.Topic _,
                  Datastore.TaskQueue _ ->
                  Optional.empty();
            });
  }

  /** The URL of the secret that a property is in; empty when the property is no secret. */
  static Optional<Expression> password(Blueprint blueprint, Setting.DatastoreProperty property) {
    return property.property() == Setting.Property.PASSWORD
        ? blueprint
            .datastore(property.datastore())
            .filter(Datastore.Relational.class::isInstance)
            .filter(DatastoreLogins::secret)
            .map(store -> password(store.name()).reference().dot("versionless_id"))
        : Optional.empty();
  }

  /** Whether a workload is given a datastore's password by itself. */
  static boolean readsPassword(Workload workload, Datastore store) {
    return store instanceof Datastore.Relational
        && secret(store)
        && workload.settings().stream()
            .anyMatch(s ->
                !s.buildTime()
                    && s.value() instanceof Setting.DatastoreProperty p
                    && p.datastore().equals(store.name())
                    && p.property() == Setting.Property.PASSWORD);
  }

  /** The connection strings that the workloads' settings ask for, in the order of datastores. */
  static List<UrlSecret> of(Blueprint blueprint) {
    return blueprint.datastores().stream()
        .filter(DatastoreLogins::secret)
        .flatMap(store -> of(blueprint, store).stream())
        .toList();
  }

  /** The connection strings that one workload's settings ask for, in the order of datastores. */
  static List<UrlSecret> readBy(Blueprint blueprint, Workload workload) {
    return blueprint.datastores().stream()
        .filter(DatastoreLogins::secret)
        .flatMap(store -> of(List.of(workload), store).stream())
        .toList();
  }

  /** The connection strings of one datastore. */
  static List<UrlSecret> of(Blueprint blueprint, Datastore store) {
    return of(blueprint.workloads(), store);
  }

  private static List<UrlSecret> of(List<Workload> workloads, Datastore store) {
    SequencedMap<String, UrlSecret> first = new LinkedHashMap<>();
    Map<String, TreeSet<String>> readers = new HashMap<>();
    for (Workload workload : workloads) {
      for (Setting setting : workload.settings()) {
        if (setting.value() instanceof Setting.DatastoreUrl url
            && !setting.buildTime()
            && url.datastore().equals(store.name())) {
          String key = key(store, url.scheme(), workload);
          first.putIfAbsent(key, new UrlSecret(store, key, url.scheme(), workload, List.of()));
          readers.computeIfAbsent(key, k -> new TreeSet<>()).add(workload.name());
        }
      }
    }
    return first.values().stream()
        .map(u ->
            new UrlSecret(
                u.datastore(),
                u.key(),
                u.scheme(),
                u.sample(),
                List.copyOf(readers.getOrDefault(u.key(), new TreeSet<>()))))
        .toList();
  }

  /**
   * MySQL's drivers ask for TLS each in its own way, so its addresses are one a language; what goes
   * past a pooler has another port.
   */
  private static String key(Datastore store, String scheme, Workload workload) {
    String plain =
        scheme.replace('+', '-').replace('.', '-')
            + (ConnectionPooler.direct(workload, store) ? "-direct" : "");
    return store.engine() == Engine.MYSQL
        ? plain + "-" + DatastoreAddresses.dialect(workload) + "-url"
        : plain + "-url";
  }
}
