package dev.slipway.blueprint;

import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.Platform;
import java.util.List;
import java.util.Optional;

/**
 * The project as a whole.
 *
 * @param name as people write it
 * @param slug base of every resource name: lower-case letters, digits and hyphens, starts with a
 *     letter, at most 20 characters
 * @param owner label value; {@code unassigned} when unknown
 * @param regions primary first, in the cloud's own names
 * @param repository {@code owner/name} of the source repository, when known
 * @param labels on every resource that takes them, sorted by key
 * @param records what was read, sorted by path
 */
public record Project(
    String name,
    String slug,
    String owner,
    Cloud cloud,
    List<String> regions,
    Platform platform,
    Optional<String> repository,
    List<Label> labels,
    List<RecordSource> records) {

  /** One label. */
  public record Label(String key, String value) {}

  /**
   * A record that the design rests on or has set aside.
   *
   * @param kind {@code decision}, {@code implementation}, {@code security} or {@code
   *     infrastructure}
   * @param inForce whether its choices count
   */
  public record RecordSource(String kind, String id, String title, boolean inForce, String path) {}

  public String primaryRegion() {
    return regions.getFirst();
  }
}
