package dev.slipway.design;

import dev.slipway.blueprint.Decision;
import dev.slipway.blueprint.Decision.Alternative;
import dev.slipway.blueprint.Element;
import dev.slipway.evidence.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** A decision while it is being worded; {@link #reconsiderWhen} is its last word. */
final class DecisionDraft {

  private final Consumer<Decision> log;
  private final String id;
  private final Element element;
  private final String subject;
  private final String choice;
  private final List<Alternative> alternatives = new ArrayList<>();
  private final List<Evidence> evidence = new ArrayList<>();
  private String reason = "";

  DecisionDraft(Consumer<Decision> log, String id, Element element, String subject, String choice) {
    this.log = log;
    this.id = id;
    this.element = element;
    this.subject = subject;
    this.choice = choice;
  }

  DecisionDraft because(String text) {
    reason = text;
    return this;
  }

  DecisionDraft over(String name, String whyNot) {
    alternatives.add(new Alternative(name, whyNot));
    return this;
  }

  DecisionDraft on(Evidence... more) {
    return on(List.of(more));
  }

  DecisionDraft on(List<Evidence> more) {
    evidence.addAll(more);
    return this;
  }

  void reconsiderWhen(String text) {
    List<Evidence> strongestFirst =
        evidence.stream().distinct().sorted(Comparator.comparing(Evidence::strength)).toList();
    log.accept(
        new Decision(
            id, subject, element, choice, reason, List.copyOf(alternatives), strongestFirst, text));
  }
}
