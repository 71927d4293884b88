package dev.slipway.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a completion script. */
@Command(
    name = "completion",
    description = "Print a completion script for bash and zsh.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(slipway completion)                                         this shell",
      "  slipway completion > ~/.local/share/bash-completion/completions/slipway   every bash",
      "",
      "In zsh, run `autoload -U +X bashcompinit && bashcompinit` first."
    })
final class CompletionCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().print(AutoComplete.bash("slipway", spec.root().commandLine()));
    return ExitCode.OK.code();
  }
}
