package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Environment.Stage;
import dev.slipway.cost.EnvironmentEstimate;
import dev.slipway.cost.Estimate;
import dev.slipway.cost.Line;
import dev.slipway.cost.Part;
import dev.slipway.emit.record.Cost.Horizon;
import dev.slipway.emit.record.Cost.Optimization;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Ways to spend less that this very design offers, each with its amount where the estimate holds
 * it.
 */
final class Optimizations {

  /** Hours of a week outside ten working hours on five days. */
  private static final BigDecimal IDLE_HOURS = new BigDecimal("0.70");

  /** Discount for committing to Cloud SQL for one year and for three. General knowledge, 2026. */
  private static final BigDecimal ONE_YEAR = new BigDecimal("0.25");

  private static final BigDecimal THREE_YEARS = new BigDecimal("0.52");
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal WORTH_IT = BigDecimal.ONE;

  private final Blueprint blueprint;
  private final Estimate estimate;
  private final List<Optimization> list = new ArrayList<>();

  Optimizations(RecordInput input) {
    blueprint = input.blueprint();
    estimate = input.estimate();
  }

  List<Optimization> list() {
    for (Environment environment : blueprint.environments()) {
      if (environment.stage() != Stage.PRODUCTION) {
        rehearsal(environment);
      }
    }
    warmInstances();
    logs();
    months();
    longTerm();
    return List.copyOf(list);
  }

  private void rehearsal(Environment environment) {
    estimate
        .environment(environment.name())
        .ifPresent(costs -> {
          add(
              Horizon.NOW,
              "Stop the databases of " + environment.name() + " outside working hours.",
              amount(costs, l -> l.part() == Part.DATABASE && instance(l)).multiply(IDLE_HOURS),
              "nobody can test at night without starting it first (some minutes)");
          add(
              Horizon.NOW,
              "Use production's kind of cache in "
                  + environment.name()
                  + " only while testing, and remove it in between.",
              amount(costs, l -> l.part() == Part.CACHE).multiply(IDLE_HOURS),
              "its content, each time");
        });
  }

  private void warmInstances() {
    estimate
        .environment(blueprint.production().name())
        .ifPresent(costs ->
            add(
                Horizon.NOW,
                "Keep no instances warm in production.",
                amount(costs, l -> l.description().contains("warm instances")),
                "the first request after a quiet time waits for a start"));
  }

  private void logs() {
    int days = blueprint.observability().logRetentionDays();
    if (days > 30) {
      add(
          Horizon.NOW,
          "Keep logs 30 days instead of " + days + ".",
          total(l -> l.description().startsWith("Logs kept beyond")),
          "the look back beyond a month");
    }
  }

  private void months() {
    add(
        Horizon.IN_MONTHS,
        "Commit to the production databases for a year, once their size has settled.",
        production(l -> l.part() == Part.DATABASE && instance(l)).multiply(ONE_YEAR),
        "the freedom to shrink them in that year");
    boolean halvable =
        blueprint.datastores(Datastore.Relational.class).stream()
            .anyMatch(
                d -> d.size(blueprint.production().name()).vcpu().compareTo(BigDecimal.TWO) >= 0);
    if (halvable) {
      add(
          Horizon.IN_MONTHS,
          "Halve the production database if a month of charts shows its CPU below 40 %.",
          production(l -> l.part() == Part.DATABASE && instance(l)).multiply(HALF),
          "half of its connections and of its reserve");
    }
    blueprint.datastores(Datastore.Bucket.class).stream()
        .filter(b -> b.colderAfterDays().isEmpty() && b.retentionDays().isEmpty())
        .forEach(b ->
            add(
                Horizon.IN_MONTHS,
                "Move objects of " + b.name() + " that nobody reads any more to a colder class.",
                production(l -> l.description().equals(b.name() + ": objects")).multiply(HALF),
                "cheap reads of old objects"));
    if (blueprint.edge().loadBalancer() && !blueprint.edge().cdn()) {
      list.add(
          new Optimization(
              Horizon.IN_MONTHS,
              "Cache static answers at the edge, if the charts show that they are a large part of"
                  + " the traffic.",
              Optional.empty(),
              "nothing; answers have to say how long they may be kept"));
    }
  }

  private void longTerm() {
    add(
        Horizon.LONG_TERM,
        "Commit to the production databases for three years.",
        production(l -> l.part() == Part.DATABASE && instance(l)).multiply(THREE_YEARS),
        "the freedom to leave in three years");
    if (blueprint.project().regions().size() > 1) {
      list.add(
          new Optimization(
              Horizon.LONG_TERM,
              "Go back to one region, if the second one never had to take over.",
              Optional.empty(),
              "service while a whole region is down"));
    }
    BigDecimal compute = production(l -> l.part() == Part.COMPUTE);
    if (compute.compareTo(BigDecimal.valueOf(100)) > 0) {
      list.add(
          new Optimization(
              Horizon.LONG_TERM,
              "Compare with a cluster or committed machines when the services are busy around the"
                  + " clock: request-based billing costs "
                  + Figures.dollars(compute)
                  + " a month here.",
              Optional.empty(),
              "the platform's own operation"));
    }
    if (list.stream().noneMatch(o -> o.horizon() == Horizon.LONG_TERM)) {
      list.add(
          new Optimization(
              Horizon.LONG_TERM,
              "Look at commitments again when a year of bills shows what is always used.",
              Optional.empty(),
              "the freedom to shrink"));
    }
  }

  private void add(Horizon horizon, String what, BigDecimal saving, String givesUp) {
    if (saving.compareTo(WORTH_IT) >= 0) {
      list.add(new Optimization(horizon, what, Optional.of(Figures.cents(saving)), givesUp));
    }
  }

  private static boolean instance(Line line) {
    return line instanceof Line.Known;
  }

  private BigDecimal total(Predicate<Line> which) {
    return estimate.environments().stream()
        .map(e -> amount(e, which))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal production(Predicate<Line> which) {
    return estimate
        .environment(blueprint.production().name())
        .map(e -> amount(e, which))
        .orElse(BigDecimal.ZERO);
  }

  private static BigDecimal amount(EnvironmentEstimate costs, Predicate<Line> which) {
    return new EnvironmentEstimate(
            costs.environment(), costs.lines().stream().filter(which).toList())
        .total()
        .expected();
  }
}
