package dev.slipway.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  slipway design                         design the project in this folder",
      "  slipway design --dry-run               show what would change, write nothing",
      "  slipway compare                        the same project on each cloud, side by side",
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

  private static final Map<String, Class<?>> COMMANDS = commands();

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

  private static Map<String, Class<?>> commands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("design", DesignCommand.class);
    commands.put("compare", CompareCommand.class);
    commands.put("check", CheckCommand.class);
    commands.put("explain", ExplainCommand.class);
    commands.put("blueprint", BlueprintCommand.class);
    commands.put("schema", SchemaCommand.class);
    commands.put("init", InitCommand.class);
    commands.put("doctor", DoctorCommand.class);
    commands.put("completion", CompletionCommand.class);
    commands.put("help", HelpCommand.class);
    return Collections.unmodifiableMap(commands);
  }

  /**
   * The commands that these arguments may be about. Where they begin with one it is enough: each
   * takes milliseconds to describe to the parser.
   */
  static List<Class<?>> commands(String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    Class<?> only = COMMANDS.get(first);
    boolean speaksOfOthers = first.equals("completion") || first.equals("help");
    return only == null || speaksOfOthers ? List.copyOf(COMMANDS.values()) : List.of(only);
  }

  @Override
  public void run() {
    if (version) {
      spec.commandLine().getOut().println(Version.generator());
      return;
    }
    throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
  }
}
