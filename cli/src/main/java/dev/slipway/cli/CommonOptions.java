package dev.slipway.cli;

import picocli.CommandLine.Option;

/** Options of the commands that answer in text or JSON. */
final class CommonOptions extends TerminalOptions {

  /** The forms in which answers can be had. */
  enum Output {
    TEXT,
    JSON
  }

  @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
  private Output output = Output.TEXT;

  boolean json() {
    return output == Output.JSON;
  }
}
