package dev.slipway.design;

import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Datastore.Relational;
import dev.slipway.blueprint.Datastore.RelationalSize;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Environment.Stage;
import dev.slipway.blueprint.Objectives;
import dev.slipway.blueprint.Project;
import dev.slipway.design.RelationalOffer.Tier;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Resolved;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A relational database: how large, how safe, and whether everybody's connections fit. */
final class RelationalDesign {

  /** Requests a second that one vCPU serves, with a handful of simple statements each. */
  private static final int PER_VCPU = 250;

  private static final double CPU_USED = 0.7;
  private static final int BACKUPS = 7;

  /** Logs are shipped every few minutes. */
  private static final Duration POINT_IN_TIME_LOSS = Duration.ofMinutes(5);

  /** A restore by a person takes this long at best. */
  private static final Duration RESTORE = Duration.ofMinutes(30);

  private final Draft draft;
  private final Project project;
  private final Objectives objectives;
  private final List<Environment> environments;
  private final Store store;
  private final Element element;
  private final RelationalOffer offer;
  private final List<Part> users;

  private RelationalDesign(
      Draft draft,
      Project project,
      Objectives objectives,
      List<Environment> environments,
      Store store) {
    this.draft = draft;
    this.project = project;
    this.objectives = objectives;
    this.environments = environments;
    this.store = store;
    this.offer = draft.databases();
    this.element = Element.datastore(store.name());
    this.users = store.uses().stream().map(Store.Use::part).toList();
  }

  /**
   * The database, and the workloads' sizes as its connections allow them.
   *
   * @param sizes by workload name
   */
  record Result(Relational database, Map<String, Sizing> sizes) {}

  static Result design(
      Draft draft,
      Project project,
      Objectives objectives,
      List<Environment> environments,
      Store store,
      Map<String, Sizing> sizes) {
    return new RelationalDesign(draft, project, objectives, environments, store).design(sizes);
  }

  private String id(String aspect) {
    return "database." + store.name() + "." + aspect;
  }

  private Result design(Map<String, Sizing> wanted) {
    boolean standby = standby();
    boolean plus = objectives.availability().compareTo(new BigDecimal("99.95")) > 0 && standby;
    Fit production = production(wanted, plus);
    Fit outside = outside(production.sizes);
    decideConnections(wanted, production, outside);
    int storage = storage();
    int replicas = replicas();
    int backups = backups(production.tier);
    decideLogin();
    List<RelationalSize> sizes = new ArrayList<>();
    for (Environment environment : environments) {
      boolean real = environment.stage() == Stage.PRODUCTION;
      Fit fit = real ? production : outside;
      sizes.add(
          new RelationalSize(
              environment.name(),
              fit.tier.name(),
              fit.tier.vcpu(),
              fit.tier.memoryGib(),
              real ? storage : offer.leastStorageGib(),
              Math.min(offer.mostStorageGib(), real ? Math.max(100, storage * 5) : 50),
              real && standby && !fit.tier.shared() && fit.tier.standby(),
              real ? replicas : 0,
              real ? backups : Math.min(backups, BACKUPS),
              real ? offer.pointInTimeDays(fit.tier, backups) : 0,
              fit.tier.maxConnections(),
              fit.sum.planned()));
    }
    Relational database =
        new Relational(
            store.name(),
            store.engine(),
            RelationalVersion.choose(draft, store),
            store.uses().stream()
                .flatMap(u -> u.use().extensions().stream())
                .distinct()
                .sorted()
                .toList(),
            project.slug().replace('-', '_'),
            offer.login(),
            List.copyOf(sizes));
    return new Result(database, outside.sizes);
  }

  private record Fit(Tier tier, ConnectionBudget.Sum sum, Map<String, Sizing> sizes) {}

  private Fit production(Map<String, Sizing> wanted, boolean plus) {
    Optional<Resolved<String>> said = draft.find(Subjects.DATABASE_TIER);
    Optional<Tier> named = said.flatMap(r -> offer.named(store.engine(), r.value()));
    if (said.isPresent() && named.isEmpty()) {
      draft.report(
          "SLIP-DATABASE-TIER",
          Severity.WARNING,
          said.get().evidence().span(),
          element.toString(),
          "No database tier `" + said.get().value() + "`",
          offer.service() + " does not have it; the design sizes the database from the load.",
          "Name a tier such as\n    --set database.tier=" + offer.example());
    }
    double rps = objectives.throughput().doubleValue();
    double needed = rps / (PER_VCPU * CPU_USED);
    List<Tier> candidates = candidates(named, plus, needed);
    Fit fit = fit(candidates, wanted);
    decideTier(fit.tier, named.isPresent(), said.map(Resolved::evidence), rps, needed);
    return fit;
  }

  private List<Tier> candidates(Optional<Tier> named, boolean plus, double needed) {
    if (draft.saves(Saving.DATABASE_SHARED_CORE)) {
      return List.of(offer.shared(store.engine()));
    }
    if (named.isPresent()) {
      return List.of(named.get());
    }
    List<Tier> all = offer.dedicated(store.engine(), plus);
    List<Tier> large = all.stream().filter(t -> t.sustained().doubleValue() >= needed).toList();
    return large.isEmpty() ? List.of(all.getLast()) : large;
  }

  /** First the ceilings that nobody set come down, then pools shrink, then the database grows. */
  private Fit fit(List<Tier> candidates, Map<String, Sizing> wanted) {
    Tier first = candidates.getFirst();
    ConnectionBudget.Sum sum = ConnectionBudget.production(users, wanted);
    if (sum.planned() <= first.maxConnections()) {
      return new Fit(first, sum, wanted);
    }
    Map<String, Sizing> lower = ConnectionBudget.lowerCeilings(users, wanted);
    Map<String, Sizing> smaller =
        ConnectionBudget.shrinkPools(users, lower, first.maxConnections());
    for (Tier tier : candidates) {
      ConnectionBudget.Sum fitting = ConnectionBudget.production(users, smaller);
      if (fitting.planned() <= tier.maxConnections()) {
        return new Fit(tier, fitting, smaller);
      }
    }
    ConnectionBudget.Sum rest = ConnectionBudget.production(users, smaller);
    Tier largest = candidates.getLast();
    draft.report(
        "SLIP-CONNECTION-BUDGET",
        Severity.WARNING,
        store.evidence().getFirst().span(),
        element.toString(),
        "More connections than the database takes",
        rest.terms()
            + ", and "
            + largest.name()
            + " takes "
            + largest.maxConnections()
            + ". At the ceiling of instances new connections would be refused.",
        "Lower the pool of each instance or the ceiling (`scaling.max-instances`), or put a pooler"
            + " such as PgBouncer in between.");
    return new Fit(largest, rest, smaller);
  }

  private Fit outside(Map<String, Sizing> sizes) {
    boolean smallest = draft.saves(Saving.STAGING_SMALLEST);
    Map<String, Sizing> lower = smallest ? ConnectionBudget.lowerOutside(users, sizes) : sizes;
    List<Tier> tiers = new ArrayList<>();
    if (smallest) {
      tiers.add(offer.smallest(store.engine()));
    }
    tiers.add(offer.shared(store.engine()));
    for (Map<String, Sizing> tried : List.of(lower, ConnectionBudget.lowerOutside(users, lower))) {
      ConnectionBudget.Sum sum = ConnectionBudget.outside(users, tried);
      for (Tier tier : tiers) {
        if (sum.planned() <= tier.maxConnections()) {
          return new Fit(tier, sum, tried);
        }
      }
    }
    Map<String, Sizing> least = ConnectionBudget.lowerOutside(users, lower);
    ConnectionBudget.Sum sum = ConnectionBudget.outside(users, least);
    List<Tier> dedicated = offer.dedicated(store.engine(), false);
    Tier tier =
        dedicated.stream()
            .filter(t -> sum.planned() <= t.maxConnections())
            .findFirst()
            .orElse(dedicated.getLast());
    return new Fit(tier, sum, least);
  }

  private void decideTier(
      Tier tier, boolean named, Optional<Evidence> said, double rps, double needed) {
    List<Evidence> evidence = new ArrayList<>();
    said.filter(e -> named).ifPresent(evidence::add);
    draft.find(Subjects.THROUGHPUT).ifPresent(r -> evidence.add(r.evidence()));
    evidence.add(
        Evidence.assumed(
            "about " + PER_VCPU + " requests/s and vCPU with a handful of simple statements each"));
    String arithmetic =
        Figures.text(rps)
            + " requests/s / ("
            + PER_VCPU
            + " × "
            + Figures.text(CPU_USED)
            + ") = "
            + Figures.text(needed)
            + " vCPU";
    draft
        .decide(id("tier"), element, "Tier of the production database", tier.name())
        .because(
            tier.shared()
                ? arithmetic + ". A shared core is taken to stay within the budget; it has no SLA."
                : named
                    ? "It was set; the load needs " + arithmetic + "."
                    : arithmetic
                        + "; this is the smallest that has them and takes all connections.")
        .over(
            tier.shared() ? "a dedicated core" : "a shared-core tier",
            tier.shared()
                ? "It is given up to stay within the budget."
                : "It has no SLA and is throttled under load.")
        .over(
            "a larger tier",
            "It would stand idle; changing the tier later takes a restart of a minute.")
        .on(evidence)
        .reconsiderWhen(
            "CPU stays above 80 %, memory above 90 %, or connections above 80 % of the limit.");
    double vcpu = tier.sustained().doubleValue();
    if (named && vcpu < needed && !tier.shared()) {
      draft.report(
          "SLIP-DATABASE-SMALL",
          Severity.WARNING,
          said.flatMap(Evidence::span),
          element.toString(),
          "The database tier is smaller than the load",
          arithmetic + ", and " + tier.name() + " has " + Figures.text(vcpu) + ".",
          "Leave the tier to the design, or prove it in a load test.");
    }
  }

  private boolean standby() {
    Optional<Resolved<Boolean>> said = draft.find(Subjects.DATABASE_HIGH_AVAILABILITY);
    boolean saved = draft.saves(Saving.DATABASE_ZONAL) || draft.saves(Saving.DATABASE_SHARED_CORE);
    boolean byTarget = objectives.availability().compareTo(new BigDecimal("99.9")) >= 0;
    boolean byTime = objectives.rto().compareTo(RESTORE) < 0;
    boolean standby = !saved && said.map(Resolved::value).orElse(byTarget || byTime);
    String availability = Figures.text(objectives.availability()) + " %";
    if (!standby && !saved && byTarget) {
      draft.report(
          "SLIP-AVAILABILITY-STANDBY",
          Severity.WARNING,
          said.flatMap(r -> r.evidence().span()),
          element.toString(),
          "No standby, although " + availability + " is promised",
          "A database in one zone has no SLA; when its zone fails it is away until the zone is back"
              + " or a backup is restored, which takes longer than a month's error budget.",
          "Set `database.high-availability: true`, or promise less.");
    }
    List<Evidence> evidence = new ArrayList<>();
    said.ifPresent(r -> evidence.add(r.evidence()));
    addStated(evidence, Subjects.AVAILABILITY);
    addStated(evidence, Subjects.RTO);
    if (evidence.isEmpty()) {
      evidence.add(Evidence.assumed("no availability or recovery target asks for a standby"));
    }
    draft
        .decide(
            id("availability"),
            element,
            "Standby of the production database",
            standby ? "a standby in another zone" : "one zone")
        .because(
            standby
                ? "It takes over in about a minute and loses nothing; with it the service level is"
                    + " 99.95 %, and "
                    + availability
                    + " is promised."
                : saved
                    ? "The standby doubles the price of the database and is given up to stay within"
                        + " the budget."
                    : "The standby doubles the price of the database; "
                        + availability
                        + " and a recovery within "
                        + Figures.text(objectives.rto())
                        + " can be kept with a restore.")
        .over(
            standby ? "one zone" : "a standby in another zone",
            standby
                ? "It has no SLA, and a restore takes longer than the error budget of a month."
                : "It costs twice as much.")
        .on(evidence)
        .reconsiderWhen(
            "The availability target passes 99.9 %, or an outage of an hour becomes too dear.");
    return standby;
  }

  private void addStated(List<Evidence> evidence, Subject<?> subject) {
    draft.find(subject).ifPresent(r -> evidence.add(r.evidence()));
  }

  private int storage() {
    Optional<Located<Integer>> said =
        draft
            .find(Subjects.DATABASE_STORAGE)
            .map(r -> Located.of(r.value(), r.evidence()))
            .or(() ->
                Needs.gibibytes(draft, List.of("postgres", "mysql", "database", "cloud sql")));
    int storage =
        Math.min(
            offer.mostStorageGib(),
            Math.max(
                offer.leastStorageGib(), said.map(Located::value).orElse(offer.leastStorageGib())));
    draft
        .decide(
            id("storage"),
            element,
            "Storage of the production database",
            storage + " GiB SSD, growing by itself")
        .because(
            "It grows when it is nearly full and never shrinks, so it begins small; an alert at 80"
                + " % and a limit keep it from growing unseen.")
        .over("more at once", "Unused storage is paid for, and cannot be given back.")
        .on(
            said.map(Located::evidence)
                .orElseGet(() ->
                    Evidence.assumed(
                        "nothing says how much data there is; "
                            + offer.leastStorageGib()
                            + " GiB is the least")))
        .reconsiderWhen("The disk alert fires.");
    return storage;
  }

  private int replicas() {
    boolean asked = draft.find(Subjects.DATABASE_READ_REPLICA).map(Resolved::value).orElse(false);
    int regions = project.regions().size();
    int replicas =
        draft.saves(Saving.NO_READ_REPLICA) ? 0 : regions > 1 ? regions - 1 : asked ? 1 : 0;
    List<Evidence> evidence = new ArrayList<>();
    addStated(evidence, Subjects.DATABASE_READ_REPLICA);
    if (regions > 1) {
      addStated(evidence, Subjects.REGIONS);
    }
    if (evidence.isEmpty()) {
      evidence.add(Evidence.assumed("nothing asks for a replica"));
    }
    draft
        .decide(
            id("replica"),
            element,
            "Read replicas",
            replicas == 0 ? "none" : String.valueOf(replicas))
        .because(
            replicas == 0
                ? "The primary carries the load, and a replica would be read a little late."
                : regions > 1
                    ? "Each further region reads near by, and can be promoted when the first is"
                        + " lost."
                    : "Reads that may be a little late leave the primary free for writes.")
        .over(
            replicas == 0 ? "one replica" : "none",
            replicas == 0
                ? "It costs as much as the primary without a standby."
                : "It is asked for.")
        .on(evidence)
        .reconsiderWhen("Reads use most of the primary's CPU, or reports disturb it.");
    return replicas;
  }

  private int backups(Tier tier) {
    Optional<Resolved<Integer>> said = draft.find(Subjects.BACKUP_RETENTION_DAYS);
    int kept =
        Math.min(offer.mostBackups(), Math.max(1, said.map(Resolved::value).orElse(BACKUPS)));
    List<Evidence> evidence = new ArrayList<>();
    said.ifPresent(r -> evidence.add(r.evidence()));
    addStated(evidence, Subjects.RPO);
    if (evidence.isEmpty()) {
      evidence.add(Evidence.assumed("nobody says; seven daily backups are the service's default"));
    }
    draft
        .decide(
            id("backup"),
            element,
            "Backups of the production database",
            "daily, "
                + kept
                + " kept; any second of the last "
                + offer.pointInTimeDays(tier, kept)
                + " days")
        .because(
            "A daily backup alone loses up to 24 h; with the write-ahead log at most about "
                + Figures.text(POINT_IN_TIME_LOSS)
                + " are lost, and up to "
                + Figures.text(objectives.rpo())
                + " may be.")
        .over("daily backups only", "A mistake at noon would cost the whole morning.")
        .on(evidence)
        .reconsiderWhen(
            "A regulation asks for longer retention, or less may be lost than log shipping can"
                + " promise.");
    if (objectives.rpo().compareTo(POINT_IN_TIME_LOSS) < 0 && !objectives.rpo().isZero()) {
      draft.report(
          "SLIP-RECOVERY-POINT",
          Severity.WARNING,
          draft.find(Subjects.RPO).flatMap(r -> r.evidence().span()),
          element.toString(),
          "At most "
              + Figures.text(objectives.rpo())
              + " may be lost, and point-in-time recovery can lose 5 min",
          "The log is archived every few minutes. A standby loses nothing when a zone fails; after"
              + " a deletion by mistake or the loss of a region the last minutes can be gone.",
          "Accept 5 min for those cases (`objectives.rpo: 5m`), or keep a copy in the"
              + " application.");
    }
    return kept;
  }

  private void decideLogin() {
    if (offer.login() == Login.IDENTITY) {
      identityLogin();
    } else {
      passwordLogin();
    }
  }

  private void passwordLogin() {
    draft
        .decide(id("login"), element, "How workloads log in", "a password that nobody knows")
        .because(
            "It is made while Terraform runs, goes into the database and the secret store, and is"
                + " kept in no state and no file. Drivers take it as it is.")
        .over(
            "the workload's identity",
            "Its tokens end within the hour and drivers do not renew them, so the code would have"
                + " to.")
        .on(Evidence.assumed("nothing in the code fetches tokens for the database"))
        .reconsiderWhen("The code can fetch tokens, or an assessment forbids passwords.");
  }

  private void identityLogin() {
    draft
        .decide(id("login"), element, "How workloads log in", "their own identity, no password")
        .because(
            "The platform vouches for each workload, so there is no password to leak, to rotate or"
                + " to keep in state.")
        .over(
            "a password in a secret",
            "It has to be rotated, and whoever reads it is the application.")
        .on(Evidence.assumed("Cloud SQL takes the identity of a workload through its connector"))
        .reconsiderWhen("A tool has to log in that cannot use the connector.");
  }

  private void decideConnections(Map<String, Sizing> wanted, Fit production, Fit outside) {
    ConnectionBudget.Sum before = ConnectionBudget.production(users, wanted);
    boolean changed = before.planned() != production.sum.planned();
    List<Evidence> evidence = new ArrayList<>();
    for (Part part : users) {
      part.service().poolSize().ifPresent(p -> evidence.add(p.evidence()));
    }
    addStated(evidence, Subjects.MAX_INSTANCES);
    evidence.add(
        Evidence.assumed(
            "default connection limit of "
                + production.tier.name()
                + "; drivers' default pools where the code sets none"));
    draft
        .decide(
            id("connections"),
            element,
            "Connections",
            production.sum.planned() + " of " + production.tier.maxConnections() + " at most")
        .because(
            production.sum.terms()
                + " ≤ "
                + production.tier.maxConnections()
                + " that "
                + production.tier.name()
                + " takes"
                + (changed
                    ? "; as first sized it would have been "
                        + before.terms()
                        + ", so ceilings and pools were lowered"
                    : "")
                + ". Outside production: "
                + outside.sum.terms()
                + " ≤ "
                + outside.tier.maxConnections()
                + ".")
        .over(
            "a connection pooler",
            "It is one more thing to run, and the connections fit without it.")
        .over(
            "no ceiling of instances",
            "A burst would use up the connections and fail every request, old and new.")
        .on(evidence)
        .reconsiderWhen(
            "The connection alert fires, or the ceiling of instances or a pool is raised.");
  }
}
