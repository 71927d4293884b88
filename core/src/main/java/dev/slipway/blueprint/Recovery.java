package dev.slipway.blueprint;

import java.util.List;

/**
 * How data and service come back.
 *
 * @param topology one region or several
 * @param plans one a datastore that has to be brought back, sorted by datastore
 */
public record Recovery(Topology topology, List<Plan> plans) {

  /** Where the system runs. */
  public enum Topology {
    SINGLE_REGION,
    /** Stateless workloads in every region behind a global front; data has one primary region. */
    MULTI_REGION
  }

  /**
   * A datastore's way back.
   *
   * @param method such as {@code daily backups and point-in-time recovery}
   * @param expectedRpo in words, such as {@code 5 min}
   * @param expectedRto in words
   */
  public record Plan(String datastore, String method, String expectedRpo, String expectedRto) {}
}
