package dev.slipway.cli;

import dev.slipway.bundle.Placement;
import dev.slipway.bundle.TargetTree;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.JsonWriter;
import dev.slipway.document.RecordCodec;
import dev.slipway.run.Design;
import dev.slipway.run.DesignRequest;
import dev.slipway.run.DesignRun;
import dev.slipway.source.SourceTree;
import dev.slipway.vocabulary.Cloud;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Designs a project and writes the design into it. */
@Command(
    name = "design",
    description = "Read the records and the code, decide, and write the design into the project.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway design                                    this folder",
      "  slipway design services/shop --dry-run            show what would change, write nothing",
      "  slipway design --out /tmp/design                  leave the project as it is",
      "  slipway design --set objectives.availability=99.95 --set budget.monthly=800",
      "  slipway design --show-sources                     where each value came from"
    })
final class DesignCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "The project's folder (default: the current one).")
  private Path path = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write the design into DIR instead of the project.")
  private @Nullable Path out;

  @Option(names = "--dry-run", description = "Show what would change and write nothing.")
  private boolean dryRun;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Decide something here, over every other source; keys as in slipway.yaml.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--cloud",
      paramLabel = "CLOUD",
      description = "Design for gcp, aws or azure; the same as --set cloud=CLOUD.")
  private @Nullable String cloud;

  @Option(
      names = "--show-sources",
      description = "Show where each value came from and what it overrode; write nothing.")
  private boolean showSources;

  DesignCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    if (cloud != null) {
      assignments.add("cloud=" + cloud);
    }
    FactsAhead.begin(likelyCloud());
    Terminal terminal = common.terminal(surroundings.terminal());
    Path root = common.resolve(path);
    ProjectInput input =
        new ProjectInput(root, out == null ? root : common.resolve(out), surroundings.today());
    TargetTree target = input.target();
    if (!dryRun && !showSources && target.recover()) {
      terminal.err().println("An earlier run had been cut short; its writing is finished now.");
    }
    StageTimer timer = new StageTimer(terminal, common.quiet() || common.json());
    timer.begin("list files");
    Outcome<SourceTree> tree = input.tree();
    if (tree.diagnostics().stream().anyMatch(d -> d.severity() == Severity.ERROR)) {
      timer.end();
      return refused(terminal, tree.diagnostics());
    }
    DesignRequest request = input.request(tree.value(), assignments, timer);
    if (showSources) {
      return sources(terminal, timer, request);
    }
    Outcome<Optional<Design>> outcome = DesignRun.design(request);
    List<Diagnostic> problems =
        ProjectInput.joined(tree.value().diagnostics(), outcome.diagnostics());
    if (outcome.value().isEmpty() || stopped(tree.value().diagnostics())) {
      timer.end();
      return refused(terminal, problems);
    }
    return place(terminal, timer, target, outcome.value().get(), problems);
  }

  /** Which facts to read ahead; another cloud named in a file costs some milliseconds only. */
  private Cloud likelyCloud() {
    String named = cloud == null ? "" : cloud.toUpperCase(Locale.ROOT);
    return Arrays.stream(Cloud.values())
        .filter(c -> c.name().equals(named))
        .findFirst()
        .orElse(Cloud.GCP);
  }

  private static boolean stopped(List<Diagnostic> diagnostics) {
    return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  private int sources(Terminal terminal, StageTimer timer, DesignRequest request) {
    var requirements = DesignRun.requirements(request);
    timer.end();
    if (common.json()) {
      terminal.out().print(JsonWriter.write(SourceTable.of(requirements.value()).json()));
    } else {
      SourceTable.of(requirements.value()).print(terminal);
    }
    new DiagnosticPrinter(terminal)
        .print(
            terminal.err(),
            requirements.diagnostics(),
            common.quiet() ? Severity.ERROR : Severity.WARNING);
    return stopped(requirements.diagnostics()) ? ExitCode.PROBLEMS.code() : ExitCode.OK.code();
  }

  private int place(
      Terminal terminal, StageTimer timer, TargetTree target, Design design, List<Diagnostic> found)
      throws IOException {
    timer.begin("merge with what is there");
    Outcome<Placement> placement =
        Placement.plan(target, Version.generator(), design.blueprint(), design.files());
    List<Diagnostic> problems = ProjectInput.joined(found, placement.diagnostics());
    if (stopped(placement.diagnostics())) {
      timer.end();
      return refused(terminal, problems);
    }
    if (!dryRun) {
      timer.begin("write files");
      placement.value().write();
    }
    timer.end();
    ExitCode code = stopped(problems) || conflicted(problems) ? ExitCode.BLOCKED : ExitCode.OK;
    Summary summary = Summary.of(design, placement.value(), problems, dryRun, code);
    if (common.json()) {
      terminal.out().print(JsonWriter.write(RecordCodec.write(summary)));
    } else {
      new SummaryPrinter(terminal, common.quiet(), common.verbose()).print(summary, problems);
    }
    if (common.verbose()) {
      timer.print();
    }
    return code.code();
  }

  private static boolean conflicted(List<Diagnostic> problems) {
    return problems.stream().anyMatch(d -> d.code().equals("SLIP-MERGE-CONFLICT"));
  }

  private int refused(Terminal terminal, List<Diagnostic> problems) {
    if (common.json()) {
      terminal.out().print(JsonWriter.write(RecordCodec.write(Summary.Refusal.of(problems))));
    } else {
      new DiagnosticPrinter(terminal)
          .print(
              terminal.err(),
              problems,
              common.verbose()
                  ? Severity.NOTE
                  : common.quiet() ? Severity.ERROR : Severity.WARNING);
      long errors = problems.stream().filter(d -> d.severity() == Severity.ERROR).count();
      terminal
          .err()
          .println(
              terminal.bold(
                  "Nothing was written: " + errors + (errors == 1 ? " error." : " errors.")));
    }
    return ExitCode.PROBLEMS.code();
  }
}
