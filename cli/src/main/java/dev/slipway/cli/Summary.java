package dev.slipway.cli;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Decision;
import dev.slipway.blueprint.OpenQuestion;
import dev.slipway.blueprint.Project.RecordSource;
import dev.slipway.blueprint.Workload;
import dev.slipway.bundle.Placement;
import dev.slipway.check.policy.ControlVerdict;
import dev.slipway.cost.Estimate;
import dev.slipway.cost.Range;
import dev.slipway.design.Saving;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.run.Design;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run has to say, as data: {@code --output json} prints just this.
 *
 * @param schemaVersion of this shape
 * @param written whether files were written, or only planned
 * @param exitCode as the process returns it
 */
record Summary(
    int schemaVersion,
    String project,
    String cloud,
    List<String> regions,
    List<RecordSource> records,
    List<Running> workloads,
    List<Keeping> datastores,
    List<String> environments,
    Optional<String> domain,
    Cost cost,
    List<Assumption> assumptions,
    List<OpenQuestion> questions,
    List<ControlLine> controls,
    List<ProblemLine> problems,
    List<Placement.Change> files,
    boolean written,
    String digest,
    List<String> secretsToFill,
    List<String> next,
    int exitCode) {

  private static final int SCHEMA_VERSION = 1;

  /** A workload in production. */
  record Running(
      String name, String kind, String made, String size, String instances, String exposure) {}

  /** A datastore in production. */
  record Keeping(String name, String engine, String size) {}

  /** USD a month. */
  record Cost(
      List<EnvironmentCost> environments,
      Amount total,
      Optional<BigDecimal> budget,
      boolean withinBudget,
      List<String> savingsTaken,
      Optional<Alternative> bestWithinBudget) {}

  /** USD a month in one environment. */
  record EnvironmentCost(String environment, Amount amount) {}

  /** USD, to the cent. */
  record Amount(BigDecimal low, BigDecimal expected, BigDecimal high) {
    static Amount of(Range range) {
      return new Amount(cents(range.low()), cents(range.expected()), cents(range.high()));
    }

    private static BigDecimal cents(BigDecimal value) {
      return value.setScale(2, RoundingMode.HALF_UP);
    }
  }

  /** A cheaper design that gives something up. */
  record Alternative(BigDecimal expected, List<String> givesUp) {}

  /** A decision that only a default supports. */
  record Assumption(String decision, String subject, String choice, String reason) {}

  /** What became of a security requirement. */
  record ControlLine(String id, String level, String status, String text) {}

  /** A problem without its span's columns. */
  record ProblemLine(
      String code,
      String severity,
      Optional<String> place,
      String summary,
      String detail,
      String fix) {
    static ProblemLine of(Diagnostic diagnostic) {
      return new ProblemLine(
          diagnostic.code(),
          diagnostic.severity().name().toLowerCase(Locale.ROOT),
          diagnostic.span().map(Object::toString).or(diagnostic::address),
          diagnostic.summary(),
          diagnostic.detail(),
          diagnostic.fix());
    }
  }

  /** The answer when there is no design. */
  record Refusal(int schemaVersion, List<ProblemLine> problems, int exitCode) {
    static Refusal of(List<Diagnostic> problems) {
      return new Refusal(
          SCHEMA_VERSION,
          problems.stream().map(ProblemLine::of).toList(),
          ExitCode.PROBLEMS.code());
    }
  }

  static Summary of(
      Design design,
      Placement placement,
      List<Diagnostic> problems,
      boolean dryRun,
      ExitCode code) {
    Blueprint blueprint = design.blueprint();
    String production = blueprint.production().name();
    return new Summary(
        SCHEMA_VERSION,
        blueprint.project().name(),
        blueprint.project().cloud().label(),
        blueprint.project().regions(),
        blueprint.project().records(),
        blueprint.workloads().stream().map(w -> running(w, production)).toList(),
        blueprint.datastores().stream().map(d -> keeping(d, production)).toList(),
        blueprint.environments().stream().map(e -> e.name()).toList(),
        blueprint.production().domain(),
        cost(design),
        blueprint.decisions().stream().filter(Decision::assumed).map(Summary::assumption).toList(),
        blueprint.questions(),
        design.controls().stream().map(Summary::control).toList(),
        problems.stream().map(ProblemLine::of).toList(),
        placement.changes(),
        !dryRun,
        "sha256:" + placement.digest(),
        blueprint.secrets().stream().map(s -> s.name()).toList(),
        next(code, dryRun),
        code.code());
  }

  private static List<String> next(ExitCode code, boolean dryRun) {
    if (dryRun) {
      return List.of("slipway design");
    }
    return code == ExitCode.BLOCKED
        ? List.of("settle the errors above, then: slipway design")
        : List.of(
            "read docs/infrastructure/INFRASTRUCTURE-RECORD.md, then commit what was written for"
                + " review");
  }

  private static Running running(Workload workload, String production) {
    Workload.Scaling scaling = workload.scaling(production);
    String made =
        workload.source().present()
            ? workload.source().language().label()
                + " "
                + workload.source().languageVersion()
                + workload.source().framework().map(f -> ", " + f).orElse("")
            : "no code yet";
    return new Running(
        workload.name(),
        word(workload.kind()),
        made,
        workload.compute().cpu().stripTrailingZeros().toPlainString()
            + " vCPU, "
            + workload.compute().memoryMib()
            + " MiB",
        switch (workload.kind()) {
          case JOB -> workload.migration().isPresent() ? "before each deploy" : "on demand";
          case SCHEDULED_JOB ->
              workload.schedule().map(Workload.Schedule::cron).orElse("scheduled");
          case SERVICE, WORKER, FUNCTION, STATIC_SITE ->
              scaling.min() == scaling.max()
                  ? "" + scaling.min()
                  : scaling.min() + " to " + scaling.max();
        },
        word(workload.exposure()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Keeping keeping(Datastore datastore, String production) {
    String size =
        switch (datastore) {
          case Datastore.Relational relational -> {
            Datastore.RelationalSize s = relational.size(production);
            yield s.tier()
                + ", "
                + s.storageGib()
                + " GiB"
                + (s.highAvailability() ? ", standby in another zone" : ", one zone")
                + (s.pointInTimeDays() > 0
                    ? ", any second of " + s.pointInTimeDays() + " days"
                    : "");
          }
          case Datastore.Cache cache -> {
            Datastore.CacheSize s = cache.size(production);
            yield s.memoryGib() + " GiB" + (s.highAvailability() ? ", replicated" : "");
          }
          case Datastore.Document document ->
              document.pointInTimeRecovery() ? "any minute of 7 days" : "daily backups";
          case Datastore.Bucket bucket -> bucket.purpose();
          case Datastore.Topic topic ->
              topic.subscriptions().size()
                  + (topic.subscriptions().size() == 1 ? " subscription" : " subscriptions");
          case Datastore.TaskQueue queue -> "at most " + queue.maxPerSecond() + " per second";
          case Datastore.External external ->
              "run elsewhere, address in secret " + external.secret();
        };
    String version =
        switch (datastore) {
          case Datastore.Relational relational -> " " + relational.version();
          case Datastore.Cache cache -> " " + cache.version();
          case Datastore.Document ignored -> "";
          case Datastore.Bucket ignored -> "";
          case Datastore.Topic ignored -> "";
          case Datastore.TaskQueue ignored -> "";
          case Datastore.External ignored -> "";
        };
    return new Keeping(datastore.name(), datastore.engine().label() + version, size);
  }

  private static Cost cost(Design design) {
    Estimate estimate = design.estimate();
    return new Cost(
        estimate.environments().stream()
            .map(e -> new EnvironmentCost(e.environment(), Amount.of(e.total())))
            .toList(),
        Amount.of(estimate.total()),
        design.budget().budget(),
        design.budget().met(),
        design.budget().taken().stream().map(Saving::label).toList(),
        design
            .budget()
            .withinBudget()
            .map(offer ->
                new Alternative(
                    Amount.of(offer.estimate().total()).expected(),
                    offer.savings().stream()
                        .filter(s -> !s.keepsObjectives())
                        .map(Saving::givesUp)
                        .toList())));
  }

  private static Assumption assumption(Decision decision) {
    return new Assumption(
        decision.id(),
        decision.subject(),
        decision.choice(),
        decision.evidence().getFirst().excerpt());
  }

  private static ControlLine control(ControlVerdict verdict) {
    return new ControlLine(
        verdict.control().id(),
        word(verdict.control().level()),
        word(verdict.status()),
        verdict.control().text());
  }
}
