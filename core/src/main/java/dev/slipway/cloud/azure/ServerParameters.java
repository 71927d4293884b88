package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Datastore;
import dev.slipway.vocabulary.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Parameters of flexible servers that differ from Azure's defaults or must not come to differ. */
final class ServerParameters {

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
        new Parameter("tls_version", "TLSv1.2,TLSv1.3", ""),
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
