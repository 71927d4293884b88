package dev.slipway.design;

import dev.slipway.blueprint.Decision;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.OpenQuestion;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Span;
import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Requirements;
import dev.slipway.requirements.Resolved;
import dev.slipway.vocabulary.Cloud;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the steps of a design share: what is wanted, what is saved, and where their words are
 * collected.
 */
final class Draft {

  private final Requirements requirements;
  private final Savings savings;
  private final TreeMap<String, Decision> decisions = new TreeMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<OpenQuestion> questions = new ArrayList<>();

  Draft(Requirements requirements, Savings savings) {
    this.requirements = requirements;
    this.savings = savings;
    for (Requirements.Question q : requirements.questions()) {
      questions.add(new OpenQuestion(q.text(), q.takenMeanwhile(), q.settle()));
    }
  }

  Requirements requirements() {
    return requirements;
  }

  /** The cloud that is designed for. */
  Cloud cloud() {
    return find(Subjects.CLOUD).map(Resolved::value).orElse(Cloud.GCP);
  }

  Regions regions() {
    return Regions.of(cloud());
  }

  RelationalOffer databases() {
    return RelationalOffer.of(cloud());
  }

  ServiceNames services() {
    return ServiceNames.of(cloud());
  }

  boolean saves(Saving saving) {
    return savings.has(saving);
  }

  <T> Optional<Resolved<T>> find(Subject<T> subject) {
    return requirements.find(subject);
  }

  /** What was said on a subject, or the default with the reason for it. */
  <T> Located<T> settle(Subject<T> subject, T otherwise, String why) {
    return requirements
        .find(subject)
        .map(r -> new Located<>(r.value(), r.evidence()))
        .orElseGet(() -> new Located<>(otherwise, Evidence.assumed(why)));
  }

  DecisionDraft decide(String id, Element element, String subject, String choice) {
    return new DecisionDraft(d -> decisions.put(d.id(), d), id, element, subject, choice);
  }

  /** Brings a decision up to date with what another one made of it. */
  void amend(String id, String choice, String why) {
    Decision known = decisions.get(id);
    if (known != null && !known.choice().equals(choice)) {
      decisions.put(
          id,
          new Decision(
              id,
              known.subject(),
              known.element(),
              choice,
              known.reason() + " " + why,
              known.alternatives(),
              known.evidence(),
              known.reconsiderWhen()));
    }
  }

  /**
   * Asks a person; where the same setting was asked about already, the later and more exact
   * question holds.
   */
  void ask(String text, String takenMeanwhile, String settle) {
    questions.removeIf(q -> q.settle().equals(settle));
    questions.add(new OpenQuestion(text, takenMeanwhile, settle));
  }

  void report(
      String code,
      Severity severity,
      Optional<Span> span,
      String address,
      String summary,
      String detail,
      String fix) {
    diagnostics.add(
        new Diagnostic(code, severity, Optional.of(address), span, summary, detail, fix));
  }

  List<Decision> decisions() {
    return decisions.values().stream().sorted(Comparator.comparing(Decision::id)).toList();
  }

  List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }

  List<OpenQuestion> questions() {
    return List.copyOf(questions);
  }
}
