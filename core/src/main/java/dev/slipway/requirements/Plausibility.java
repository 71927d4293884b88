package dev.slipway.requirements;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.intake.Claim;
import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.Values;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What nobody can build is said at once, at the place that asks for it. */
final class Plausibility {

  private static final BigDecimal HUNDRED = new BigDecimal("100");

  /** A network round trip inside a region and a request's least work take longer than this. */
  private static final Duration LEAST_LATENCY = Duration.ofMillis(1);

  /** Five minutes a year; no single region of a cloud is promised to be better. */
  private static final BigDecimal BEST_AVAILABILITY = new BigDecimal("99.999");

  private static final int PORTS = 65_535;

  private static final Map<Subject<?>, String> POSITIVE = new HashMap<>();

  static {
    POSITIVE.put(Subjects.BUDGET, "Everything costs something.");
    POSITIVE.put(Subjects.DAILY_COST_ALERT, "Everything costs something.");
    POSITIVE.put(Subjects.THROUGHPUT, "A service that answers no requests needs no design.");
    POSITIVE.put(Subjects.CONCURRENT_USERS, "A service without users needs no design.");
    POSITIVE.put(Subjects.DATABASE_STORAGE, "A database needs storage.");
    POSITIVE.put(Subjects.CACHE_MEMORY, "A cache needs memory.");
    POSITIVE.put(Subjects.MAX_INSTANCES, "A service without instances cannot answer.");
    POSITIVE.put(Subjects.CPU, "An instance needs a processor.");
    POSITIVE.put(Subjects.MEMORY, "An instance needs memory.");
    POSITIVE.put(Subjects.CONCURRENCY, "An instance has to take at least one request.");
    POSITIVE.put(Subjects.PORT, "A port is a number from 1 to 65535.");
    POSITIVE.put(Subjects.RATE_LIMIT, "A limit of nothing shuts everybody out.");
  }

  private Plausibility() {}

  /** The claims that make sense; each that does not is an error at its place and left out. */
  static List<Claim<?>> check(Collection<Claim<?>> claims, List<Diagnostic> diagnostics) {
    List<Claim<?>> sensible = new ArrayList<>();
    for (Claim<?> claim : claims) {
      Optional<String> why = impossible(claim);
      if (why.isPresent()) {
        diagnostics.add(diagnostic(claim, why.get()));
      } else {
        sensible.add(claim);
      }
    }
    return sensible;
  }

  /** Targets that contradict each other once they are settled. */
  static void check(Requirements requirements, List<Diagnostic> diagnostics) {
    Optional<Resolved<BigDecimal>> availability = requirements.find(Subjects.AVAILABILITY);
    availability
        .filter(a -> a.value().compareTo(BEST_AVAILABILITY) > 0)
        .ifPresent(a ->
            diagnostics.add(
                warning(
                    Subjects.AVAILABILITY,
                    a,
                    "No managed service that a design could use promises more than 99.999 % from"
                        + " one region; several regions reach it at several times the price.")));
    Optional<Resolved<Duration>> rpo = requirements.find(Subjects.RPO);
    Optional<Resolved<Boolean>> standby = requirements.find(Subjects.DATABASE_HIGH_AVAILABILITY);
    if (rpo.isPresent() && rpo.get().value().isZero()) {
      boolean single = standby.isPresent() && !standby.get().value();
      diagnostics.add(
          single
              ? error(
                  Subjects.RPO,
                  rpo.get(),
                  "No loss at all is asked for, and "
                      + standby.get().evidence().where()
                      + " asks for a database in a single zone, which loses what it wrote last.")
              : warning(
                  Subjects.RPO,
                  rpo.get(),
                  "A standby in another zone loses nothing when a zone fails; when a region fails"
                      + " or data is deleted by mistake, some loss cannot be ruled out."));
    }
    order(requirements, Subjects.LATENCY_P95, Subjects.LATENCY_P99, diagnostics);
    order(requirements, Subjects.MIN_INSTANCES, Subjects.MAX_INSTANCES, diagnostics);
  }

  private static <T extends Comparable<T>> void order(
      Requirements requirements, Subject<T> small, Subject<T> large, List<Diagnostic> diagnostics) {
    Optional<Resolved<T>> lower = requirements.find(small);
    Optional<Resolved<T>> upper = requirements.find(large);
    if (lower.isPresent()
        && upper.isPresent()
        && lower.get().value().compareTo(upper.get().value()) > 0) {
      diagnostics.add(
          error(
              small,
              lower.get(),
              Values.write(lower.get().value())
                  + " is more than `"
                  + large
                  + "`, which "
                  + upper.get().evidence().where()
                  + " sets to "
                  + Values.write(upper.get().value())
                  + "."));
    }
  }

  private static Optional<String> impossible(Claim<?> claim) {
    Subject<?> subject = claim.subject();
    if (subject.equals(Subjects.AVAILABILITY) && claim.value() instanceof BigDecimal percent) {
      return percent.compareTo(HUNDRED) >= 0
          ? Optional.of("Nothing is available all the time: hardware fails, and releases go wrong.")
          : percent.compareTo(new BigDecimal("50")) < 0
              ? Optional.of("Availability is the share of time in which the service answers.")
              : Optional.empty();
    }
    if (subject.equals(Subjects.ERROR_RATE) && claim.value() instanceof BigDecimal percent) {
      return percent.signum() <= 0 || percent.compareTo(HUNDRED) >= 0
          ? Optional.of("Some requests always fail, and not all of them may.")
          : Optional.empty();
    }
    if (subject.equals(Subjects.LATENCY_P95) || subject.equals(Subjects.LATENCY_P99)) {
      return claim.value() instanceof Duration latency && latency.compareTo(LEAST_LATENCY) < 0
          ? Optional.of("An answer takes time.")
          : Optional.empty();
    }
    if (subject.equals(Subjects.RTO) && claim.value() instanceof Duration rto && rto.isZero()) {
      return Optional.of("To notice a disaster and to come back takes time.");
    }
    if (subject.equals(Subjects.PORT) && claim.value() instanceof Integer port && port > PORTS) {
      return Optional.of("A port is a number from 1 to 65535.");
    }
    return isPositive(claim.value())
        ? Optional.empty()
        : Optional.ofNullable(POSITIVE.get(subject));
  }

  private static boolean isPositive(Object value) {
    return switch (value) {
      case BigDecimal number -> number.signum() > 0;
      case Integer number -> number > 0;
      default -> true;
    };
  }

  private static Diagnostic diagnostic(Claim<?> claim, String why) {
    return new Diagnostic(
        "SLIP-OBJECTIVE-IMPOSSIBLE",
        Severity.ERROR,
        Optional.of(claim.subject().path()),
        claim.evidence().span(),
        "`" + claim.subject() + "` cannot be " + Values.write(claim.value()),
        why + " The target was left out.",
        "Write a target that can be met, or leave it to the design.");
  }

  private static Diagnostic error(Subject<?> subject, Resolved<?> resolved, String why) {
    return diagnostic(Severity.ERROR, subject, resolved, why);
  }

  private static Diagnostic warning(Subject<?> subject, Resolved<?> resolved, String why) {
    return diagnostic(Severity.WARNING, subject, resolved, why);
  }

  private static Diagnostic diagnostic(
      Severity severity, Subject<?> subject, Resolved<?> resolved, String why) {
    return new Diagnostic(
        "SLIP-OBJECTIVE-IMPOSSIBLE",
        severity,
        Optional.of(subject.path()),
        resolved.evidence().span(),
        "`" + subject + "` of " + Values.write(resolved.value()) + " cannot be kept as it stands",
        why,
        "Settle it with `" + subject + "` in slipway.yaml, or correct the source.");
  }
}
