package dev.slipway.cloud.gcp;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/**
 * Connection strings that hold a key or a password, and so have to reach a workload as a secret.
 */
final class DatastoreSecrets {

  private DatastoreSecrets() {}

  /** A secret that holds the address of a datastore in one scheme. */
  record UrlSecret(Datastore datastore, String scheme, String secret, List<String> readers) {

    /**
     * Whether every reader's library takes a certificate authority out of the address: Python's
     * does, Go's refuses what it does not know, Node's ignores it.
     */
    boolean takesAuthority(Blueprint blueprint) {
      return readers.stream()
          .flatMap(reader -> blueprint.workload(reader).stream())
          .allMatch(w -> w.source().language() == Language.PYTHON);
    }

    String purpose() {
      return switch (datastore) {
        case Datastore.Cache _ ->
            "Address of " + datastore.name() + " with the key that it made itself.";
        default ->
            "Address of " + datastore.name() + " with user and password; a person fills it in.";
      };
    }
  }

  /**
   * The secrets that a blueprint's settings call for without naming them, in the order of datastore
   * and scheme.
   */
  static List<UrlSecret> of(Blueprint blueprint) {
    SequencedMap<String, TreeSet<String>> readers = new LinkedHashMap<>();
    SequencedMap<String, Setting.DatastoreUrl> urls = new LinkedHashMap<>();
    for (Workload workload : blueprint.workloads()) {
      for (Setting setting : workload.settings()) {
        if (setting.value() instanceof Setting.DatastoreUrl url && !setting.buildTime()) {
          name(blueprint, url)
              .filter(name -> blueprint.secrets().stream().noneMatch(s -> s.name().equals(name)))
              .ifPresent(name -> {
                urls.putIfAbsent(name, url);
                readers.computeIfAbsent(name, _ -> new TreeSet<>()).add(workload.name());
              });
        }
      }
    }
    return urls.entrySet().stream()
        .map(e ->
            new UrlSecret(
                blueprint.datastore(e.getValue().datastore()).orElseThrow(),
                e.getValue().scheme(),
                e.getKey(),
                List.copyOf(readers.getOrDefault(e.getKey(), new TreeSet<>()))))
        .toList();
  }

  /** The secret that holds this address, if it may not be written in the open. */
  static Optional<String> name(Blueprint blueprint, Setting.DatastoreUrl url) {
    return blueprint.datastore(url.datastore()).flatMap(store -> name(store, url.scheme()));
  }

  private static Optional<String> name(Datastore store, String scheme) {
    return switch (store) {
      case Datastore.Relational r when r.login() == Login.PASSWORD ->
          Optional.of(store.name() + "-url");
      case Datastore.Cache c when c.login() != Login.NONE && c.login() != Login.IDENTITY ->
          Optional.of(
              store.name() + (scheme.startsWith("redis") ? "-url" : "-" + plain(scheme) + "-url"));
      case Datastore.External external -> Optional.of(external.secret());
      case Datastore.Relational _,
          Datastore.Cache _,
          Datastore.Document _,
          Datastore.Bucket _,
          Datastore.Topic _,
          Datastore.TaskQueue _ ->
          Optional.empty();
    };
  }

  private static String plain(String scheme) {
    return scheme.replace('+', '-').replace('.', '-');
  }

  /** The version of a secret that is made here and not by a person. */
  static ResourceAddress version(String secret) {
    return ResourceAddress.managed(
        "google_secret_manager_secret_version", ResourceAddress.id(secret));
  }

  /** Workloads that read a named secret because it holds an address they use. */
  static List<String> readers(Blueprint blueprint, String secret) {
    return blueprint.workloads().stream()
        .filter(w -> w.settings().stream().anyMatch(s -> reads(blueprint, s, secret)))
        .map(Workload::name)
        .toList();
  }

  private static boolean reads(Blueprint blueprint, Setting setting, String secret) {
    return switch (setting.value()) {
      case Setting.SecretReference(String name) -> name.equals(secret);
      case Setting.DatastoreUrl url -> name(blueprint, url).filter(secret::equals).isPresent();
      default -> false;
    };
  }
}
