package dev.slipway.run;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Control;
import dev.slipway.check.policy.ControlCheck;
import dev.slipway.check.policy.ControlVerdict;
import dev.slipway.check.policy.PromiseCheck;
import dev.slipway.check.policy.Proof;
import dev.slipway.cloud.CloudStacks;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.compose.ComposeEmitter;
import dev.slipway.emit.docker.DockerEmitter;
import dev.slipway.emit.pipeline.GithubActionsEmitter;
import dev.slipway.emit.record.InfrastructureRecord.ControlEntry;
import dev.slipway.emit.record.RecordEmitter;
import dev.slipway.emit.record.RecordInput;
import dev.slipway.emit.record.RecordInput.CompletedCheck;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.facts.PriceBook;
import dev.slipway.intake.Claim;
import dev.slipway.intake.Facts;
import dev.slipway.intake.RecordReference;
import dev.slipway.intake.RecordReference.RecordStatus;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.configuration.Configuration;
import dev.slipway.intake.record.RecordFacts;
import dev.slipway.intake.record.RecordReader;
import dev.slipway.intake.repository.RepositoryFacts;
import dev.slipway.intake.repository.RepositoryReader;
import dev.slipway.requirements.Requirements;
import dev.slipway.requirements.RequirementsMerge;
import dev.slipway.requirements.Resolved;
import dev.slipway.source.SourceTree;
import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.RiskLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The whole run: a project's files in, its design out. {@link #design} reads from top to bottom.
 */
public final class DesignRun {

  private static final int SHOWN_PROOFS = 3;

  /** Those that have passed when there is a design at all: the run ends before it otherwise. */
  private static final List<CompletedCheck> CHECKS =
      List.of(
          new CompletedCheck("provider schema and observed constraints", true),
          new CompletedCheck("references and types", true),
          new CompletedCheck("promised security settings", true),
          new CompletedCheck("secrets in the output", true));

  private final DesignRequest request;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private DesignRun(DesignRequest request) {
    this.request = request;
  }

  /** The design, and everything there is to say about it; no design when the input has errors. */
  public static Outcome<Optional<Design>> design(DesignRequest request) {
    DesignRun run = new DesignRun(request);
    return new Outcome<>(run.design(), run.diagnostics);
  }

  /** The requirements alone, for {@code --show-sources}. */
  public static Outcome<Requirements> requirements(DesignRequest request) {
    DesignRun run = new DesignRun(request);
    return new Outcome<>(run.requirements(), run.diagnostics);
  }

  private Optional<Design> design() {
    Requirements requirements = requirements();
    if (failed()) {
      return Optional.empty();
    }

    request.progress().begin("design");
    BudgetSearch.Found found =
        new BudgetSearch(requirements, PriceBook.of(cloud(requirements))).search();
    Blueprint blueprint = take(found.chosen().blueprint());
    CloudStacks stacks = found.chosen().stacks();
    if (failed()) {
      return Optional.empty();
    }

    request.progress().begin("write");
    List<GeneratedFile> files = new ArrayList<>();
    files.addAll(TerraformEmitter.emit(stacks.main()));
    files.addAll(TerraformEmitter.emit(stacks.bootstrap()));
    files.addAll(take(DockerEmitter.emit(blueprint, request.tree())));
    files.addAll(take(ComposeEmitter.emit(blueprint, request.tree())));
    files.addAll(take(GithubActionsEmitter.emit(blueprint, request.tree())));
    files.add(BlueprintFile.of(blueprint));

    request.progress().begin("verify");
    List<ControlVerdict> controls =
        ControlCheck.verify(blueprint, stacks.main(), stacks.bootstrap(), files);
    diagnostics.addAll(PromiseCheck.check(blueprint, stacks.main(), stacks.bootstrap(), files));
    diagnostics.addAll(
        ControlCheck.diagnostics(controls, RiskLevel.HIGH, Optional.of(request.today())));
    diagnostics.addAll(OutputCheck.check(files, request.today()));
    diagnostics.addAll(UnassignedVariables.of(stacks.main()));
    diagnostics.addAll(UnassignedVariables.of(stacks.bootstrap()));
    if (failed()) {
      return Optional.empty();
    }
    diagnostics.addAll(BudgetSearch.diagnostics(found));
    files.addAll(
        RecordEmitter.emit(
            new RecordInput(
                blueprint,
                List.of(stacks.main(), stacks.bootstrap()),
                found.chosen().estimate(),
                controls.stream().map(DesignRun::entry).toList(),
                diagnostics.stream().sorted().distinct().toList(),
                CHECKS,
                List.copyOf(files),
                newest(requirements.records()))));
    return Optional.of(
        new Design(
            requirements,
            blueprint,
            stacks,
            found.chosen().estimate(),
            found.fit(),
            controls,
            List.copyOf(files)));
  }

  private static Cloud cloud(Requirements requirements) {
    return requirements.find(Subjects.CLOUD).map(Resolved::value).orElse(Cloud.GCP);
  }

  private static ControlEntry entry(ControlVerdict verdict) {
    Control control = verdict.control();
    return new ControlEntry(
        control.id(),
        word(control.level()),
        control.text(),
        word(verdict.status()),
        control.measures().isEmpty()
            ? "none"
            : String.join(", ", control.measures().stream().map(DesignRun::word).toList()),
        shown(verdict.proofs()),
        control
            .waiver()
            .map(w -> w.reason() + " (" + w.owner() + ", until " + w.until() + ")")
            .orElse(""));
  }

  /** The record is for reading: a few proofs convince, and thirty more hide them. */
  private static String shown(List<Proof> proofs) {
    List<String> first =
        proofs.stream().limit(SHOWN_PROOFS).map(p -> p.address() + ": " + p.setting()).toList();
    int more = proofs.size() - first.size();
    return String.join("; ", first) + (more > 0 ? "; and " + more + " more" : "");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The design is as old as the newest record in force: a date that is the same on every run. */
  private static Optional<String> newest(List<RecordReference> records) {
    return records.stream()
        .filter(r -> r.status() == RecordStatus.IN_FORCE)
        .flatMap(r -> r.date().stream())
        .max(Comparator.naturalOrder());
  }

  private Requirements requirements() {
    SourceTree tree = request.tree();
    request.progress().begin("read records");
    Configuration configuration = take(Configuration.read(tree));
    List<Claim<?>> commandLine = take(Configuration.commandLine(request.assignments()));
    RecordFacts records = take(RecordReader.read(tree));
    request.progress().begin("read repository");
    RepositoryFacts repository = take(RepositoryReader.read(tree));
    diagnostics.addAll(RepositorySecrets.scan(tree));
    request.progress().begin("merge");
    return take(
        RequirementsMerge.merge(
            facts(commandLine, configuration, records, repository), configuration));
  }

  private static Facts facts(
      List<Claim<?>> commandLine,
      Configuration configuration,
      RecordFacts records,
      RepositoryFacts repository) {
    List<Claim<?>> claims = new ArrayList<>(commandLine);
    claims.addAll(configuration.claims());
    claims.addAll(records.claims());
    claims.addAll(repository.claims());
    return new Facts(
        repository.projectName(),
        List.copyOf(claims),
        repository.services(),
        records.variables(),
        records.endpoints(),
        records.securityRequirements(),
        records.records(),
        repository.workflows(),
        records.monitoringNeeds(),
        records.infrastructureNeeds());
  }

  private <T> T take(Outcome<T> outcome) {
    diagnostics.addAll(outcome.diagnostics());
    return outcome.value();
  }

  /** Whether something stands in the way of going on. What only bars approval does not. */
  private boolean failed() {
    return diagnostics.stream().anyMatch(Blocking::stops);
  }

  /** Errors that leave a design to look at, and those that do not. */
  static final class Blocking {

    /** Codes of errors that a person settles after having seen the design. */
    private static final List<String> BARS_APPROVAL_ONLY =
        List.of("SLIP-CONTROL-OPEN", "SLIP-WAIVER-EXPIRED", "SLIP-BUDGET-EXCEEDED");

    private Blocking() {}

    static boolean stops(Diagnostic diagnostic) {
      return diagnostic.severity() == Severity.ERROR
          && !BARS_APPROVAL_ONLY.contains(diagnostic.code());
    }
  }
}
