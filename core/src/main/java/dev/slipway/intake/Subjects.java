package dev.slipway.intake;

import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.Compliance;
import dev.slipway.vocabulary.DeliveryStrategy;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.PipelineProvider;
import dev.slipway.vocabulary.Platform;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Every subject there is, in the order in which {@code slipway.yaml} lists them. Adding one here
 * makes it known to the records, the configuration, its schema and {@code --show-sources}.
 */
public final class Subjects {

  public static final Subject<String> PROJECT_NAME =
      new Subject<>("project.name", "Name of the project", Values::name);
  public static final Subject<String> PROJECT_OWNER =
      new Subject<>("project.owner", "Team or person that owns it, for labels", Values::name);
  public static final Subject<Cloud> CLOUD =
      new Subject<>("cloud", "Cloud: gcp, aws or azure", Values::cloud);
  public static final Subject<List<String>> REGIONS =
      new Subject<>("regions", "Regions, primary first", Values::list);
  public static final Subject<Platform> PLATFORM =
      new Subject<>(
          "platform",
          "What runs the containers: serverless-containers, kubernetes or functions",
          Values::platform);
  public static final Subject<List<String>> ENVIRONMENTS =
      new Subject<>("environments", "Environments, from first to last promotion", Values::list);
  public static final Subject<List<String>> ACCOUNTS =
      new Subject<>("accounts", "Cloud project ids, each as environment=id", Values::pairs);
  public static final Subject<String> RUNTIME =
      new Subject<>(
          "stack.runtime",
          "Language and version of the back end, where no code says",
          Values::name);
  public static final Subject<String> FRAMEWORK =
      new Subject<>(
          "stack.framework", "Framework of the back end, where no code says", Values::name);

  public static final Subject<BigDecimal> AVAILABILITY =
      new Subject<>("objectives.availability", "Target availability in percent", Values::percent);
  public static final Subject<Duration> LATENCY_P95 =
      new Subject<>(
          "objectives.latency.p95",
          "Target 95th percentile of the response time",
          Values::duration);
  public static final Subject<Duration> LATENCY_P99 =
      new Subject<>(
          "objectives.latency.p99",
          "Target 99th percentile of the response time",
          Values::duration);
  public static final Subject<BigDecimal> ERROR_RATE =
      new Subject<>(
          "objectives.error-rate", "Highest share of failed requests in percent", Values::percent);
  public static final Subject<BigDecimal> THROUGHPUT =
      new Subject<>("objectives.throughput", "Peak load in requests per second", Values::number);
  public static final Subject<Integer> CONCURRENT_USERS =
      new Subject<>("objectives.concurrent-users", "Users at the same time", Values::integer);
  public static final Subject<Duration> RPO =
      new Subject<>("objectives.rpo", "Most data that may be lost, as time", Values::duration);
  public static final Subject<Duration> RTO =
      new Subject<>("objectives.rto", "Longest time to be back after a disaster", Values::duration);

  public static final Subject<BigDecimal> BUDGET =
      new Subject<>("budget.monthly", "Budget in USD a month", Values::money);

  public static final Subject<Engine> DATABASE_ENGINE =
      new Subject<>("database.engine", "Primary relational database", Values::engine);
  public static final Subject<String> DATABASE_VERSION =
      new Subject<>("database.version", "Its major version", Values::version);
  public static final Subject<String> DATABASE_TIER =
      new Subject<>("database.tier", "Machine tier of the production database", Values::name);
  public static final Subject<Integer> DATABASE_STORAGE =
      new Subject<>("database.storage", "Its storage in GiB", Values::gibibytes);
  public static final Subject<Boolean> DATABASE_HIGH_AVAILABILITY =
      new Subject<>("database.high-availability", "A standby in another zone", Values::bool);
  public static final Subject<Boolean> DATABASE_READ_REPLICA =
      new Subject<>("database.read-replica", "A replica for reads", Values::bool);
  public static final Subject<Integer> BACKUP_RETENTION_DAYS =
      new Subject<>("database.backup-retention", "Days that backups are kept", Values::days);
  public static final Subject<Engine> CACHE_ENGINE =
      new Subject<>("cache.engine", "Cache", Values::engine);
  public static final Subject<Integer> CACHE_MEMORY =
      new Subject<>("cache.memory", "Its memory in GiB", Values::gibibytes);
  public static final Subject<Engine> DOCUMENT_ENGINE =
      new Subject<>("document-store.engine", "Document database", Values::engine);
  public static final Subject<Engine> QUEUE_ENGINE =
      new Subject<>("queue.engine", "Queue or topic between workloads", Values::engine);
  public static final Subject<Boolean> OBJECT_STORE =
      new Subject<>("object-store.enabled", "A bucket for files", Values::bool);
  public static final Subject<Integer> OBJECT_RETENTION_DAYS =
      new Subject<>("object-store.retention", "Days that files are kept", Values::days);

  public static final Subject<String> DOMAIN =
      new Subject<>("domain", "Public host name of production", Values::domain);
  public static final Subject<Boolean> CDN = new Subject<>("edge.cdn", "A CDN", Values::bool);
  public static final Subject<Boolean> WAF =
      new Subject<>("edge.waf", "A web application firewall", Values::bool);
  public static final Subject<Integer> RATE_LIMIT =
      new Subject<>(
          "edge.rate-limit", "Requests a minute from one address at the edge", Values::integer);

  public static final Subject<String> AUTHENTICATION =
      new Subject<>("security.authentication", "How users prove who they are", Values::name);
  public static final Subject<Boolean> CUSTOMER_MANAGED_KEYS =
      new Subject<>("security.customer-managed-keys", "Encryption keys of our own", Values::bool);
  public static final Subject<List<Compliance>> COMPLIANCE =
      new Subject<>("security.compliance", "Regulations and standards", Values::compliance);
  public static final Subject<Integer> LOG_RETENTION_DAYS =
      new Subject<>("observability.log-retention", "Days that logs are kept", Values::days);
  public static final Subject<String> ALERT_EMAIL =
      new Subject<>("observability.alert-email", "Where warnings are mailed", Values::email);
  public static final Subject<BigDecimal> DAILY_COST_ALERT =
      new Subject<>("observability.daily-cost", "Daily cost in USD that warns", Values::money);

  public static final Subject<PipelineProvider> PIPELINE =
      new Subject<>(
          "delivery.pipeline", "github-actions, gitlab-ci or cloud-build", Values::pipeline);
  public static final Subject<DeliveryStrategy> STRATEGY =
      new Subject<>("delivery.strategy", "canary, blue-green or rolling", Values::strategy);
  public static final Subject<String> REPOSITORY =
      new Subject<>("delivery.repository", "Source repository as owner/name", Values::name);

  public static final Subject<Integer> MIN_INSTANCES =
      new Subject<>("scaling.min-instances", "Instances kept warm in production", Values::integer);
  public static final Subject<Integer> MAX_INSTANCES =
      new Subject<>("scaling.max-instances", "Most instances in production", Values::integer);
  public static final Subject<BigDecimal> CPU =
      new Subject<>("resources.cpu", "vCPU of an instance", Values::number);
  public static final Subject<Integer> MEMORY =
      new Subject<>("resources.memory", "Memory of an instance in MiB", Values::mebibytes);
  public static final Subject<Integer> CONCURRENCY =
      new Subject<>("resources.concurrency", "Requests at once in an instance", Values::integer);
  public static final Subject<Integer> PORT =
      new Subject<>("port", "Port that the service listens on", Values::integer);
  public static final Subject<String> HEALTH_PATH =
      new Subject<>("health", "Path that answers when the service is well", Values::path);
  public static final Subject<String> START_COMMAND =
      new Subject<>("command", "Command that starts it", Values::name);

  /** Subjects of the whole project. */
  public static final List<Subject<?>> PROJECT =
      List.of(
          PROJECT_NAME,
          PROJECT_OWNER,
          CLOUD,
          REGIONS,
          PLATFORM,
          ENVIRONMENTS,
          ACCOUNTS,
          RUNTIME,
          FRAMEWORK,
          AVAILABILITY,
          LATENCY_P95,
          LATENCY_P99,
          ERROR_RATE,
          THROUGHPUT,
          CONCURRENT_USERS,
          RPO,
          RTO,
          BUDGET,
          DATABASE_ENGINE,
          DATABASE_VERSION,
          DATABASE_TIER,
          DATABASE_STORAGE,
          DATABASE_HIGH_AVAILABILITY,
          DATABASE_READ_REPLICA,
          BACKUP_RETENTION_DAYS,
          CACHE_ENGINE,
          CACHE_MEMORY,
          DOCUMENT_ENGINE,
          QUEUE_ENGINE,
          OBJECT_STORE,
          OBJECT_RETENTION_DAYS,
          DOMAIN,
          CDN,
          WAF,
          RATE_LIMIT,
          AUTHENTICATION,
          CUSTOMER_MANAGED_KEYS,
          COMPLIANCE,
          LOG_RETENTION_DAYS,
          ALERT_EMAIL,
          DAILY_COST_ALERT,
          PIPELINE,
          STRATEGY,
          REPOSITORY,
          MIN_INSTANCES,
          MAX_INSTANCES,
          CPU,
          MEMORY,
          CONCURRENCY);

  /** Subjects that can also be said of one service, under {@code services.NAME}. */
  public static final List<Subject<?>> SERVICE =
      List.of(
          MIN_INSTANCES, MAX_INSTANCES, CPU, MEMORY, CONCURRENCY, PORT, HEALTH_PATH, START_COMMAND);

  private Subjects() {}

  /** The subject with this path, of the project or of a service. */
  public static Optional<Subject<?>> byPath(String path) {
    return java.util.stream.Stream.concat(PROJECT.stream(), SERVICE.stream())
        .filter(s -> s.path().equals(path))
        .findFirst();
  }
}
