package dev.slipway.blueprint;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Strength;
import java.util.List;

/**
 * A choice that was made, with what would have to be known to make it again.
 *
 * @param id stable, dotted, such as {@code database.main.tier}; what {@code slipway explain} takes
 * @param subject the question in a few words, such as {@code Tier of the production database}
 * @param element the part of the blueprint it shapes
 * @param choice what was chosen, in words
 * @param reason why, in one or two sentences, with the arithmetic where there is some
 * @param alternatives what else there was, each with why not
 * @param evidence what it rests on, strongest first; never empty
 * @param reconsiderWhen what would change it
 */
public record Decision(
    String id,
    String subject,
    Element element,
    String choice,
    String reason,
    List<Alternative> alternatives,
    List<Evidence> evidence,
    String reconsiderWhen) {

  public Decision {
    evidence = evidence.stream().distinct().toList();
    if (evidence.isEmpty()) {
      throw new IllegalArgumentException("a decision rests on something: " + id);
    }
  }

  /** Something that was not chosen. */
  public record Alternative(String name, String whyNot) {}

  /** Whether nothing but a default supports it. */
  public boolean assumed() {
    return evidence.stream().allMatch(e -> e.strength() == Strength.ASSUMED);
  }
}
