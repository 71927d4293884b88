package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.template;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Expression;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.MigrationTool;
import java.util.Locale;

/**
 * A connection string with a password in it, as a driver reads it. Databases refuse plain
 * connections, and every driver has its own word for TLS. Amazon's authority for databases is in no
 * image, so a string asks for encryption and leaves it to a program that brings the authority along
 * to check the server's certificate; the certificates of caches are publicly trusted.
 *
 * @param scheme such as {@code postgresql+asyncpg}
 */
record ConnectionString(Datastore store, String scheme, Dialect dialect) {

  /** Whose drivers read it, where they differ. */
  enum Dialect {
    COMMON(""),
    PYTHON("_python"),
    NODE("_node"),
    GO("_go"),
    /** Go's own form behind a scheme, as golang-migrate takes it. */
    GO_MIGRATE("_go_migrate");

    private final String suffix;

    Dialect(String suffix) {
      this.suffix = suffix;
    }
  }

  static ConnectionString of(Workload workload, Datastore store, String scheme) {
    return new ConnectionString(store, scheme, dialect(workload, store));
  }

  private static Dialect dialect(Workload workload, Datastore store) {
    Language language = workload.source().language();
    if (store instanceof Datastore.Cache) {
      return language == Language.PYTHON ? Dialect.PYTHON : Dialect.COMMON;
    }
    if (usesTool(workload, MigrationTool.GOLANG_MIGRATE)) {
      return store.engine() == Engine.MYSQL ? Dialect.GO_MIGRATE : Dialect.COMMON;
    }
    if (language == Language.GO || usesTool(workload, MigrationTool.GOOSE)) {
      return store.engine() == Engine.MYSQL ? Dialect.GO : Dialect.COMMON;
    }
    return language == Language.NODE ? Dialect.NODE : Dialect.COMMON;
  }

  private static boolean usesTool(Workload workload, MigrationTool tool) {
    return workload.migration().filter(m -> m.tool() == tool).isPresent();
  }

  /** Its key in the login's document. */
  String key() {
    return "url_" + scheme.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_") + dialect.suffix;
  }

  /** The string itself; the password consists of letters and digits. */
  Expression with(Expression password, Expression host) {
    return switch (dialect) {
      case GO, GO_MIGRATE ->
          template(
              (dialect == Dialect.GO ? "" : scheme + "://") + DatastoreLogins.USER + ":",
              password,
              "@tcp(",
              host,
              ":"
                  + DatastoreAddresses.port(store)
                  + ")/"
                  + DatastoreAddresses.logicalName(store)
                  + "?parseTime=true&tls=skip-verify");
      case COMMON, PYTHON, NODE ->
          template(
              secureScheme() + "://" + DatastoreLogins.USER + ":",
              password,
              "@",
              host,
              ":"
                  + DatastoreAddresses.port(store)
                  + "/"
                  + DatastoreAddresses.logicalName(store)
                  + encryption());
    };
  }

  private String secureScheme() {
    return scheme.equals("redis") ? "rediss" : scheme;
  }

  private String encryption() {
    if (store instanceof Datastore.Relational) {
      return store.engine() == Engine.MYSQL ? mysql() : postgresql();
    }
    return dialect == Dialect.PYTHON ? "?ssl_cert_reqs=required" : "";
  }

  private String postgresql() {
    if (dialect == Dialect.NODE) {
      return "?sslmode=no-verify";
    }
    return switch (scheme) {
      case "postgresql+asyncpg" -> "?ssl=require";
      // It tries TLS by itself and knows no option for it.
      case "postgresql+pg8000" -> "";
      default -> "?sslmode=require";
    };
  }

  private String mysql() {
    if (dialect == Dialect.NODE) {
      return "?ssl=Amazon%20RDS";
    }
    return switch (scheme) {
      case "mysql+pymysql", "mysql+asyncmy" -> "?ssl_check_hostname=false";
      // The one takes TLS by itself, the other takes it from code only.
      case "mysql+mysqlconnector", "mysql+aiomysql" -> "";
      default -> "?ssl_mode=REQUIRED";
    };
  }
}
