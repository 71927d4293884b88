package dev.slipway.cli;

import dev.slipway.diagnostic.Suggestion;
import dev.slipway.emit.report.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Answers a wrong command line with what is wrong in it and where help is, and not with the help.
 */
final class Misuse implements IParameterExceptionHandler {

  private final Terminal terminal;

  Misuse(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    String said = PlainText.of(sentence(failure, command)).replace('\n', ' ');
    terminal.err().println(terminal.red("error") + ": " + said);
    terminal.err().println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE.code();
  }

  private static String sentence(ParameterException failure, CommandLine command) {
    ArgSpec argument = failure.getArgSpec();
    if (failure instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched, command);
    }
    List<String> values = argument == null ? List.of() : values(argument);
    if (values.isEmpty() || failure.getValue() == null) {
      return closed(String.valueOf(failure.getMessage()));
    }
    String word = failure.getValue();
    return "`"
        + word
        + "` is no value of `"
        + name(argument)
        + "`."
        + Suggestion.sentence(word.toLowerCase(Locale.ROOT), values)
        + " It takes "
        + String.join(", ", values)
        + ".";
  }

  private static String unmatched(UnmatchedArgumentException failure, CommandLine command) {
    String word = failure.getUnmatched().isEmpty() ? "" : failure.getUnmatched().getFirst();
    if (!failure.isUnknownOption()) {
      return "There is no command `"
          + word
          + "`."
          + Suggestion.sentence(word, command.getSubcommands().keySet().stream().sorted().toList());
    }
    List<String> names = new ArrayList<>();
    command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
    int sign = word.indexOf('=');
    return "Unknown option: '"
        + word
        + "'."
        + Suggestion.sentence(sign < 0 ? word : word.substring(0, sign), names);
  }

  /** The words that an option takes; none where it takes any. */
  private static List<String> values(ArgSpec argument) {
    List<String> values = new ArrayList<>();
    for (Class<?> type : argument.auxiliaryTypes()) {
      if (type.isEnum()) {
        for (Object constant : type.getEnumConstants()) {
          values.add(String.valueOf(constant).toLowerCase(Locale.ROOT));
        }
      }
    }
    return values;
  }

  private static String name(ArgSpec argument) {
    return argument instanceof CommandLine.Model.OptionSpec option
        ? option.longestName()
        : argument.paramLabel();
  }

  private static String closed(String sentence) {
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }
}
