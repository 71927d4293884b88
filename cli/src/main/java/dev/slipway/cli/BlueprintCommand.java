package dev.slipway.cli;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.JsonWriter;
import dev.slipway.run.BlueprintFile;
import dev.slipway.run.Design;
import dev.slipway.run.DesignRequest;
import dev.slipway.run.DesignRun;
import dev.slipway.source.SourceTree;
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

/** Prints the blueprint. */
@Command(
    name = "blueprint",
    description = "Print the blueprint: what is to be built, cloud-neutral, as JSON.",
    footerHeading = "%nExamples:%n",
    footer = {"  slipway blueprint", "  slipway blueprint --schema > blueprint.schema.json"})
final class BlueprintCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "The project's folder (default: the current one).")
  private Path path = Path.of("");

  @Option(names = "--schema", description = "Print the JSON Schema of blueprints instead.")
  private boolean schema;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Decide something here.")
  private List<String> assignments = new ArrayList<>();

  BlueprintCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    if (schema) {
      surroundings.terminal().out().print(JsonWriter.write(BlueprintFile.schema()));
      return ExitCode.OK.code();
    }
    Terminal terminal = common.terminal(surroundings.terminal());
    Path root = common.resolve(path);
    ProjectInput input = new ProjectInput(root, root, surroundings.today());
    Outcome<SourceTree> tree = input.tree();
    Outcome<Optional<Design>> outcome =
        DesignRun.design(input.request(tree.value(), assignments, DesignRequest.Progress.SILENT));
    List<Diagnostic> problems = ProjectInput.joined(tree.diagnostics(), outcome.diagnostics());
    new DiagnosticPrinter(terminal).print(terminal.err(), problems, Severity.ERROR);
    if (outcome.value().isEmpty()) {
      return ExitCode.PROBLEMS.code();
    }
    terminal.out().print(BlueprintFile.text(outcome.value().get().blueprint()));
    return ExitCode.OK.code();
  }
}
