package dev.slipway.blueprint;

import dev.slipway.vocabulary.Engine;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Something that keeps data. Names are unique among all datastores and valid resource name parts.
 */
public sealed interface Datastore {

  String name();

  Engine engine();

  default Element element() {
    return Element.datastore(name());
  }

  /** How a workload proves who it is to a datastore. */
  enum Login {
    /** Its own identity; there is no password. */
    IDENTITY,
    /** A password, created empty and filled out of band. */
    PASSWORD,
    /** A key that the service itself makes. */
    SERVICE_KEY,
    /** The network is the only guard. */
    NONE
  }

  /**
   * A managed relational database.
   *
   * @param version major version, such as {@code 16} or {@code 8.4}
   * @param extensions such as {@code vector}
   * @param databaseName the logical database in it
   * @param sizes one an environment, in the order of the environments
   */
  record Relational(
      String name,
      Engine engine,
      String version,
      List<String> extensions,
      String databaseName,
      Login login,
      List<RelationalSize> sizes)
      implements Datastore {

    public RelationalSize size(String environment) {
      return sizes.stream()
          .filter(s -> s.environment().equals(environment))
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * A relational database in one environment.
   *
   * @param tier the cloud's own name, such as {@code db-custom-1-3840}
   * @param vcpu vCPU; 0 for shared-core tiers
   * @param storageGib at the start
   * @param maxStorageGib to which it may grow by itself
   * @param readReplicas how many
   * @param backupsRetained daily backups kept
   * @param pointInTimeDays how far back any second can be restored; 0 for not at all
   * @param maxConnections what the tier takes
   * @param plannedConnections what all workloads open at most, migrations and a person with a shell
   *     included
   */
  record RelationalSize(
      String environment,
      String tier,
      BigDecimal vcpu,
      BigDecimal memoryGib,
      int storageGib,
      int maxStorageGib,
      boolean highAvailability,
      int readReplicas,
      int backupsRetained,
      int pointInTimeDays,
      int maxConnections,
      int plannedConnections) {}

  /**
   * A managed document database.
   *
   * @param pointInTimeRecovery whether any minute of the last days can be restored
   * @param backupRetentionDays of the daily backup
   */
  record Document(String name, Engine engine, boolean pointInTimeRecovery, int backupRetentionDays)
      implements Datastore {}

  /**
   * A cache.
   *
   * @param version such as {@code 7.2}
   * @param transitEncryption whether the connection inside the private network is TLS
   */
  record Cache(
      String name,
      Engine engine,
      String version,
      Login login,
      boolean transitEncryption,
      List<CacheSize> sizes)
      implements Datastore {

    public CacheSize size(String environment) {
      return sizes.stream()
          .filter(s -> s.environment().equals(environment))
          .findFirst()
          .orElseThrow();
    }
  }

  /** A cache in one environment. */
  record CacheSize(String environment, int memoryGib, boolean highAvailability) {}

  /**
   * A bucket.
   *
   * @param purpose one sentence
   * @param retentionDays after which objects are deleted; absent: never
   * @param colderAfterDays after which objects move to a cheaper class; absent: never
   * @param versioning whether overwritten objects are kept for a while
   */
  record Bucket(
      String name,
      Engine engine,
      String purpose,
      Optional<Integer> retentionDays,
      Optional<Integer> colderAfterDays,
      boolean versioning)
      implements Datastore {}

  /**
   * A topic with its subscriptions.
   *
   * @param retentionDays how long messages are kept for replay
   */
  record Topic(String name, Engine engine, int retentionDays, List<Subscription> subscriptions)
      implements Datastore {}

  /**
   * A workload's subscription; messages that fail too often go to a dead-letter topic.
   *
   * @param push whether the messages are posted to the workload, or it pulls them
   * @param pushPath where they are posted
   * @param maxAttempts before a message is a dead letter
   */
  record Subscription(
      String name,
      String workload,
      boolean push,
      Optional<String> pushPath,
      int ackDeadlineSeconds,
      int maxAttempts) {}

  /**
   * A queue that calls a workload at a limited rate.
   *
   * @param target the workload that is called
   */
  record TaskQueue(
      String name,
      Engine engine,
      String target,
      int maxPerSecond,
      int maxConcurrent,
      int maxAttempts)
      implements Datastore {}

  /**
   * Something that this cloud does not offer and that is run elsewhere; its address is a secret.
   *
   * @param secret name of the secret that holds the connection string
   */
  record External(String name, Engine engine, String secret) implements Datastore {}
}
