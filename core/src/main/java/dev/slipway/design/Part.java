package dev.slipway.design;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.intake.Service;

/**
 * A service on its way to becoming a workload.
 *
 * @param present whether its code is there
 */
record Part(Service service, String name, WorkloadKind kind, boolean present) {

  Element element() {
    return Element.workload(name);
  }

  boolean answersRequests() {
    return Scale.answersRequests(kind);
  }
}
