package dev.slipway.design;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Objectives;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Resolved;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the system promises, with a default where nobody says. */
final class ObjectivesDesign {

  private static final Element PROJECT = Element.of(Element.Kind.PROJECT);
  private static final BigDecimal MONTH_MINUTES = new BigDecimal("43200");

  /** Seconds between two requests of one person who works with an application. */
  private static final int THINK_TIME = 10;

  private final Draft draft;

  private ObjectivesDesign(Draft draft) {
    this.draft = draft;
  }

  static Objectives design(Draft draft) {
    return new ObjectivesDesign(draft).design();
  }

  private Objectives design() {
    Located<BigDecimal> availability =
        draft.settle(
            Subjects.AVAILABILITY,
            new BigDecimal("99.5"),
            "nobody names a target; 99.5 % is what one region without standbys keeps");
    Located<BigDecimal> errorRate =
        draft.settle(
            Subjects.ERROR_RATE, BigDecimal.ONE, "nobody names a target; 1 % is a common bound");
    Latency latency = latency();
    Load load = load();
    Located<Duration> rpo =
        draft.settle(
            Subjects.RPO, Duration.ofHours(24), "nobody says; a daily backup loses a day at most");
    Located<Duration> rto =
        draft.settle(
            Subjects.RTO,
            Duration.ofHours(4),
            "nobody says; a restore by hand within half a working day");
    decideAvailability(availability);
    decideErrorRate(errorRate);
    decideRecovery(rpo, rto);
    return new Objectives(
        availability.value(),
        latency.p95,
        latency.p99,
        errorRate.value(),
        load.throughput,
        load.users,
        rpo.value(),
        rto.value());
  }

  private void decideAvailability(Located<BigDecimal> availability) {
    BigDecimal percent = availability.value();
    BigDecimal minutes =
        MONTH_MINUTES
            .multiply(new BigDecimal("100").subtract(percent))
            .divide(new BigDecimal("100"), 1, RoundingMode.HALF_UP);
    draft
        .decide("objectives.availability", PROJECT, "Availability", Figures.text(percent) + " %")
        .because(
            "30 days have 43,200 minutes, so "
                + Figures.text(minutes)
                + " minutes of failure a month are left to spend on faults, maintenance and"
                + " releases.")
        .over(
            "99.99 %",
            "It leaves 4.3 minutes a month, needs several regions or dearer editions, and about"
                + " doubles the cost.")
        .on(availability.evidence())
        .reconsiderWhen(
            "Customers are promised another figure, or the error budget is regularly spent.");
  }

  private void decideErrorRate(Located<BigDecimal> errorRate) {
    draft
        .decide(
            "objectives.error-rate",
            PROJECT,
            "Failed requests",
            "below " + Figures.text(errorRate.value()) + " %")
        .because(
            "Above it people notice; the alerts are set at multiples of it and at fixed bounds of 5"
                + " % and 10 %.")
        .over("no bound", "Without one nothing says when to stop releasing and repair.")
        .on(errorRate.evidence())
        .reconsiderWhen("Support hears of failures that the bound lets pass.");
  }

  private void decideRecovery(Located<Duration> rpo, Located<Duration> rto) {
    draft
        .decide(
            "objectives.recovery",
            PROJECT,
            "Recovery",
            "at most "
                + Figures.text(rpo.value())
                + " of data lost, back within "
                + Figures.text(rto.value()))
        .because(
            "The recovery point decides how often data is copied, the recovery time whether a"
                + " standby has to be ready.")
        .over("daily backups only", "They lose up to 24 h of data.")
        .on(rpo.evidence(), rto.evidence())
        .reconsiderWhen(
            "A rehearsal takes longer, or the loss of so much data becomes unacceptable.");
  }

  private record Latency(Duration p95, Duration p99) {}

  private Latency latency() {
    Optional<Resolved<Duration>> p95 = draft.find(Subjects.LATENCY_P95);
    Optional<Resolved<Duration>> p99 = draft.find(Subjects.LATENCY_P99);
    Duration ninetyFive =
        p95.map(Resolved::value)
            .orElseGet(() -> p99.map(r -> r.value().dividedBy(2)).orElse(Duration.ofSeconds(1)));
    Duration ninetyNine = p99.map(Resolved::value).orElseGet(() -> ninetyFive.multipliedBy(2));
    List<Evidence> evidence = evidence(p95, p99);
    String reason =
        p95.isPresent() && p99.isPresent()
            ? "Both are said."
            : p95.isPresent()
                ? "The 99th percentile is taken as twice the 95th, "
                    + Figures.text(ninetyNine)
                    + "."
                : "Where nothing is said one second is taken, beyond which people lose the thread.";
    draft
        .decide(
            "objectives.latency",
            PROJECT,
            "Response time",
            "95 of 100 within "
                + Figures.text(ninetyFive)
                + ", 99 of 100 within "
                + Figures.text(ninetyNine))
        .because(reason)
        .over(
            "a mean", "A mean hides the slow answers, and those are the ones that people remember.")
        .on(evidence)
        .reconsiderWhen(
            "People wait longer than they accept, or streamed answers are measured to their end.");
    return new Latency(ninetyFive, ninetyNine);
  }

  private record Load(BigDecimal throughput, int users) {}

  private Load load() {
    Optional<Resolved<BigDecimal>> stated = draft.find(Subjects.THROUGHPUT);
    Optional<Resolved<Integer>> users = draft.find(Subjects.CONCURRENT_USERS);
    BigDecimal throughput =
        stated
            .map(Resolved::value)
            .or(() ->
                users.map(u ->
                    new BigDecimal(u.value())
                        .divide(new BigDecimal(THINK_TIME), 1, RoundingMode.UP)))
            .orElse(BigDecimal.TEN);
    int people =
        users
            .map(Resolved::value)
            .orElseGet(() -> Figures.ceiling(throughput.doubleValue() * THINK_TIME));
    String reason =
        stated.isPresent()
            ? users.isPresent()
                ? people
                    + " people at the same time then send a request every "
                    + Figures.text(people / throughput.doubleValue())
                    + " s each."
                : "With one request every "
                    + THINK_TIME
                    + " s each, these are about "
                    + people
                    + " people at the same time."
            : users.isPresent()
                ? people
                    + " people at the same time with one request every "
                    + THINK_TIME
                    + " s each: "
                    + people
                    + " / "
                    + THINK_TIME
                    + " = "
                    + Figures.text(throughput)
                    + " a second."
                : "Nothing says how many come; ten a second are about "
                    + people
                    + " people at the same time.";
    draft
        .decide(
            "objectives.throughput", PROJECT, "Peak load", Figures.text(throughput) + " requests/s")
        .because(reason)
        .over(
            "no figure",
            "Without one neither the ceiling of instances nor the database can be sized.")
        .on(evidence(stated, users))
        .reconsiderWhen("The measured peak differs by half.");
    return new Load(throughput, people);
  }

  private static List<Evidence> evidence(
      Optional<? extends Resolved<?>> one, Optional<? extends Resolved<?>> other) {
    List<Evidence> evidence = new ArrayList<>();
    one.ifPresent(r -> evidence.add(r.evidence()));
    other.ifPresent(r -> evidence.add(r.evidence()));
    if (evidence.isEmpty()) {
      evidence.add(Evidence.assumed("nobody names a target"));
    }
    return evidence;
  }

  /** Whether somebody said it, so that it binds. */
  static boolean stated(Draft draft, Subject<?> subject) {
    return draft.find(subject).isPresent();
  }
}
