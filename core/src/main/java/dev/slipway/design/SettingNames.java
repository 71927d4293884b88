package dev.slipway.design;

import dev.slipway.intake.Variable;
import java.util.List;
import java.util.Locale;

/** What environment variables are about, by the names that programs commonly give them. */
final class SettingNames {

  private static final List<String> BUILD_TIME =
      List.of(
          "NEXT_PUBLIC_",
          "VITE_",
          "REACT_APP_",
          "NUXT_PUBLIC_",
          "PUBLIC_",
          "GATSBY_",
          "EXPO_PUBLIC_");
  private static final List<String> DATABASE =
      List.of("DATABASE", "DB", "PG", "POSTGRES", "POSTGRESQL", "MYSQL", "SQL");
  private static final List<String> ACCOUNT =
      List.of(
          "GOOGLE_CLOUD_PROJECT",
          "GCP_PROJECT",
          "GCP_PROJECT_ID",
          "GOOGLE_PROJECT_ID",
          "GCLOUD_PROJECT",
          "GOOGLE_CLOUD_PROJECT_ID",
          "PUBSUB_PROJECT_ID",
          "FIRESTORE_PROJECT_ID",
          "FIREBASE_PROJECT_ID",
          "GOOGLE_PROJECT");
  private static final List<String> REGION =
      List.of(
          "GOOGLE_CLOUD_REGION",
          "GCP_REGION",
          "GOOGLE_REGION",
          "CLOUD_REGION",
          "GCP_LOCATION",
          "GOOGLE_CLOUD_LOCATION",
          "REGION");
  private static final List<String> ENVIRONMENT =
      List.of(
          "ENVIRONMENT",
          "APP_ENV",
          "ENV",
          "DEPLOY_ENV",
          "DEPLOYMENT_ENVIRONMENT",
          "APP_ENVIRONMENT",
          "ENVIRONMENT_NAME",
          "SENTRY_ENVIRONMENT",
          "STAGE");
  private static final List<String> PLATFORM =
      List.of(
          "PORT",
          "HOSTNAME",
          "CI",
          "HOME",
          "PATH",
          "PWD",
          "TZ",
          "K_SERVICE",
          "K_REVISION",
          "INTERNAL_IPS",
          "GOOGLE_APPLICATION_CREDENTIALS");
  private static final List<String> LISTENER =
      List.of("HOST", "BIND", "BIND_HOST", "BIND_ADDRESS", "LISTEN_HOST", "LISTEN_ADDRESS");
  private static final List<String> ORIGIN =
      List.of(
          "PUBLIC_URL",
          "APP_URL",
          "SITE_URL",
          "BASE_URL",
          "PUBLIC_BASE_URL",
          "APP_BASE_URL",
          "NEXTAUTH_URL",
          "AUTH_URL",
          "FRONTEND_URL",
          "FRONTEND_ORIGIN",
          "WEB_URL",
          "CLIENT_URL",
          "PUBLIC_ORIGIN",
          "ORIGIN",
          "SITE_ORIGIN",
          "WEB_ORIGIN",
          "CLIENT_ORIGIN",
          "APP_ORIGIN",
          "CORS_ORIGIN",
          "ALLOWED_ORIGIN",
          "HOST_URL",
          "EXTERNAL_URL");
  private static final List<String> ORIGINS =
      List.of(
          "ALLOWED_ORIGINS",
          "CORS_ORIGINS",
          "CORS_ALLOWED_ORIGINS",
          "CORS_ALLOW_ORIGINS",
          "CSRF_TRUSTED_ORIGINS",
          "DJANGO_CSRF_TRUSTED_ORIGINS",
          "BACKEND_CORS_ORIGINS",
          "TRUSTED_ORIGINS");

  /** What a variable is about. */
  enum Meaning {
    /** The platform sets it, or it makes no sense in the cloud. */
    PLATFORM,
    DATABASE_URL,
    DATABASE_HOST,
    DATABASE_PORT,
    DATABASE_NAME,
    DATABASE_USER,
    DATABASE_PASSWORD,
    CACHE_URL,
    CACHE_HOST,
    CACHE_PORT,
    EXTERNAL_URL,
    BUCKET,
    TOPIC,
    SUBSCRIPTION,
    QUEUE,
    ACCOUNT,
    REGION,
    ENVIRONMENT,
    NODE_ENVIRONMENT,
    DEBUG,
    /** Where the program itself listens. */
    LISTEN_PORT,
    ORIGIN,
    ORIGINS,
    HOSTS,
    SERVICE_URL,
    OTHER
  }

  private SettingNames() {}

  static boolean isBuildTime(String name) {
    return BUILD_TIME.stream().anyMatch(name::startsWith)
        && !name.startsWith("PUBLIC_URL")
        && !name.startsWith("PUBLIC_ORIGIN")
        && !name.startsWith("PUBLIC_BASE_URL");
  }

  /** The address that a server listens on, which in a container has to be every one. */
  static boolean isListener(String name) {
    return LISTENER.contains(name.toUpperCase(Locale.ROOT));
  }

  static String withoutBuildPrefix(String name) {
    return BUILD_TIME.stream()
        .filter(name::startsWith)
        .filter(p -> isBuildTime(name))
        .map(p -> name.substring(p.length()))
        .findFirst()
        .orElse(name);
  }

  static Meaning meaning(String variable) {
    String name = withoutBuildPrefix(variable.toUpperCase(Locale.ROOT));
    if (PLATFORM.contains(name)
        || name.startsWith("TEST_")
        || name.startsWith("CI_")
        || name.startsWith("PLAYWRIGHT")
        || name.startsWith("CYPRESS_")
        || name.endsWith("_EMULATOR_HOST")
        || name.startsWith("NPM_")) {
      return Meaning.PLATFORM;
    }
    Meaning listed = listed(name);
    if (listed != Meaning.OTHER) {
      return listed;
    }
    Meaning store = store(name);
    return store == Meaning.OTHER
            && (name.endsWith("_URL")
                || name.endsWith("_URI")
                || name.endsWith("_ENDPOINT")
                || name.endsWith("_ADDR")
                || name.endsWith("_HOST"))
        ? Meaning.SERVICE_URL
        : store;
  }

  private static Meaning listed(String name) {
    if (ACCOUNT.contains(name)) {
      return Meaning.ACCOUNT;
    }
    if (REGION.contains(name)) {
      return Meaning.REGION;
    }
    if (ENVIRONMENT.contains(name)) {
      return Meaning.ENVIRONMENT;
    }
    if (Variable.LISTEN_PORTS.contains(name)) {
      return Meaning.LISTEN_PORT;
    }
    if (ORIGIN.contains(name)) {
      return Meaning.ORIGIN;
    }
    if (ORIGINS.contains(name)) {
      return Meaning.ORIGINS;
    }
    return switch (name) {
      case "NODE_ENV" -> Meaning.NODE_ENVIRONMENT;
      case "DEBUG", "DJANGO_DEBUG", "FLASK_DEBUG", "APP_DEBUG" -> Meaning.DEBUG;
      case "ALLOWED_HOSTS", "DJANGO_ALLOWED_HOSTS", "TRUSTED_HOSTS" -> Meaning.HOSTS;
      default -> Meaning.OTHER;
    };
  }

  private static Meaning store(String name) {
    if (name.contains("REDIS")
        || name.contains("VALKEY")
        || name.startsWith("CACHE_")
        || name.startsWith("CELERY_BROKER")
        || name.equals("CELERY_RESULT_BACKEND")) {
      return name.endsWith("_HOST")
          ? Meaning.CACHE_HOST
          : name.endsWith("_PORT")
              ? Meaning.CACHE_PORT
              : isAddress(name) || name.equals("CELERY_RESULT_BACKEND")
                  ? Meaning.CACHE_URL
                  : Meaning.OTHER;
    }
    if (isAddress(name)
            && (name.contains("MONGO")
                || name.contains("RABBIT")
                || name.startsWith("RMQ_")
                || name.contains("AMQP")
                || name.contains("KAFKA")
                || name.contains("NATS")
                || name.contains("ELASTIC")
                || name.contains("OPENSEARCH")
                || name.contains("MEMCACHE"))
        || name.equals("KAFKA_BROKERS")
        || name.equals("KAFKA_BOOTSTRAP_SERVERS")
        || name.equals("MEMCACHED_SERVERS")) {
      return Meaning.EXTERNAL_URL;
    }
    if (name.contains("BUCKET")) {
      return Meaning.BUCKET;
    }
    if (name.contains("SUBSCRIPTION")) {
      return Meaning.SUBSCRIPTION;
    }
    if (name.endsWith("TOPIC") || name.endsWith("TOPIC_ID") || name.endsWith("TOPIC_NAME")) {
      return Meaning.TOPIC;
    }
    if (name.endsWith("_QUEUE") || name.endsWith("QUEUE_NAME") || name.endsWith("QUEUE_ID")) {
      return Meaning.QUEUE;
    }
    return database(name);
  }

  private static Meaning database(String name) {
    String rest = null;
    for (String prefix : DATABASE) {
      if (name.startsWith(prefix)
          && (rest == null || name.length() - prefix.length() < rest.length())) {
        rest = name.substring(prefix.length());
      }
    }
    if (name.endsWith("_DATABASE_URL")
        || name.endsWith("DATABASE_URI")
        || name.endsWith("_DB_URL")
        || name.equals("DIRECT_URL")) {
      return Meaning.DATABASE_URL;
    }
    if (rest == null) {
      return Meaning.OTHER;
    }
    return switch (rest.startsWith("_") ? rest.substring(1) : rest) {
      case "URL", "URI", "DSN", "ADDR", "CONNECTION_STRING", "PRISMA_URL", "CONNECTION_URL" ->
          Meaning.DATABASE_URL;
      case "HOST", "HOSTNAME", "SERVER", "ADDRESS" -> Meaning.DATABASE_HOST;
      case "PORT" -> Meaning.DATABASE_PORT;
      case "NAME", "DATABASE", "DB", "DBNAME" -> Meaning.DATABASE_NAME;
      case "USER", "USERNAME" -> Meaning.DATABASE_USER;
      case "PASSWORD", "PASS", "PWD" -> Meaning.DATABASE_PASSWORD;
      default -> Meaning.OTHER;
    };
  }

  private static boolean isAddress(String name) {
    return name.endsWith("_URL")
        || name.endsWith("_URI")
        || name.endsWith("_DSN")
        || name.endsWith("_ADDR")
        || name.endsWith("_ADDRESS")
        || name.endsWith("_CONNECTION_STRING");
  }
}
