package dev.slipway.design;

import dev.slipway.intake.Service;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.MigrationTool;
import java.util.Locale;
import java.util.Optional;

/** The scheme of a connection string, which tells a library which driver to take. */
final class ConnectionScheme {

  private ConnectionScheme() {}

  static String of(Store store, Part part, boolean django) {
    Optional<String> client =
        store.use(part).flatMap(u -> u.use().client()).map(c -> c.toLowerCase(Locale.ROOT));
    boolean alchemy =
        part.service().language() == Language.PYTHON && usesSqlAlchemy(part.service(), django);
    if (store.engine() == Engine.MYSQL) {
      return mysql(client.orElse(""), alchemy);
    }
    return postgres(client.orElse(""), alchemy);
  }

  private static String postgres(String client, boolean alchemy) {
    if (!alchemy) {
      return client.contains("lib/pq") || client.equals("pq") || client.equals("postgres")
          ? "postgres"
          : "postgresql";
    }
    return switch (client) {
      case "asyncpg" -> "postgresql+asyncpg";
      case "psycopg" -> "postgresql+psycopg";
      case "psycopg2" -> "postgresql+psycopg2";
      case "pg8000" -> "postgresql+pg8000";
      default -> "postgresql";
    };
  }

  private static String mysql(String client, boolean alchemy) {
    if (!alchemy) {
      return "mysql";
    }
    return switch (client) {
      case "pymysql" -> "mysql+pymysql";
      case "aiomysql" -> "mysql+aiomysql";
      case "asyncmy" -> "mysql+asyncmy";
      case "mysql-connector-python" -> "mysql+mysqlconnector";
      default -> "mysql";
    };
  }

  /**
   * Django and plain drivers read the plain scheme; SQLAlchemy, which Alembic comes with, needs the
   * driver's name.
   */
  private static boolean usesSqlAlchemy(Service service, boolean django) {
    return service.migrations().map(m -> m.tool() == MigrationTool.ALEMBIC).orElse(!django);
  }
}
