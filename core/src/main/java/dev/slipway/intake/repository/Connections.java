package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.intake.DatastoreUse;
import dev.slipway.vocabulary.Engine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a connection string says. */
final class Connections {

  private static final Pattern PASSWORD = Pattern.compile("://[^\\s:/@]{0,80}:[^\\s/@]{1,200}@");

  private Connections() {}

  static boolean hasPassword(String value) {
    return value.contains("://") && PASSWORD.matcher(value).find();
  }

  /** The engine of a connection string such as {@code postgresql+asyncpg://db/app}. */
  static Optional<DatastoreUse> datastore(String value, Evidence evidence) {
    int end = value.indexOf(":");
    if (end <= 0 || end > 30) {
      return Optional.empty();
    }
    String[] scheme = value.substring(0, end).toLowerCase(Locale.ROOT).split("\\+", 2);
    Optional<String> driver =
        scheme.length > 1 && !scheme[1].equals("srv") ? Optional.of(scheme[1]) : Optional.empty();
    return scheme(scheme[0])
        .map(e -> new DatastoreUse(e, Optional.empty(), List.of(), driver, evidence));
  }

  private static Optional<Engine> scheme(String scheme) {
    return Optional.ofNullable(
        switch (scheme) {
          case "postgres", "postgresql", "postgis", "pgx", "pgx5" -> Engine.POSTGRESQL;
          case "mysql", "mariadb" -> Engine.MYSQL;
          case "redis", "rediss", "valkey" -> Engine.REDIS;
          case "mongodb" -> Engine.MONGODB;
          case "amqp", "amqps" -> Engine.RABBITMQ;
          case "nats" -> Engine.NATS;
          case "sqlite", "sqlite3" -> Engine.SQLITE;
          default -> null;
        });
  }
}
