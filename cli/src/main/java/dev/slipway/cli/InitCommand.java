package dev.slipway.cli;

import dev.slipway.intake.configuration.Configuration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a commented configuration. */
@Command(
    name = "init",
    description = "Print a commented slipway.yaml with every key there is.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway init > slipway.yaml",
      "  slipway init --schema > slipway.schema.json   for completion in an editor"
    })
final class InitCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(names = "--schema", description = "Print the JSON Schema of slipway.yaml instead.")
  private boolean schema;

  InitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().print(schema ? Configuration.schema() : Configuration.template(List.of()));
    return ExitCode.OK.code();
  }
}
