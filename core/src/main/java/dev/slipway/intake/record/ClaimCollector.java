package dev.slipway.intake.record;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Strength;
import dev.slipway.intake.Claim;
import dev.slipway.intake.Subject;
import java.util.ArrayList;
import java.util.List;

/** The claims of one record. */
final class ClaimCollector {

  /** How directly a record says something, as the last digit of a claim's rank. */
  enum Firmness {
    HINTED,
    TITLE,
    DRIVER,
    PROSE,
    CHOSEN,
    FIELD
  }

  private final Origin origin;
  private final int rank;
  private final List<Claim<?>> claims = new ArrayList<>();

  ClaimCollector(Origin origin, int rank) {
    this.origin = origin;
    this.rank = rank;
  }

  Origin origin() {
    return origin;
  }

  /** Claims it when {@code value} is a value of the subject; a repeated one counts once. */
  <T> void add(
      Subject<T> subject, String value, Passage at, int start, int end, Firmness firmness) {
    add(subject, "", value, at, start, end, firmness);
  }

  <T> void add(
      Subject<T> subject,
      String scope,
      String value,
      Passage at,
      int start,
      int end,
      Firmness firmness) {
    Strength strength = firmness == Firmness.HINTED ? Strength.DERIVED : Strength.STATED;
    subject
        .parse(value)
        .ifPresent(v -> {
          Evidence evidence = at.evidence(origin, strength, start, end);
          add(new Claim<>(subject, scope, v, evidence, rank + firmness.ordinal()));
        });
  }

  void add(Claim<?> claim) {
    if (claims.stream().noneMatch(c -> isRepeated(c, claim))) {
      claims.add(claim);
    }
  }

  private static boolean isRepeated(Claim<?> known, Claim<?> claim) {
    return known.subject().equals(claim.subject())
        && known.scope().equals(claim.scope())
        && known.value().equals(claim.value())
        && known.rank() >= claim.rank();
  }

  boolean has(Subject<?> subject) {
    return claims.stream().anyMatch(c -> c.subject().equals(subject));
  }

  List<Claim<?>> claims() {
    return List.copyOf(claims);
  }
}
