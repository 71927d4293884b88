package dev.slipway.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, so that each gets the terminal and the environment it was started in. */
final class CommandFactory implements IFactory {

  private final Surroundings surroundings;

  CommandFactory(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == DesignCommand.class) {
      return type.cast(new DesignCommand(surroundings));
    }
    if (type == CompareCommand.class) {
      return type.cast(new CompareCommand(surroundings));
    }
    if (type == CheckCommand.class) {
      return type.cast(new CheckCommand(surroundings));
    }
    if (type == SchemaCommand.ImportCommand.class) {
      return type.cast(new SchemaCommand.ImportCommand(surroundings.terminal()));
    }
    if (type == ExplainCommand.class) {
      return type.cast(new ExplainCommand(surroundings));
    }
    if (type == BlueprintCommand.class) {
      return type.cast(new BlueprintCommand(surroundings));
    }
    if (type == InitCommand.class) {
      return type.cast(new InitCommand(surroundings.terminal()));
    }
    if (type == DoctorCommand.class) {
      return type.cast(new DoctorCommand(surroundings.terminal(), surroundings.environment()));
    }
    if (type == CompletionCommand.class) {
      return type.cast(new CompletionCommand(surroundings.terminal()));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
