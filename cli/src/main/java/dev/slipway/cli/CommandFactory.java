package dev.slipway.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, so that each gets the terminal and the environment it was started in. */
final class CommandFactory implements IFactory {

  private final Terminal terminal;
  private final Map<String, String> environment;

  CommandFactory(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == DesignCommand.class) {
      return type.cast(new DesignCommand(terminal));
    }
    if (type == ExplainCommand.class) {
      return type.cast(new ExplainCommand(terminal));
    }
    if (type == BlueprintCommand.class) {
      return type.cast(new BlueprintCommand(terminal));
    }
    if (type == InitCommand.class) {
      return type.cast(new InitCommand(terminal));
    }
    if (type == DoctorCommand.class) {
      return type.cast(new DoctorCommand(terminal, environment));
    }
    if (type == CompletionCommand.class) {
      return type.cast(new CompletionCommand(terminal));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
