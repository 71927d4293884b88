package dev.slipway.compare;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Relational;
import dev.slipway.blueprint.Datastore.RelationalSize;
import dev.slipway.blueprint.Recovery;
import dev.slipway.compare.Comparison.Met;
import dev.slipway.compare.Comparison.ObjectiveRow;
import dev.slipway.compare.Comparison.Verdict;
import dev.slipway.facts.Sla.Promise;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Whether each cloud's design keeps what is promised in production. */
final class ComparedObjectives {

  private final CloudDesign chosen;
  private final List<CloudDesign> designs;
  private final List<ObjectiveRow> rows = new ArrayList<>();

  private ComparedObjectives(CloudDesign chosen, List<CloudDesign> designs) {
    this.chosen = chosen;
    this.designs = designs;
  }

  static List<ObjectiveRow> rows(CloudDesign chosen, List<CloudDesign> designs) {
    return new ComparedObjectives(chosen, designs).all();
  }

  private List<ObjectiveRow> all() {
    var objectives = chosen.blueprint().objectives();
    BigDecimal availability = objectives.availability();
    row(
        "Availability " + availability.stripTrailingZeros().toPlainString() + " %",
        d -> availability(d, availability));
    for (Recovery.Plan plan : chosen.blueprint().recovery().plans()) {
      if (authoritative(plan.datastore())) {
        row(
            plan.datastore() + ": lose at most " + words(objectives.rpo()),
            d -> plan(d, plan.datastore(), "SLIP-RECOVERY-POINT", Recovery.Plan::expectedRpo));
      }
      row(
          plan.datastore() + ": back within " + words(objectives.rto()),
          d -> plan(d, plan.datastore(), "SLIP-OBJECTIVE-REACH", Recovery.Plan::expectedRto));
    }
    for (Relational database : chosen.blueprint().datastores(Relational.class)) {
      relational(database.name(), size(chosen, database.name()).orElseThrow());
    }
    chosen
        .blueprint()
        .budget()
        .monthly()
        .ifPresent(budget ->
            row("Budget $" + budget.toPlainString() + " a month", d -> budget(d, budget)));
    int regions = chosen.blueprint().project().regions().size();
    row(
        "Regions: " + regions,
        d -> {
          List<String> names = d.blueprint().project().regions();
          return verdict(names.size() >= regions, String.join(", ", names));
        });
    return List.copyOf(rows);
  }

  private static Verdict budget(CloudDesign design, BigDecimal budget) {
    BigDecimal expected = ComparedCosts.cents(design.estimate().total().expected());
    return verdict(expected.compareTo(budget) <= 0, "$" + expected.toPlainString() + " expected");
  }

  /** What a cache loses is made again. */
  private boolean authoritative(String datastore) {
    return chosen
        .blueprint()
        .datastore(datastore)
        .filter(d -> !(d instanceof Datastore.Cache))
        .isPresent();
  }

  private void relational(String name, RelationalSize wanted) {
    if (wanted.highAvailability()) {
      sized(
          name,
          "a standby in another zone",
          (s, w) -> verdict(s.highAvailability(), s.highAvailability() ? "yes" : "no"));
    }
    sized(
        name,
        "backups of " + wanted.backupsRetained() + " days",
        (s, w) ->
            verdict(s.backupsRetained() >= w.backupsRetained(), s.backupsRetained() + " days"));
    if (wanted.pointInTimeDays() > 0) {
      sized(
          name,
          "any second of " + wanted.pointInTimeDays() + " days",
          (s, w) ->
              verdict(s.pointInTimeDays() >= w.pointInTimeDays(), s.pointInTimeDays() + " days"));
    }
    sized(
        name,
        "connections for all instances at once",
        (s, w) ->
            verdict(
                s.plannedConnections() <= s.maxConnections(),
                s.plannedConnections() + " of " + s.maxConnections()));
  }

  private void sized(
      String name, String what, BiFunction<RelationalSize, RelationalSize, Verdict> judge) {
    RelationalSize wanted = size(chosen, name).orElseThrow();
    row(
        name + ": " + what,
        d ->
            size(d, name)
                .map(s -> judge.apply(s, wanted))
                .orElse(new Verdict(Met.UNKNOWN, "not a managed database there")));
  }

  static Optional<RelationalSize> size(CloudDesign design, String name) {
    return design
        .blueprint()
        .datastore(name)
        .filter(Relational.class::isInstance)
        .map(Relational.class::cast)
        .map(r -> r.size(design.blueprint().production().name()));
  }

  private static Verdict availability(CloudDesign design, BigDecimal wanted) {
    List<Promise> promises = Promises.of(design);
    if (promises.isEmpty()) {
      return new Verdict(Met.UNKNOWN, "no promise known");
    }
    Promise weakest = promises.getFirst();
    String what = weakest.service() + named(weakest.configuration());
    return weakest
        .percent()
        .map(p -> verdict(p.compareTo(wanted) >= 0, "at best " + p.toPlainString() + " %: " + what))
        .orElse(new Verdict(Met.NO, "no promise: " + what));
  }

  private static String named(String configuration) {
    return configuration.isEmpty() ? "" : " (" + configuration + ")";
  }

  private static Verdict plan(
      CloudDesign design, String datastore, String code, Function<Recovery.Plan, String> expected) {
    return design.blueprint().recovery().plans().stream()
        .filter(p -> p.datastore().equals(datastore))
        .findFirst()
        .map(p -> verdict(!design.says(code), expected.apply(p)))
        .orElse(new Verdict(Met.UNKNOWN, "no plan"));
  }

  private void row(String objective, Function<CloudDesign, Verdict> verdict) {
    rows.add(new ObjectiveRow(objective, designs.stream().map(verdict).toList()));
  }

  private static Verdict verdict(boolean met, String how) {
    return new Verdict(met ? Met.YES : Met.NO, how);
  }

  private static String words(Duration duration) {
    long minutes = duration.toMinutes();
    if (minutes < 1) {
      return duration.toSeconds() + " s";
    }
    return minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
  }
}
