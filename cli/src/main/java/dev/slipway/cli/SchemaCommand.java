package dev.slipway.cli;

import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.facts.SchemaImport;
import dev.slipway.facts.SchemaImport.ImportedSchema;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The provider schemas that checks go by. */
@Command(
    name = "schema",
    description = "Extend the catalog of provider schemas that checks go by.",
    subcommands = {SchemaCommand.ImportCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
final class SchemaCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do with schemas: a command is missing.");
  }

  /** Takes schemas into a project. */
  @Command(
      name = "import",
      description = {
        "Take the schemas that Terraform itself prints into the project, so that the resources of"
            + " these providers are checked too.",
        "They go into .slipway/schemas/; commit them."
      },
      sortOptions = false,
      footerHeading = "%nExamples:%n",
      footer = {
        "  terraform providers schema -json | slipway schema import -",
        "  slipway schema import schema.json --provider-version hashicorp/random=3.7.2"
      })
  static final class ImportCommand implements Callable<Integer> {

    private final Terminal surrounding;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Mixin private final TerminalOptions common = new TerminalOptions();

    @Parameters(
        paramLabel = "FILE",
        description = "What `terraform providers schema -json` printed; - for standard input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String file;

    @Option(
        names = "--project",
        paramLabel = "DIR",
        description = "The project's folder (default: the current one).")
    private Path project = Path.of("");

    @Option(
        names = "--provider-version",
        paramLabel = "SOURCE=VERSION",
        description = "The version of a provider, which Terraform does not print.")
    private Map<String, String> versions = new LinkedHashMap<>();

    ImportCommand(Terminal surrounding) {
      this.surrounding = surrounding;
    }

    @Override
    public Integer call() throws IOException {
      Terminal terminal = common.terminal(surrounding);
      Outcome<List<ImportedSchema>> read;
      try (InputStream text = open()) {
        read = SchemaImport.read(text, file, Collections.unmodifiableMap(versions));
      }
      if (!read.diagnostics().isEmpty()) {
        new DiagnosticPrinter(terminal).print(terminal.err(), read.diagnostics(), Severity.NOTE);
        return ExitCode.PROBLEMS.code();
      }
      for (ImportedSchema schema : read.value()) {
        Path target = common.resolve(project).resolve(schema.path());
        Files.createDirectories(target.getParent());
        Files.writeString(target, schema.text());
        terminal.out().println(sentence(schema));
      }
      return ExitCode.OK.code();
    }

    private InputStream open() throws IOException {
      if (file.equals("-")) {
        return System.in;
      }
      Path path = common.resolve(Path.of(file));
      if (!Files.isRegularFile(path)) {
        throw new ParameterException(spec.commandLine(), "There is no file `" + file + "`.");
      }
      return new BufferedInputStream(Files.newInputStream(path));
    }

    private static String sentence(ImportedSchema schema) {
      return schema.source()
          + (schema.version().isEmpty() ? "" : " " + schema.version())
          + ": "
          + schema.resources()
          + " resources, "
          + schema.dataSources()
          + " data sources, "
          + schema.functions()
          + " functions -> "
          + schema.path();
    }
  }
}
