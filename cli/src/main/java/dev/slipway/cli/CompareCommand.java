package dev.slipway.cli;

import dev.slipway.compare.Comparison;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.JsonWriter;
import dev.slipway.document.RecordCodec;
import dev.slipway.emit.record.ComparisonMarkdown;
import dev.slipway.run.CompareRun;
import dev.slipway.run.DesignRequest;
import dev.slipway.source.SourceTree;
import dev.slipway.vocabulary.Cloud;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Designs a project for several clouds and shows the difference. */
@Command(
    name = "compare",
    description =
        "Design the project for each cloud and show cost, limits, losses and gains, lock-in and"
            + " the effort to move; write nothing.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway compare                               all clouds, the chosen one first",
      "  slipway compare --clouds gcp,aws              two of them",
      "  slipway compare --output markdown > clouds.md for a decision record"
    })
final class CompareCommand implements Callable<Integer> {

  /** The forms in which the comparison can be had. */
  enum Output {
    TEXT,
    JSON,
    MARKDOWN
  }

  private final Surroundings surroundings;

  @Mixin private final TerminalOptions common = new TerminalOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "The project's folder (default: the current one).")
  private Path path = Path.of("");

  @Option(
      names = "--clouds",
      split = ",",
      paramLabel = "CLOUD",
      description = "Compare these only: gcp, aws, azure.")
  private List<Cloud> clouds = new ArrayList<>();

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "As given to design.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "text (default), json or markdown.")
  private Output output = Output.TEXT;

  CompareCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    Terminal terminal = common.terminal(surroundings.terminal());
    Path root = common.resolve(path);
    ProjectInput input = new ProjectInput(root, root, surroundings.today());
    Outcome<SourceTree> tree = input.tree();
    Outcome<Optional<Comparison>> outcome =
        CompareRun.compare(
            input.request(tree.value(), assignments, DesignRequest.Progress.SILENT), clouds);
    List<Diagnostic> problems = ProjectInput.joined(tree.diagnostics(), outcome.diagnostics());
    new DiagnosticPrinter(terminal)
        .print(terminal.err(), problems, common.quiet() ? Severity.ERROR : Severity.WARNING);
    boolean stopped = tree.diagnostics().stream().anyMatch(d -> d.severity() == Severity.ERROR);
    if (outcome.value().isEmpty() || stopped) {
      return ExitCode.PROBLEMS.code();
    }
    print(terminal, outcome.value().get());
    return ExitCode.OK.code();
  }

  private void print(Terminal terminal, Comparison comparison) {
    switch (output) {
      case TEXT -> new ComparisonPrinter(terminal).print(comparison);
      case JSON -> terminal.out().print(JsonWriter.write(RecordCodec.write(comparison)));
      case MARKDOWN -> terminal.out().print(ComparisonMarkdown.write(comparison));
    }
  }
}
