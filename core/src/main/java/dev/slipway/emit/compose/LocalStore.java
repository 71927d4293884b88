package dev.slipway.emit.compose;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Relational;
import dev.slipway.blueprint.Setting;
import dev.slipway.vocabulary.Engine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a datastore runs on one machine.
 *
 * @param image with its tag
 * @param port inside the compose network
 * @param environment of its container
 * @param command replaces the image's own; empty for that one
 * @param health asks whether it is ready, as a compose test; empty when its image can tell nothing
 * @param volume folder whose content outlives the container; empty for none
 * @param client what a client library has to be told to find an emulator
 */
record LocalStore(
    String image,
    int port,
    Map<String, String> environment,
    List<String> command,
    List<String> health,
    String volume,
    Map<String, String> client) {

  private static final String EMULATORS =
      "gcr.io/google.com/cloudsdktool/google-cloud-cli:emulators";

  /** Empty for what has no stand-in on one machine. */
  static Optional<LocalStore> of(Datastore store) {
    return switch (store.engine()) {
      case POSTGRESQL -> Optional.of(postgres((Relational) store));
      case MYSQL -> Optional.of(mysql((Relational) store));
      case REDIS ->
          Optional.of(plain("redis:8-alpine", 6379, "/data", List.of("CMD", "redis-cli", "ping")));
      case MEMCACHED -> Optional.of(plain("memcached:1.6-alpine", 11211, "", List.of()));
      case MONGODB ->
          Optional.of(
              plain(
                  "mongo:8",
                  27017,
                  "/data/db",
                  List.of("CMD", "mongosh", "--quiet", "--eval", "db.runCommand('ping').ok")));
      case RABBITMQ ->
          Optional.of(
              plain(
                  "rabbitmq:4-alpine",
                  5672,
                  "/var/lib/rabbitmq",
                  List.of("CMD", "rabbitmq-diagnostics", "-q", "ping")));
      case NATS -> Optional.of(plain("nats:2-alpine", 4222, "", List.of()));
      case TOPIC -> Optional.of(emulator("pubsub", 8085, "PUBSUB_EMULATOR_HOST", store.name()));
      case FIRESTORE ->
          Optional.of(emulator("firestore", 8086, "FIRESTORE_EMULATOR_HOST", store.name()));
      case KAFKA -> Optional.of(plain("apache/kafka:4.1.0", 9092, "", List.of()));
      case ELASTICSEARCH, OBJECT_STORE, TASK_QUEUE, SQLITE -> Optional.empty();
    };
  }

  private static LocalStore plain(String image, int port, String volume, List<String> health) {
    return new LocalStore(image, port, Map.of(), List.of(), health, volume, Map.of());
  }

  private static LocalStore postgres(Relational store) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("POSTGRES_USER", "app");
    environment.put("POSTGRES_HOST_AUTH_METHOD", "trust");
    environment.put("POSTGRES_DB", store.databaseName());
    boolean vectors = store.extensions().contains("vector");
    boolean places = store.extensions().contains("postgis");
    String image =
        vectors
            ? "pgvector/pgvector:pg" + store.version()
            : places
                ? "postgis/postgis:" + store.version() + "-3.5-alpine"
                : "postgres:" + store.version() + "-alpine";
    // From version 18 on the data lies one folder deeper, and the mount has to be above it.
    boolean newLayout = store.version().startsWith("18") || store.version().startsWith("19");
    return new LocalStore(
        image,
        5432,
        environment,
        List.of(),
        List.of("CMD", "pg_isready", "--username", "app", "--dbname", store.databaseName()),
        newLayout ? "/var/lib/postgresql" : "/var/lib/postgresql/data",
        Map.of());
  }

  private static LocalStore mysql(Relational store) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("MYSQL_ALLOW_EMPTY_PASSWORD", "yes");
    environment.put("MYSQL_DATABASE", store.databaseName());
    return new LocalStore(
        "mysql:" + store.version(),
        3306,
        environment,
        List.of(),
        List.of("CMD", "mysqladmin", "ping", "--host=127.0.0.1"),
        "/var/lib/mysql",
        Map.of());
  }

  private static LocalStore emulator(String kind, int port, String variable, String name) {
    return new LocalStore(
        EMULATORS,
        port,
        Map.of(),
        List.of(
            "gcloud",
            "beta",
            "emulators",
            kind,
            "start",
            "--host-port=0.0.0.0:" + port,
            "--project=local"),
        List.of(),
        "",
        Map.of(variable, name + ":" + port));
  }

  /** The connection string of a client on the compose network. */
  String url(Datastore store, String scheme) {
    String user = user(store);
    String who = user.isEmpty() ? "" : user + "@";
    String what =
        store instanceof Relational relational
            ? "/" + relational.databaseName()
            : store.engine() == Engine.REDIS ? "/0" : "";
    // The local Redis speaks no TLS; the environments' one may.
    String plain = scheme.equals("rediss") ? "redis" : scheme;
    return plain + "://" + who + store.name() + ":" + port + what;
  }

  /** Nobody needs a password: only the other containers reach it. */
  private static String user(Datastore store) {
    return store.engine() == Engine.POSTGRESQL
        ? "app"
        : store.engine() == Engine.MYSQL ? "root" : "";
  }

  String property(Datastore store, Setting.Property property) {
    return switch (property) {
      case HOST -> store.name();
      case PORT -> Integer.toString(port);
      case NAME ->
          store instanceof Relational relational ? relational.databaseName() : store.name();
      case USER -> user(store);
      case PASSWORD -> Setting.NO_PASSWORD;
      case SUBSCRIPTION -> store.name();
    };
  }
}
