package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.DatastoreUse;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the datastores of a Python service, and how many connections it keeps. */
final class PythonStores {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "[\"']((?:postgres(?:ql)?|mysql|mariadb|sqlite|mongodb|redis|rediss|amqp)(?:\\+\\w{1,30})?:)//");
  private static final Pattern SCHEME =
      Pattern.compile(
          "(?:scheme|drivername)\\s{0,2}=\\s{0,2}[\"'](\\w{1,20}(?:\\+\\w{1,20})?)[\"']");
  private static final Pattern DJANGO_ENGINE =
      Pattern.compile(
          "django\\.(?:contrib\\.gis\\.)?db\\.backends\\.(postgresql|postgis|mysql|sqlite3|spatialite)");
  private static final Pattern POOL =
      Pattern.compile("\\bpool_size\\s{0,2}[=:]\\s{0,2}(?:int\\s{0,2}=\\s{0,2})?([0-9]{1,4})\\b");
  private static final Pattern POOL_SETTING =
      Pattern.compile(
          "(?i)\\b\\w{0,30}pool_(?:max_)?size\\b[\"']?\\s{0,2}(?::\\s{0,2}int\\s{0,2}=|,|=)\\s{0,2}(?:Field\\((?:default=)?)?[\"']?([0-9]{1,4})\\b");
  private static final Pattern OVERFLOW =
      Pattern.compile(
          "(?i)\\b\\w{0,30}max_overflow\\b[\"']?\\s{0,2}(?::\\s{0,2}int\\s{0,2}=|,|=)\\s{0,2}(?:Field\\((?:default=)?)?[\"']?([0-9]{1,4})\\b");
  private static final Pattern MAX_SIZE =
      Pattern.compile(
          "(?:create_pool|ConnectionPool|AsyncConnectionPool)\\([^)]{0,400}?max_size\\s{0,2}=\\s{0,2}([0-9]{1,4})\\b");

  /** What SQLAlchemy adds to the pool under load unless told otherwise. */
  private static final int DEFAULT_OVERFLOW = 10;

  private PythonStores() {}

  static void dependency(ServiceDraft draft, String name, Evidence evidence) {
    Libraries.engine(Language.PYTHON, name)
        .ifPresent(engine -> {
          Optional<String> client =
              Optional.of(
                  name.equals("psycopg-binary")
                      ? "psycopg"
                      : name.equals("psycopg2-binary") ? "psycopg2" : name);
          draft.datastore(new DatastoreUse(engine, Optional.empty(), List.of(), client, evidence));
        });
    for (String extension : Libraries.extensions(name)) {
      draft.datastore(
          new DatastoreUse(
              Engine.POSTGRESQL, Optional.empty(), List.of(extension), Optional.empty(), evidence));
    }
  }

  static void collect(SourceFile file, ServiceDraft draft) {
    file.each("://", ADDRESS, m -> address(draft, m.group(1), file.derived(m.start())));
    file.each("://", SCHEME, m -> address(draft, m.group(1) + ":", file.derived(m.start())));
    file.each("scheme", SCHEME, m -> address(draft, m.group(1) + ":", file.derived(m.start())));
    file.each(
        "db.backends", DJANGO_ENGINE, m -> django(draft, m.group(1), file.derived(m.start())));
    int direct = file.find("asyncpg.create_pool(", "asyncpg.connect(");
    if (direct >= 0) {
      Evidence why = file.derived(direct);
      refine(
          draft,
          new DatastoreUse(
              Engine.POSTGRESQL, Optional.empty(), List.of(), Optional.of("asyncpg pool"), why));
    }
    int s3 =
        file.find(
            "client(\"s3\"",
            "client('s3'",
            "resource(\"s3\"",
            "resource('s3'",
            "S3Boto3Storage",
            "S3Storage",
            "GoogleCloudStorage",
            "storage.Client(");
    if (s3 >= 0) {
      draft.datastore(
          new DatastoreUse(
              Engine.OBJECT_STORE,
              Optional.empty(),
              List.of(),
              Optional.empty(),
              file.derived(s3)));
    }
    if (file.find("pool_size", "POOL_SIZE", "max_size") >= 0) {
      pool(file, draft);
    }
  }

  private static void address(ServiceDraft draft, String scheme, Evidence evidence) {
    Connections.datastore(scheme, evidence)
        .ifPresent(use -> {
          boolean known = draft.datastores.stream().anyMatch(d -> d.engine() == use.engine());
          // An address in code names what the dependencies provide; alone it is only believed of
          // files and servers in use.
          if (known || use.engine() == Engine.SQLITE || use.client().isPresent()) {
            refine(draft, use);
          }
        });
  }

  /** The driver in a connection string beats the first driver among the dependencies. */
  private static void refine(ServiceDraft draft, DatastoreUse use) {
    for (int i = 0; i < draft.datastores.size(); i++) {
      DatastoreUse known = draft.datastores.get(i);
      if (known.engine() == use.engine()) {
        draft.datastores.set(
            i,
            new DatastoreUse(
                known.engine(),
                known.version(),
                known.extensions(),
                use.client().or(known::client),
                known.evidence()));
        return;
      }
    }
    draft.datastores.add(use);
  }

  private static void django(ServiceDraft draft, String backend, Evidence evidence) {
    Engine engine =
        switch (backend) {
          case "postgresql", "postgis" -> Engine.POSTGRESQL;
          case "mysql" -> Engine.MYSQL;
          default -> Engine.SQLITE;
        };
    List<String> extensions = backend.equals("postgis") ? List.of("postgis") : List.of();
    draft.datastore(
        new DatastoreUse(engine, Optional.empty(), extensions, Optional.empty(), evidence));
  }

  private static void pool(SourceFile file, ServiceDraft draft) {
    if (draft.poolSize.isPresent()) {
      return;
    }
    Matcher matcher = POOL.matcher(file.code());
    Matcher setting = POOL_SETTING.matcher(file.code());
    Matcher overflow = OVERFLOW.matcher(file.code());
    Matcher maximum = MAX_SIZE.matcher(file.code());
    if (maximum.find()) {
      draft.poolSize =
          Optional.of(
              Located.of(Integer.parseInt(maximum.group(1)), file.derived(maximum.start())));
    } else if (matcher.find() || setting.find()) {
      Matcher size = matcher.reset().find() ? matcher : setting;
      int more = overflow.find() ? Integer.parseInt(overflow.group(1)) : DEFAULT_OVERFLOW;
      draft.poolSize =
          Optional.of(
              Located.of(Integer.parseInt(size.group(1)) + more, file.derived(size.start())));
    }
  }

  /** A file database beside a server is the fallback for a developer's machine. */
  static void settle(ServiceDraft draft) {
    boolean server =
        draft.datastores.stream().anyMatch(d -> d.engine().family() == Engine.Family.RELATIONAL);
    if (server) {
      draft.datastores.removeIf(d -> d.engine() == Engine.SQLITE);
    }
  }
}
