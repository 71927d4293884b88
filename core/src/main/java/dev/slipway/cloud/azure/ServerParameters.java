package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Datastore;
import dev.slipway.vocabulary.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Parameters of flexible servers that differ from Azure's defaults or must not come to differ. */
final class ServerParameters {

  /** Extensions that work only when the server has loaded them at its start. */
  private static final Set<String> LOADED =
      new TreeSet<>(List.of("age", "pg_squeeze", "pglogical", "timescaledb"));

  /** What Azure loads by itself, which the parameter would otherwise take away. */
  private static final String ALWAYS_LOADED = "pg_cron,pg_stat_statements";

  private ServerParameters() {}

  /** One parameter; the comment is empty where its name says it all. */
  record Parameter(String name, String value, String comment) {}

  static List<Parameter> of(Datastore.Relational store) {
    return store.engine() == Engine.MYSQL ? mysql() : postgresql(store);
  }

  private static List<Parameter> postgresql(Datastore.Relational store) {
    List<Parameter> parameters = new ArrayList<>();
    if (!store.extensions().isEmpty()) {
      parameters.add(
          new Parameter(
              "azure.extensions",
              String.join(
                  ",", store.extensions().stream().map(e -> e.toUpperCase(Locale.ROOT)).toList()),
              "CREATE EXTENSION takes these and no others."));
    }
    List<String> loaded = store.extensions().stream().filter(LOADED::contains).sorted().toList();
    if (!loaded.isEmpty()) {
      parameters.add(
          new Parameter(
              "shared_preload_libraries",
              ALWAYS_LOADED + "," + String.join(",", loaded),
              "Loaded when the server starts: a change restarts it."));
    }
    if (store.extensions().contains("pg_cron")) {
      parameters.add(new Parameter("cron.database_name", store.databaseName(), ""));
    }
    parameters.add(new Parameter("require_secure_transport", "on", ""));
    parameters.add(new Parameter("ssl_min_protocol_version", "TLSv1.2", ""));
    parameters.add(new Parameter("log_checkpoints", "on", ""));
    parameters.add(new Parameter("log_connections", "on", ""));
    parameters.add(new Parameter("log_disconnections", "on", ""));
    parameters.add(new Parameter("log_lock_waits", "on", ""));
    parameters.add(
        new Parameter(
            "log_min_duration_statement",
            "1000",
            "Milliseconds: what takes longer is a slow query."));
    parameters.add(new Parameter("log_statement", "ddl", ""));
    parameters.add(
        new Parameter("connection_throttle.enable", "on", "Slows down whoever guesses passwords."));
    return List.copyOf(parameters);
  }

  private static List<Parameter> mysql() {
    return List.of(
        new Parameter("require_secure_transport", "ON", ""),
        new Parameter("local_infile", "OFF", ""),
        new Parameter("slow_query_log", "ON", ""),
        new Parameter("long_query_time", "1", "Seconds: what takes longer is a slow query."),
        new Parameter("audit_log_enabled", "ON", ""),
        new Parameter(
            "audit_log_events",
            "CONNECTION,DDL,DCL",
            "Logins and changes of the schema and of rights; rows stay out of the log."));
  }
}
