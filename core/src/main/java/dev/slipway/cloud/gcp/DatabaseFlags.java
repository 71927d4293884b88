package dev.slipway.cloud.gcp;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.vocabulary.Engine;
import java.util.ArrayList;
import java.util.List;

/** Database flags: identity-based login, and logs that answer who did what and what was slow. */
final class DatabaseFlags {

  private DatabaseFlags() {}

  /** One flag, with a comment where its value needs a reason. */
  record Flag(String name, String value, String comment) {}

  static List<Flag> of(Datastore.Relational store) {
    boolean identity = store.login() == Login.IDENTITY;
    return store.engine() == Engine.MYSQL ? mysql(identity) : postgresql(identity);
  }

  private static List<Flag> postgresql(boolean identity) {
    List<Flag> flags = new ArrayList<>();
    if (identity) {
      flags.add(new Flag("cloudsql.iam_authentication", "on", ""));
    }
    flags.add(new Flag("cloudsql.enable_pgaudit", "on", ""));
    flags.add(
        new Flag(
            "pgaudit.log",
            "ddl,role",
            "Changes of the schema and of rights; rows stay out of the log."));
    flags.add(new Flag("log_checkpoints", "on", ""));
    flags.add(new Flag("log_connections", "on", ""));
    flags.add(new Flag("log_disconnections", "on", ""));
    flags.add(new Flag("log_lock_waits", "on", ""));
    flags.add(
        new Flag(
            "log_min_duration_statement",
            "1000",
            "Milliseconds: what takes longer is a slow query."));
    flags.add(new Flag("log_min_error_statement", "error", ""));
    flags.add(new Flag("log_min_messages", "warning", ""));
    flags.add(new Flag("log_statement", "ddl", ""));
    flags.add(new Flag("log_temp_files", "0", "Every sort or join that spills to disk is logged."));
    return List.copyOf(flags);
  }

  private static List<Flag> mysql(boolean identity) {
    List<Flag> flags = new ArrayList<>();
    if (identity) {
      flags.add(new Flag("cloudsql_iam_authentication", "on", ""));
    }
    flags.add(new Flag("local_infile", "off", ""));
    flags.add(new Flag("log_output", "FILE", "Only then do slow queries reach Cloud Logging."));
    flags.add(new Flag("long_query_time", "1", "Seconds: what takes longer is a slow query."));
    flags.add(new Flag("slow_query_log", "on", ""));
    return List.copyOf(flags);
  }
}
