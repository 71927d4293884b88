package dev.slipway.design;

import dev.slipway.evidence.Evidence;
import dev.slipway.intake.DatastoreUse;
import dev.slipway.vocabulary.Engine;
import java.util.List;
import java.util.Optional;

/**
 * A datastore that the project needs, before it is sized.
 *
 * @param uses the workloads that use it; empty where only a record asks for it
 * @param external whether the cloud has no managed counterpart
 */
record Store(
    String name, Engine engine, List<Use> uses, List<Evidence> evidence, boolean external) {

  /** One workload's use. */
  record Use(Part part, DatastoreUse use) {}

  Optional<Use> use(Part part) {
    return uses.stream().filter(u -> u.part().name().equals(part.name())).findFirst();
  }

  boolean usedBy(Part part) {
    return use(part).isPresent();
  }
}
