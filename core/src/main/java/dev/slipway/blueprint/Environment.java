package dev.slipway.blueprint;

import java.util.Optional;

/**
 * One place the system runs in.
 *
 * @param name such as {@code staging}; a lower-case word
 * @param stage what it is for
 * @param accountId id of the cloud project, account or subscription that holds it
 * @param domain its public host name, when one is known
 * @param deletionProtection whether what holds data refuses to be destroyed
 */
public record Environment(
    String name,
    Stage stage,
    String accountId,
    Optional<String> domain,
    boolean deletionProtection) {

  /** What an environment is for. */
  public enum Stage {
    DEVELOPMENT,
    STAGING,
    PRODUCTION
  }
}
