package dev.slipway.requirements;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.evidence.Strength;
import dev.slipway.intake.Claim;
import dev.slipway.intake.Values;
import dev.slipway.intake.record.RecordFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All claims on one subject and scope → the one that holds. The strongest source wins; the Security
 * Assessment wins over records where it asks for more and never where it asks for less.
 */
final class ClaimResolution<T> {

  private static final Comparator<Claim<?>> STRONGEST_FIRST =
      Comparator.<Claim<?>, Origin>comparing(c -> c.evidence().origin())
          .thenComparing(c -> c.evidence().strength())
          .thenComparing(Comparator.<Claim<?>>comparingInt(Claim::rank).reversed());

  private final String key;
  private final List<Claim<T>> claims;
  private final List<Diagnostic> diagnostics;

  private ClaimResolution(String key, List<Claim<T>> claims, List<Diagnostic> diagnostics) {
    this.key = key;
    this.claims = claims;
    this.diagnostics = diagnostics;
  }

  /**
   * Settles {@code claims}, which are all on the same subject and not none; adds what is wrong to
   * the diagnostics.
   */
  @SuppressWarnings("unchecked") // claims on one subject have one type
  static Resolved<?> of(String key, List<Claim<?>> claims, List<Diagnostic> diagnostics) {
    List<Claim<Object>> sorted = new ArrayList<>();
    claims.stream().sorted(STRONGEST_FIRST).forEach(c -> sorted.add((Claim<Object>) c));
    return new ClaimResolution<>(key, sorted, diagnostics).resolve();
  }

  private Resolved<T> resolve() {
    Claim<T> winner = tightened();
    T value = winner.value();
    List<Claim<T>> overridden = new ArrayList<>();
    for (Claim<T> claim : claims) {
      if (claim == winner || claim.value().equals(value)) {
        continue;
      }
      if (Tightening.accumulates(claim.subject()) && accumulates(winner, claim)) {
        value = Tightening.both(claim.subject(), value, claim.value());
        continue;
      }
      overridden.add(claim);
      conflict(winner, claim).ifPresent(diagnostics::add);
    }
    return new Resolved<>(value, winner.evidence(), List.copyOf(overridden));
  }

  /** Records add to each other; what a person set on purpose is the whole list. */
  private static boolean accumulates(Claim<?> winner, Claim<?> claim) {
    return winner.evidence().origin().compareTo(Origin.CONFIGURATION) > 0
        && claim.evidence().origin() != Origin.DEFAULT;
  }

  private Claim<T> tightened() {
    Claim<T> first = claims.getFirst();
    if (!Tightening.applies(first.subject())) {
      return first;
    }
    Claim<T> winner =
        claims.stream()
            .filter(c -> c.evidence().origin() != Origin.SECURITY_ASSESSMENT)
            .findFirst()
            .orElse(first);
    for (Claim<T> claim : claims) {
      if (claim.evidence().origin() == Origin.SECURITY_ASSESSMENT && mayReplace(claim, winner)) {
        winner = claim;
      }
    }
    return winner;
  }

  private boolean mayReplace(Claim<T> assessment, Claim<T> winner) {
    Origin origin = winner.evidence().origin();
    if (origin == Origin.COMMAND_LINE || origin == Origin.CONFIGURATION) {
      return false;
    }
    return origin == Origin.DEFAULT
        || Tightening.compare(winner.subject(), assessment.value(), winner.value()) > 0;
  }

  private Optional<Diagnostic> conflict(Claim<T> winner, Claim<T> loser) {
    Origin lost = loser.evidence().origin();
    Origin won = winner.evidence().origin();
    if (lost == Origin.DEFAULT || loser.evidence().strength() == Strength.ASSUMED) {
      return Optional.empty();
    }
    if (lost == Origin.SECURITY_ASSESSMENT
        && Tightening.compare(key(), loser.value(), winner.value()) > 0) {
      return Optional.of(loosened(winner, loser));
    }
    if (won == lost) {
      return Optional.of(
          won == Origin.DECISION_RECORD ? ofRecords(winner, loser) : ofOneKind(winner, loser));
    }
    boolean onPurpose = won.compareTo(Origin.CONFIGURATION) <= 0;
    boolean stronger = won == Origin.SECURITY_ASSESSMENT && lost == Origin.DECISION_RECORD;
    boolean indirect = loser.evidence().strength() == Strength.DERIVED && lost != Origin.REPOSITORY;
    return Optional.of(
        diagnostic(
            "SLIP-SOURCE-CONFLICT",
            onPurpose || stronger || indirect ? Severity.NOTE : Severity.WARNING,
            loser,
            "Sources disagree on `" + key + "`",
            says(winner)
                + " "
                + says(loser)
                + " The "
                + won.label()
                + " holds"
                + (stronger ? " because the Security Assessment asks for more." : "."),
            "Correct the one that is wrong, or settle it with `" + key + "` in slipway.yaml."));
  }

  private dev.slipway.intake.Subject<T> key() {
    return claims.getFirst().subject();
  }

  private Diagnostic loosened(Claim<T> winner, Claim<T> loser) {
    return diagnostic(
        "SLIP-SECURITY-LOOSENED",
        Severity.WARNING,
        winner,
        "`" + key + "` is looser than the Security Assessment asks for",
        says(winner) + " " + says(loser) + " What was set on purpose holds.",
        "Remove the setting, or waive the requirement in slipway.yaml with a reason, an owner and a"
            + " date.");
  }

  private Diagnostic ofRecords(Claim<T> winner, Claim<T> loser) {
    boolean oneFile = file(winner).isPresent() && file(winner).equals(file(loser));
    boolean ordered = winner.rank() / RecordFacts.RANK_STEP != loser.rank() / RecordFacts.RANK_STEP;
    boolean indirect = loser.evidence().strength() == Strength.DERIVED;
    Severity severity =
        indirect ? Severity.NOTE : oneFile || ordered ? Severity.WARNING : Severity.ERROR;
    String why =
        oneFile
            ? "Both are in the same record; the first holds, since it says so more directly."
            : ordered ? "The later record holds." : "Nothing says which of the two is the later.";
    return diagnostic(
        "SLIP-RECORD-CONFLICT",
        severity,
        loser,
        "Decision records disagree on `" + key + "`",
        says(winner) + " " + says(loser) + " " + why,
        oneFile
            ? "Correct the record."
            : "Mark one of the two as superseded by the other, or settle it with `"
                + key
                + "` in slipway.yaml.");
  }

  private Diagnostic ofOneKind(Claim<T> winner, Claim<T> loser) {
    boolean options = winner.evidence().origin() == Origin.COMMAND_LINE;
    return diagnostic(
        "SLIP-SOURCE-CONFLICT",
        options ? Severity.NOTE : Severity.WARNING,
        loser,
        "Sources disagree on `" + key + "`",
        says(winner) + " " + says(loser) + " The first is taken.",
        "Correct the one that is wrong, or settle it with `" + key + "` in slipway.yaml.");
  }

  private static Optional<String> file(Claim<?> claim) {
    return claim.evidence().span().map(Span::file);
  }

  /** {@code docs/adr/1.md:12 says 99.9.} */
  private static String says(Claim<?> claim) {
    Evidence evidence = claim.evidence();
    return evidence.where() + " says " + Values.write(claim.value()) + ".";
  }

  private Diagnostic diagnostic(
      String code, Severity severity, Claim<?> at, String summary, String detail, String fix) {
    return new Diagnostic(
        code, severity, Optional.of(key), at.evidence().span(), summary, detail, fix);
  }
}
