package dev.slipway.intake.repository;

import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import java.util.List;
import java.util.Optional;

/** What a dependency says about the service that has it. */
final class Libraries {

  /** A service of somebody else's: its short name and the host that is called. */
  record Api(String name, String host) {}

  private Libraries() {}

  /** The datastore that a library talks to and nothing else. */
  static Optional<Engine> engine(Language language, String library) {
    return switch (language) {
      case PYTHON -> python(library);
      case NODE -> node(library);
      case GO -> go(library);
    };
  }

  private static Optional<Engine> python(String library) {
    Engine engine =
        switch (library) {
          case "asyncpg",
              "psycopg",
              "psycopg2",
              "psycopg2-binary",
              "psycopg-binary",
              "pg8000",
              "aiopg",
              "psycopg-pool" ->
              Engine.POSTGRESQL;
          case "mysqlclient", "pymysql", "aiomysql", "asyncmy", "mysql-connector-python" ->
              Engine.MYSQL;
          case "redis",
              "aioredis",
              "django-redis",
              "redis-om",
              "rq",
              "arq",
              "django-rq",
              "channels-redis",
              "coredis" ->
              Engine.REDIS;
          case "pymongo", "motor", "mongoengine", "beanie", "odmantic", "djongo", "flask-pymongo" ->
              Engine.MONGODB;
          case "google-cloud-firestore" -> Engine.FIRESTORE;
          case "google-cloud-pubsub" -> Engine.TOPIC;
          case "google-cloud-tasks" -> Engine.TASK_QUEUE;
          case "google-cloud-storage", "minio" -> Engine.OBJECT_STORE;
          case "pika", "aio-pika", "aioamqp" -> Engine.RABBITMQ;
          case "aiokafka",
              "kafka-python",
              "kafka-python-ng",
              "confluent-kafka",
              "faust-streaming" ->
              Engine.KAFKA;
          case "nats-py" -> Engine.NATS;
          case "elasticsearch", "opensearch-py", "elasticsearch-dsl", "django-elasticsearch-dsl" ->
              Engine.ELASTICSEARCH;
          case "pymemcache", "python-memcached", "pylibmc", "aiomcache" -> Engine.MEMCACHED;
          case "aiosqlite" -> Engine.SQLITE;
          default -> null;
        };
    return Optional.ofNullable(engine);
  }

  private static Optional<Engine> node(String library) {
    Engine engine =
        switch (library) {
          case "pg",
              "postgres",
              "pg-promise",
              "@neondatabase/serverless",
              "@vercel/postgres",
              "@prisma/adapter-pg",
              "slonik" ->
              Engine.POSTGRESQL;
          case "mysql", "mysql2", "mariadb", "@planetscale/database" -> Engine.MYSQL;
          case "redis",
              "ioredis",
              "@redis/client",
              "bull",
              "bullmq",
              "connect-redis",
              "@nestjs/bull",
              "@nestjs/bullmq",
              "@fastify/redis",
              "rate-limit-redis" ->
              Engine.REDIS;
          case "mongoose",
              "mongodb",
              "@nestjs/mongoose",
              "@typegoose/typegoose",
              "@fastify/mongodb" ->
              Engine.MONGODB;
          case "@google-cloud/firestore" -> Engine.FIRESTORE;
          case "@google-cloud/pubsub" -> Engine.TOPIC;
          case "@google-cloud/tasks" -> Engine.TASK_QUEUE;
          case "@google-cloud/storage", "@aws-sdk/client-s3", "minio", "multer-s3" ->
              Engine.OBJECT_STORE;
          case "amqplib", "amqp-connection-manager", "rascal" -> Engine.RABBITMQ;
          case "kafkajs", "node-rdkafka", "@confluentinc/kafka-javascript" -> Engine.KAFKA;
          case "nats", "@nats-io/transport-node" -> Engine.NATS;
          case "@elastic/elasticsearch",
              "@opensearch-project/opensearch",
              "@nestjs/elasticsearch" ->
              Engine.ELASTICSEARCH;
          case "memjs", "memcached" -> Engine.MEMCACHED;
          case "sqlite3", "better-sqlite3", "sqlite", "@libsql/client" -> Engine.SQLITE;
          default -> null;
        };
    return Optional.ofNullable(engine);
  }

  private static Optional<Engine> go(String library) {
    String module = withoutMajor(library);
    Engine engine =
        switch (module) {
          case "github.com/jackc/pgx",
              "github.com/lib/pq",
              "github.com/go-pg/pg",
              "gorm.io/driver/postgres",
              "github.com/uptrace/bun/driver/pgdriver" ->
              Engine.POSTGRESQL;
          case "github.com/go-sql-driver/mysql", "gorm.io/driver/mysql" -> Engine.MYSQL;
          case "github.com/redis/go-redis",
              "github.com/go-redis/redis",
              "github.com/gomodule/redigo",
              "github.com/hibiken/asynq",
              "github.com/redis/rueidis" ->
              Engine.REDIS;
          case "go.mongodb.org/mongo-driver" -> Engine.MONGODB;
          case "cloud.google.com/go/firestore" -> Engine.FIRESTORE;
          case "cloud.google.com/go/pubsub" -> Engine.TOPIC;
          case "cloud.google.com/go/cloudtasks" -> Engine.TASK_QUEUE;
          case "cloud.google.com/go/storage",
              "github.com/minio/minio-go",
              "github.com/aws/aws-sdk-go-v2/service/s3" ->
              Engine.OBJECT_STORE;
          case "github.com/rabbitmq/amqp091-go", "github.com/streadway/amqp" -> Engine.RABBITMQ;
          case "github.com/segmentio/kafka-go",
              "github.com/ibm/sarama",
              "github.com/shopify/sarama",
              "github.com/confluentinc/confluent-kafka-go",
              "github.com/twmb/franz-go" ->
              Engine.KAFKA;
          case "github.com/nats-io/nats.go" -> Engine.NATS;
          case "github.com/elastic/go-elasticsearch",
              "github.com/opensearch-project/opensearch-go",
              "github.com/olivere/elastic" ->
              Engine.ELASTICSEARCH;
          case "github.com/bradfitz/gomemcache" -> Engine.MEMCACHED;
          case "github.com/mattn/go-sqlite3",
              "modernc.org/sqlite",
              "github.com/glebarez/sqlite",
              "gorm.io/driver/sqlite",
              "github.com/ncruces/go-sqlite3" ->
              Engine.SQLITE;
          default -> null;
        };
    return Optional.ofNullable(engine);
  }

  /** A Go module path in lower case without its major version. */
  static String withoutMajor(String module) {
    String path = module.toLowerCase(java.util.Locale.ROOT);
    int slash = path.lastIndexOf("/v");
    return slash > 0
            && slash + 2 < path.length()
            && path.substring(slash + 2).chars().allMatch(Character::isDigit)
        ? path.substring(0, slash)
        : path;
  }

  /** The database extensions that make no sense without the library. */
  static List<String> extensions(String library) {
    return switch (library) {
      case "pgvector", "github.com/pgvector/pgvector-go" -> List.of("vector");
      case "geoalchemy2", "django-geojson", "djangorestframework-gis" -> List.of("postgis");
      default -> List.of();
    };
  }

  /** The outside service that a client library calls. */
  static Optional<Api> api(Language language, String library) {
    String name = language == Language.GO ? withoutMajor(library) : library;
    return Optional.ofNullable(
        switch (name) {
          case "openai",
              "@ai-sdk/openai",
              "langchain-openai",
              "@langchain/openai",
              "github.com/sashabaranov/go-openai",
              "github.com/openai/openai-go" ->
              new Api("openai", "api.openai.com");
          case "anthropic",
              "@anthropic-ai/sdk",
              "@ai-sdk/anthropic",
              "langchain-anthropic",
              "@langchain/anthropic",
              "github.com/anthropics/anthropic-sdk-go" ->
              new Api("anthropic", "api.anthropic.com");
          case "google-genai",
              "google-generativeai",
              "@google/genai",
              "@google/generative-ai",
              "@ai-sdk/google",
              "langchain-google-genai",
              "google.golang.org/genai" ->
              new Api("google", "generativelanguage.googleapis.com");
          case "stripe", "github.com/stripe/stripe-go" -> new Api("stripe", "api.stripe.com");
          case "twilio", "github.com/twilio/twilio-go" -> new Api("twilio", "api.twilio.com");
          case "sendgrid",
              "@sendgrid/mail",
              "@sendgrid/client",
              "github.com/sendgrid/sendgrid-go" ->
              new Api("sendgrid", "api.sendgrid.com");
          case "slack-sdk",
              "slack-bolt",
              "@slack/web-api",
              "@slack/bolt",
              "github.com/slack-go/slack" ->
              new Api("slack", "slack.com");
          case "resend", "github.com/resend/resend-go" -> new Api("resend", "api.resend.com");
          case "mailgun.js", "github.com/mailgun/mailgun-go" ->
              new Api("mailgun", "api.mailgun.net");
          case "mistralai", "@mistralai/mistralai", "@ai-sdk/mistral" ->
              new Api("mistral", "api.mistral.ai");
          case "cohere", "cohere-ai", "@ai-sdk/cohere" -> new Api("cohere", "api.cohere.com");
          case "groq", "groq-sdk", "@ai-sdk/groq" -> new Api("groq", "api.groq.com");
          case "replicate" -> new Api("replicate", "api.replicate.com");
          case "pygithub",
              "octokit",
              "@octokit/rest",
              "@octokit/core",
              "github.com/google/go-github" ->
              new Api("github", "api.github.com");
          case "plaid-python", "plaid", "github.com/plaid/plaid-go" ->
              new Api("plaid", "production.plaid.com");
          case "algoliasearch" -> new Api("algolia", "algolia.net");
          case "pinecone", "pinecone-client", "@pinecone-database/pinecone" ->
              new Api("pinecone", "api.pinecone.io");
          case "elevenlabs" -> new Api("elevenlabs", "api.elevenlabs.io");
          case "huggingface-hub", "@huggingface/inference" ->
              new Api("huggingface", "huggingface.co");
          case "tavily-python" -> new Api("tavily", "api.tavily.com");
          default -> null;
        });
  }

  /** Debian packages that a Python library loads at run time and does not bring in its wheel. */
  static List<String> systemPackages(String library) {
    return switch (library) {
      case "psycopg2" -> List.of("libpq5");
      case "mysqlclient" -> List.of("libmariadb3");
      case "weasyprint" -> List.of("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0");
      case "python-magic" -> List.of("libmagic1");
      case "pdf2image" -> List.of("poppler-utils");
      case "pytesseract" -> List.of("tesseract-ocr");
      case "opencv-python" -> List.of("libgl1", "libglib2.0-0");
      case "pydub", "ffmpeg-python" -> List.of("ffmpeg");
      case "gitpython" -> List.of("git");
      case "lightgbm" -> List.of("libgomp1");
      case "pylibmc" -> List.of("libmemcached11");
      case "pyodbc" -> List.of("unixodbc");
      case "python-ldap" -> List.of("libldap2");
      default -> List.of();
    };
  }
}
