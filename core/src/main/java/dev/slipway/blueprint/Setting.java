package dev.slipway.blueprint;

import java.util.List;

/**
 * An environment variable of a workload.
 *
 * @param name as the process sees it
 * @param value where its value comes from
 * @param buildTime whether it is compiled into the artifact, so that it has to be known when
 *     building
 * @param purpose one line, possibly empty
 */
public record Setting(String name, Value value, boolean buildTime, String purpose) {

  /** What stands for a password where the workload's identity logs in and none exists. */
  public static final String NO_PASSWORD = "unused";

  /** Where a setting's value comes from. */
  public sealed interface Value {}

  /** The same text everywhere. */
  public record Literal(String text) implements Value {}

  /** A text for each environment, in the order of the environments. */
  public record PerEnvironment(List<EnvironmentText> values) implements Value {}

  /** One environment's text. */
  public record EnvironmentText(String environment, String text) {}

  /** The newest version of a secret. */
  public record SecretReference(String secret) implements Value {}

  /**
   * A connection string of a datastore.
   *
   * @param scheme such as {@code postgresql+asyncpg} or {@code redis}
   */
  public record DatastoreUrl(String datastore, String scheme) implements Value {}

  /** One property of a datastore. */
  public record DatastoreProperty(String datastore, Property property) implements Value {}

  /** Properties that programs ask for one by one. */
  public enum Property {
    HOST,
    PORT,
    /** Database, topic, queue or bucket name. */
    NAME,
    USER,
    /** Its password, which reaches a workload as a secret. */
    PASSWORD,
    /** Subscription name, of a topic's subscriber. */
    SUBSCRIPTION
  }

  /** The address at which another workload is reached. */
  public record WorkloadUrl(String workload) implements Value {}

  /** The public origin, {@code https://…}, of the environment. */
  public record PublicOrigin() implements Value {}

  /** The environment's name. */
  public record EnvironmentName() implements Value {}

  /** The id of the cloud project, account or subscription. */
  public record AccountId() implements Value {}

  /** The region the instance runs in. */
  public record RegionName() implements Value {}
}
