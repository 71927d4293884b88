package dev.slipway.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that every command takes, whatever the forms of its answers are. */
class TerminalOptions {

  @Option(
      names = {"-C", "--directory"},
      paramLabel = "DIR",
      description = "Work as if started in DIR.")
  private Path directory = Path.of("");

  @Option(
      names = {"-q", "--quiet"},
      description = "Print only what was asked for, and errors.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print notes too, and how long each stage took.")
  private boolean verbose;

  @Option(names = "--no-color", description = "Print without colors; NO_COLOR does the same.")
  private boolean noColor;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /** Options that picocli has not read. */
  static TerminalOptions of(boolean quiet, boolean verbose, boolean noColor) {
    TerminalOptions options = new TerminalOptions();
    options.quiet = quiet;
    options.verbose = verbose;
    options.noColor = noColor;
    return options;
  }

  Path resolve(Path path) {
    return directory.resolve(path).toAbsolutePath().normalize();
  }

  boolean quiet() {
    return quiet;
  }

  boolean verbose() {
    return verbose;
  }

  Terminal terminal(Terminal terminal) {
    return noColor ? terminal.withoutColor() : terminal;
  }
}
