package dev.slipway.blueprint;

import dev.slipway.evidence.Evidence;
import dev.slipway.vocabulary.RiskLevel;
import dev.slipway.vocabulary.Waiver;
import java.util.List;
import java.util.Optional;

/**
 * Something that the Security Assessment asks for.
 *
 * @param measures what the design does about it; empty: it is open, or waived
 * @param waiver a person's decision to live with it
 */
public record Control(
    String id,
    String text,
    RiskLevel level,
    List<Measure> measures,
    Optional<Waiver> waiver,
    Evidence evidence) {

  public Element element() {
    return new Element(Element.Kind.CONTROL, id);
  }
}
