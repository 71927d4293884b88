package dev.slipway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command as a whole. */
@Command(
    name = "slipway",
    description = "Records and a repository in, a reviewed infrastructure design out.",
    subcommands = {
      DesignCommand.class,
      CheckCommand.class,
      ExplainCommand.class,
      BlueprintCommand.class,
      SchemaCommand.class,
      InitCommand.class,
      DoctorCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway design                         design the project in this folder",
      "  slipway design --dry-run               show what would change, write nothing",
      "  slipway check                          is the infrastructure code here right?",
      "  slipway explain terraform/main.tf:40   why is this line there?",
      "  slipway init > slipway.yaml            a commented configuration to start from",
      "",
      "Exit codes:",
      "   0  Done; nothing stands against approval",
      "   1  The input has errors, or the check found something as bad as --fail-on",
      "   2  The command line is wrong",
      "   3  Written, but something has to be settled before approval",
      "   4  A file or folder could not be read or written; nothing was changed",
      "  70  A bug in Slipway"
    })
final class SlipwayCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Option(
      names = {"-V", "--version"},
      description = "Print the version.")
  private boolean version;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Override
  public void run() {
    if (version) {
      spec.commandLine().getOut().println(Version.generator());
      return;
    }
    throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
  }
}
