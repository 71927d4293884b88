package dev.slipway.intake.record;

import dev.slipway.intake.Subjects;
import dev.slipway.intake.record.Choices.Choice;
import dev.slipway.intake.record.ClaimCollector.Firmness;
import java.util.ArrayList;
import java.util.List;

/** Chosen technologies as claims. */
final class Claims {

  private Claims() {}

  /** A technology and, for a database, its version. */
  static void choice(Choice choice, Passage passage, ClaimCollector claims, Firmness firmness) {
    choice
        .meaning()
        .subject()
        .ifPresent(s ->
            claims.add(
                s, choice.meaning().value(), passage, choice.start(), choice.end(), firmness));
    if (choice.meaning().subject().filter(Subjects.DATABASE_ENGINE::equals).isPresent()) {
      choice
          .version()
          .or(() -> Choices.version(passage.text(), choice.meaning().value()))
          .ifPresent(v ->
              claims.add(
                  Subjects.DATABASE_VERSION, v, passage, choice.start(), choice.end(), firmness));
    }
    choice
        .meaning()
        .cloud()
        .ifPresent(c ->
            claims.add(
                Subjects.CLOUD, c.name(), passage, choice.start(), choice.end(), Firmness.HINTED));
  }

  /**
   * All technologies that the passage chooses, if only by naming them; of several for one purpose
   * in it the first.
   */
  static void choices(Passage passage, ClaimCollector claims, Firmness firmness) {
    choices(passage, claims, firmness, true);
  }

  /** As above; without {@code names} a sentence has to say that it decides. */
  static void choices(Passage passage, ClaimCollector claims, Firmness firmness, boolean names) {
    // An outcome is one sentence; what decides in prose has to say so.
    boolean outcome = firmness == Firmness.CHOSEN;
    List<Object> settled = new ArrayList<>();
    for (Choice choice :
        outcome
            ? Choices.inFirstSentence(passage.text())
            : Choices.inDeciding(passage.text(), names)) {
      Object subject = choice.meaning().subject().<Object>map(s -> s).orElse(choice.meaning());
      if (!settled.contains(subject)) {
        settled.add(subject);
        choice(choice, passage, claims, firmness);
      }
    }
    for (Regions.Region region : Regions.in(passage.text())) {
      if (!claims.has(Subjects.REGIONS)) {
        claims.add(
            Subjects.REGIONS, region.name(), passage, region.start(), region.end(), firmness);
      }
    }
  }
}
