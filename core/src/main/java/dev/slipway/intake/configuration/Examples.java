package dev.slipway.intake.configuration;

import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import java.util.HashMap;
import java.util.Map;

/** A value for each subject, as a person would write it in YAML. */
final class Examples {

  private static final Map<Subject<?>, String> VALUES = new HashMap<>();

  static {
    VALUES.put(Subjects.PROJECT_NAME, "my-product");
    VALUES.put(Subjects.PROJECT_OWNER, "platform-team");
    VALUES.put(Subjects.CLOUD, "gcp");
    VALUES.put(Subjects.REGIONS, "[europe-west1]");
    VALUES.put(Subjects.PLATFORM, "serverless-containers");
    VALUES.put(Subjects.ENVIRONMENTS, "[dev, staging, production]");
    VALUES.put(Subjects.ACCOUNTS, "[staging=my-product-staging, production=my-product-production]");
    VALUES.put(Subjects.RUNTIME, "Python 3.13");
    VALUES.put(Subjects.FRAMEWORK, "FastAPI");
    VALUES.put(Subjects.AVAILABILITY, "99.9");
    VALUES.put(Subjects.LATENCY_P95, "300ms");
    VALUES.put(Subjects.LATENCY_P99, "1s");
    VALUES.put(Subjects.ERROR_RATE, "1");
    VALUES.put(Subjects.THROUGHPUT, "50");
    VALUES.put(Subjects.CONCURRENT_USERS, "500");
    VALUES.put(Subjects.RPO, "15m");
    VALUES.put(Subjects.RTO, "1h");
    VALUES.put(Subjects.BUDGET, "500");
    VALUES.put(Subjects.DATABASE_ENGINE, "postgresql");
    VALUES.put(Subjects.DATABASE_VERSION, "17");
    VALUES.put(Subjects.DATABASE_TIER, "db-custom-1-3840");
    VALUES.put(Subjects.DATABASE_STORAGE, "20GiB");
    VALUES.put(Subjects.DATABASE_HIGH_AVAILABILITY, "true");
    VALUES.put(Subjects.DATABASE_READ_REPLICA, "false");
    VALUES.put(Subjects.BACKUP_RETENTION_DAYS, "30");
    VALUES.put(Subjects.CACHE_ENGINE, "redis");
    VALUES.put(Subjects.CACHE_MEMORY, "1GiB");
    VALUES.put(Subjects.DOCUMENT_ENGINE, "firestore");
    VALUES.put(Subjects.QUEUE_ENGINE, "task-queue");
    VALUES.put(Subjects.OBJECT_STORE, "true");
    VALUES.put(Subjects.OBJECT_RETENTION_DAYS, "365");
    VALUES.put(Subjects.DOMAIN, "app.example.com");
    VALUES.put(Subjects.CDN, "true");
    VALUES.put(Subjects.WAF, "true");
    VALUES.put(Subjects.RATE_LIMIT, "100");
    VALUES.put(Subjects.AUTHENTICATION, "OpenID Connect");
    VALUES.put(Subjects.CUSTOMER_MANAGED_KEYS, "false");
    VALUES.put(Subjects.COMPLIANCE, "[gdpr, soc-2]");
    VALUES.put(Subjects.LOG_RETENTION_DAYS, "30");
    VALUES.put(Subjects.ALERT_EMAIL, "oncall@example.com");
    VALUES.put(Subjects.DAILY_COST_ALERT, "20");
    VALUES.put(Subjects.PIPELINE, "github-actions");
    VALUES.put(Subjects.STRATEGY, "canary");
    VALUES.put(Subjects.REPOSITORY, "example/my-product");
    VALUES.put(Subjects.MIN_INSTANCES, "1");
    VALUES.put(Subjects.MAX_INSTANCES, "10");
    VALUES.put(Subjects.CPU, "1");
    VALUES.put(Subjects.MEMORY, "512MiB");
    VALUES.put(Subjects.CONCURRENCY, "80");
    VALUES.put(Subjects.PORT, "8080");
    VALUES.put(Subjects.HEALTH_PATH, "/health");
    VALUES.put(Subjects.START_COMMAND, "./server --verbose");
  }

  private Examples() {}

  /** As YAML: lists in flow form. A test holds that each subject has one and that it parses. */
  static String of(Subject<?> subject) {
    return VALUES.getOrDefault(subject, "value");
  }
}
