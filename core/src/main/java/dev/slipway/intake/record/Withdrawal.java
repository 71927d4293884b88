package dev.slipway.intake.record;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.intake.Claim;
import dev.slipway.intake.RecordReference.RecordStatus;
import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes back what earlier decisions chose where a later one is headed {@code Remove PostgreSQL}: it
 * chooses nothing itself, and the earlier record is seldom marked.
 */
final class Withdrawal {

  private static final List<String> VERBS =
      List.of("remove", "drop", "retire", "abandon", "decommission", "discontinue", "sunset");
  private static final List<String> VERBS_IN_TWO = List.of("stop using", "get rid", "do without");

  /** After these a heading speaks of what is used instead, or of a reason. */
  private static final List<String> ENDS =
      List.of("in", "for", "with", "and", "from", "to", "because", "instead", "by");

  private final Draft draft;
  private final int rank;
  private final List<Diagnostic> diagnostics;

  private Withdrawal(Draft draft, int rank, List<Diagnostic> diagnostics) {
    this.draft = draft;
    this.rank = rank;
    this.diagnostics = diagnostics;
  }

  /** Removes from {@code claims} what later decisions in force withdraw, and says so. */
  static void apply(
      List<Draft> decisions,
      Map<String, RecordStatus> statuses,
      Map<String, Integer> ranks,
      List<Claim<?>> claims,
      List<Diagnostic> diagnostics) {
    for (Draft draft : decisions) {
      if (statuses.get(draft.path()) == RecordStatus.IN_FORCE) {
        new Withdrawal(draft, ranks.getOrDefault(draft.path(), 0), diagnostics).apply(claims);
      }
    }
  }

  private void apply(List<Claim<?>> claims) {
    for (Lexicon.Mention mention : withdrawn()) {
      Optional<Subject<?>> subject = mention.meaning().subject();
      Optional<?> value = subject.flatMap(s -> s.parse(mention.meaning().value()));
      if (value.isEmpty()) {
        continue;
      }
      List<Claim<?>> earlier = new ArrayList<>();
      for (Claim<?> claim : claims) {
        if (isEarlier(claim)
            && claim.subject().equals(subject.get())
            && claim.value().equals(value.get())) {
          earlier.add(claim);
        }
      }
      if (!earlier.isEmpty()) {
        remove(claims, earlier, subject.get());
      }
    }
  }

  private boolean isEarlier(Claim<?> claim) {
    return claim.evidence().origin() == Origin.DECISION_RECORD && claim.rank() < rank;
  }

  private void remove(List<Claim<?>> claims, List<Claim<?>> earlier, Subject<?> subject) {
    claims.removeAll(earlier);
    if (subject.equals(Subjects.DATABASE_ENGINE)) {
      claims.removeIf(c -> isEarlier(c) && c.subject().equals(Subjects.DATABASE_VERSION));
    }
    diagnostics.add(
        Diagnostic.note(
            "SLIP-RECORD-WITHDRAWN",
            Span.line(draft.path(), draft.record().titleLine()),
            "A later record takes back `" + subject.path() + "`",
            earlier.getFirst().evidence().where()
                + " chose it. What still uses it in the code is designed for all the same.",
            "Mark the earlier record as superseded, so that its readers see it too."));
  }

  private List<Lexicon.Mention> withdrawn() {
    List<Lexicon.Mention> found = new ArrayList<>();
    for (Words sentence : Words.sentences(draft.title())) {
      int start = first(sentence);
      for (int i = start; i >= 0 && i < sentence.size(); i++) {
        if (ENDS.contains(sentence.text(i))) {
          break;
        }
        Lexicon.at(sentence, i).ifPresent(found::add);
      }
    }
    return found;
  }

  /** The word after the verb that the heading begins with, or -1. */
  private static int first(Words heading) {
    for (int i = 0; i < Math.min(3, heading.size()); i++) {
      int at = i;
      if (VERBS.contains(heading.text(i))
          || VERBS_IN_TWO.stream().anyMatch(v -> heading.has(at, v))) {
        return i + 1;
      }
    }
    return -1;
  }
}
