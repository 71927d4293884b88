package dev.slipway.intake.record;

import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.vocabulary.Cloud;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names of technologies, and what each settles when it is chosen. */
final class Lexicon {

  private static final int LONGEST = 5;

  /**
   * What a name settles.
   *
   * @param value as the subject's parser takes it
   * @param cloud where it is to be had only there
   */
  record Meaning(Optional<Subject<?>> subject, String value, Optional<Cloud> cloud) {}

  /** A name found at a word, {@code length} words long. */
  record Mention(Meaning meaning, int length) {}

  private static final Map<String, Meaning> MEANINGS = new HashMap<>();

  static {
    put(Subjects.CLOUD, "gcp", "", "gcp", "google cloud", "google cloud platform");
    put(Subjects.CLOUD, "aws", "", "aws", "amazon web services");
    put(Subjects.CLOUD, "azure", "", "azure", "microsoft azure");
    put(Subjects.PLATFORM, "serverless containers", "gcp", "cloud run", "google cloud run");
    put(
        Subjects.PLATFORM,
        "serverless containers",
        "aws",
        "fargate",
        "ecs",
        "aws ecs",
        "aws fargate",
        "app runner");
    put(
        Subjects.PLATFORM,
        "serverless containers",
        "azure",
        "container apps",
        "azure container apps");
    put(Subjects.PLATFORM, "kubernetes", "", "kubernetes", "k8s");
    put(Subjects.PLATFORM, "kubernetes", "gcp", "gke", "gke autopilot", "google kubernetes engine");
    put(Subjects.PLATFORM, "kubernetes", "aws", "eks", "amazon eks", "aws eks");
    put(Subjects.PLATFORM, "kubernetes", "azure", "aks", "azure kubernetes service");
    put(Subjects.PLATFORM, "functions", "aws", "aws lambda", "lambda functions", "lambda");
    put(
        Subjects.PLATFORM,
        "functions",
        "gcp",
        "cloud functions",
        "google cloud functions",
        "cloud run functions");
    put(Subjects.PLATFORM, "functions", "azure", "azure functions");
    put(
        Subjects.DATABASE_ENGINE,
        "postgresql",
        "",
        "postgresql",
        "postgres",
        "timescaledb",
        "postgis");
    put(
        Subjects.DATABASE_ENGINE,
        "postgresql",
        "gcp",
        "alloydb",
        "cloud sql for postgresql",
        "cloud sql for postgres",
        "cloud sql postgresql",
        "cloud sql postgres");
    put(
        Subjects.DATABASE_ENGINE,
        "postgresql",
        "aws",
        "aurora postgresql",
        "rds postgresql",
        "rds for postgresql",
        "rds postgres",
        "amazon rds for postgresql");
    put(Subjects.DATABASE_ENGINE, "mysql", "", "mysql", "mariadb");
    put(Subjects.DATABASE_ENGINE, "mysql", "gcp", "cloud sql for mysql", "cloud sql mysql");
    put(
        Subjects.DATABASE_ENGINE,
        "mysql",
        "aws",
        "aurora mysql",
        "rds mysql",
        "rds for mysql",
        "amazon rds for mysql");
    put(Subjects.DATABASE_ENGINE, "sqlite", "", "sqlite", "sqlite3");
    put(Subjects.DOCUMENT_ENGINE, "firestore", "gcp", "firestore", "cloud firestore");
    put(Subjects.DOCUMENT_ENGINE, "mongodb", "", "mongodb", "mongodb atlas", "mongo");
    put(Subjects.CACHE_ENGINE, "redis", "", "redis", "valkey");
    put(
        Subjects.CACHE_ENGINE,
        "redis",
        "gcp",
        "memorystore",
        "memorystore for redis",
        "cloud memorystore");
    put(
        Subjects.CACHE_ENGINE,
        "redis",
        "aws",
        "elasticache",
        "elasticache for redis",
        "elasticache redis");
    put(Subjects.CACHE_ENGINE, "memcached", "", "memcached");
    put(
        Subjects.QUEUE_ENGINE,
        "pub sub",
        "gcp",
        "google pub sub",
        "cloud pub sub",
        "google cloud pub sub",
        "gcp pub sub",
        "pubsub");
    put(Subjects.QUEUE_ENGINE, "cloud tasks", "gcp", "cloud tasks", "google cloud tasks");
    put(Subjects.QUEUE_ENGINE, "sqs", "aws", "sqs", "amazon sqs", "aws sqs");
    put(Subjects.QUEUE_ENGINE, "sns", "aws", "sns", "amazon sns", "aws sns");
    put(Subjects.QUEUE_ENGINE, "rabbitmq", "", "rabbitmq");
    put(Subjects.QUEUE_ENGINE, "kafka", "", "kafka", "apache kafka");
    put(Subjects.QUEUE_ENGINE, "nats", "", "nats", "nats jetstream");
    put(Subjects.OBJECT_STORE, "true", "", "object storage", "object store", "blob storage");
    put(Subjects.OBJECT_STORE, "true", "gcp", "google cloud storage", "cloud storage", "gcs");
    // Many stores speak the protocol, so its bare name says nothing about the cloud.
    put(Subjects.OBJECT_STORE, "true", "", "s3");
    put(Subjects.OBJECT_STORE, "true", "aws", "amazon s3", "aws s3");
    put(Subjects.OBJECT_STORE, "true", "azure", "azure blob storage");
    put(Subjects.PIPELINE, "github actions", "", "github actions");
    put(Subjects.PIPELINE, "gitlab ci", "", "gitlab ci", "gitlab ci/cd", "gitlab pipelines");
    put(Subjects.PIPELINE, "cloud build", "gcp", "cloud build", "google cloud build");
    put(
        Subjects.STRATEGY,
        "canary",
        "",
        "canary",
        "canary releases",
        "canary deployments",
        "progressive delivery");
    put(Subjects.STRATEGY, "blue green", "", "blue green");
    put(
        Subjects.STRATEGY,
        "rolling",
        "",
        "rolling update",
        "rolling updates",
        "rolling deployment",
        "rolling deployments");
    put(Subjects.CDN, "true", "", "cdn", "content delivery network");
    put(Subjects.CDN, "true", "gcp", "cloud cdn");
    put(Subjects.CDN, "true", "aws", "cloudfront", "amazon cloudfront");
    put(Subjects.WAF, "true", "", "waf", "web application firewall");
    put(Subjects.WAF, "true", "gcp", "cloud armor");
    put(Subjects.WAF, "true", "aws", "aws waf");
    put(
        Subjects.CUSTOMER_MANAGED_KEYS,
        "true",
        "",
        "cmek",
        "customer managed keys",
        "customer managed encryption keys",
        "customer managed key");
    put(Subjects.DATABASE_READ_REPLICA, "true", "", "read replica", "read replicas");
    hint(
        "gcp",
        "cloud sql",
        "memorystore for memcached",
        "bigquery",
        "spanner",
        "cloud spanner",
        "vertex ai");
    hint(
        "aws",
        "rds",
        "amazon rds",
        "aurora",
        "amazon aurora",
        "dynamodb",
        "ec2",
        "elastic beanstalk");
    hint("azure", "cosmos db", "azure sql", "azure service bus");
  }

  private Lexicon() {}

  private static void put(Subject<?> subject, String value, String cloud, String... names) {
    add(new Meaning(Optional.of(subject), value, cloud(cloud)), names);
  }

  private static void hint(String cloud, String... names) {
    add(new Meaning(Optional.empty(), "", cloud(cloud)), names);
  }

  private static void add(Meaning meaning, String... names) {
    for (String name : names) {
      MEANINGS.put(name, meaning);
    }
  }

  private static Optional<Cloud> cloud(String name) {
    return switch (name) {
      case "gcp" -> Optional.of(Cloud.GCP);
      case "aws" -> Optional.of(Cloud.AWS);
      case "azure" -> Optional.of(Cloud.AZURE);
      default -> Optional.empty();
    };
  }

  /** The longest name that begins at word {@code index}. */
  static Optional<Mention> at(Words words, int index) {
    StringBuilder phrase = new StringBuilder();
    Optional<Mention> found = Optional.empty();
    for (int length = 1; length <= LONGEST && index + length <= words.size(); length++) {
      Words.Word word = words.get(index + length - 1);
      if (length > 1 && !joins(word.before())) {
        break;
      }
      phrase.append(length == 1 ? "" : " ").append(word.text());
      Meaning meaning = MEANINGS.get(phrase.toString());
      if (meaning != null) {
        found = Optional.of(new Mention(meaning, length));
      }
    }
    return found;
  }

  private static boolean joins(String between) {
    return between.equals(" ") || between.equals("-") || between.equals("/");
  }
}
