package dev.slipway.intake;

import java.util.Optional;

/**
 * A record that was read.
 *
 * @param kind what it is
 * @param id such as {@code ADR-001}; the file's name where it has none
 * @param title without the id
 * @param status as the record says it, in the words of {@link RecordStatus}
 * @param date ISO date, if it has one
 * @param path the file
 */
public record RecordReference(
    RecordKind kind,
    String id,
    String title,
    RecordStatus status,
    Optional<String> date,
    String path) {

  /** The kinds of records. */
  public enum RecordKind {
    DECISION,
    IMPLEMENTATION,
    SECURITY,
    INFRASTRUCTURE
  }

  /** Only what is in force counts as a choice. */
  public enum RecordStatus {
    IN_FORCE,
    PROPOSED,
    SUPERSEDED,
    REJECTED,
    DEPRECATED
  }
}
