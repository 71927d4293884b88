package dev.slipway.compare;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.cost.Estimate;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress.Mode;
import dev.slipway.stack.Stack;
import dev.slipway.vocabulary.Cloud;
import java.util.List;
import java.util.stream.Stream;

/**
 * A project as it would be built on one cloud.
 *
 * @param main what runs and costs
 * @param savings what was saved to fit the budget, in words; empty when nothing was
 * @param diagnostics what the design had to say
 */
public record CloudDesign(
    Blueprint blueprint,
    Stack main,
    Estimate estimate,
    List<String> savings,
    List<Diagnostic> diagnostics) {

  Cloud cloud() {
    return blueprint.project().cloud();
  }

  boolean has(String type) {
    return managed().anyMatch(r -> r.address().type().equals(type));
  }

  /** Whether a workload or a datastore is of this type; what watches the design has some too. */
  boolean hasPart(String type) {
    return managed()
        .filter(r -> r.address().type().equals(type))
        .map(r -> r.provenance().element().kind())
        .anyMatch(k -> k == Element.Kind.WORKLOAD || k == Element.Kind.DATASTORE);
  }

  boolean has(Element element, String type) {
    return of(element).anyMatch(r -> r.address().type().equals(type));
  }

  Stream<Resource> of(Element element) {
    return managed().filter(r -> r.provenance().element().equals(element));
  }

  Stream<Resource> managed() {
    return main.resources().stream().filter(r -> r.address().mode() == Mode.MANAGED);
  }

  boolean says(String code) {
    return diagnostics.stream().anyMatch(d -> d.code().equals(code));
  }
}
