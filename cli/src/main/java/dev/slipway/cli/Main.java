package dev.slipway.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** Entry point: arguments to an exit code. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    // Not through the parser: a version is asked for by scripts, and they should not wait for it.
    if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
      System.out.println(Version.generator());
      return;
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int code =
        run(
            arguments,
            new Surroundings(
                Terminal.of(out, err, System.getenv()),
                System.getenv(),
                LocalDate.now(ZoneOffset.UTC)));
    out.flush();
    err.flush();
    // Not System.exit, which starts Java's logging first. Nothing waits for the end of the JVM.
    Runtime.getRuntime().halt(code);
  }

  /** Runs one command; everything it prints goes to the terminal given. */
  static int run(String[] arguments, Surroundings surroundings) {
    Optional<PlainArguments> plain = PlainArguments.read(arguments);
    if (plain.isPresent()) {
      CheckAhead.begin(plain.get().paths());
      try {
        return CheckCommand.of(plain.get(), surroundings).call();
      } catch (ParameterException misuse) {
        return parsed(arguments, surroundings); // which says it with the usage
      } catch (Exception failure) {
        return new Failures(surroundings.terminal()).report(failure);
      }
    }
    return parsed(arguments, surroundings);
  }

  /** As {@link #run}, with all arguments read by picocli. */
  static int parsed(String[] arguments, Surroundings surroundings) {
    return commandLine(surroundings, arguments).execute(arguments);
  }

  /** The parser for these arguments; without any it knows every command. */
  static CommandLine commandLine(Surroundings surroundings, String... arguments) {
    Terminal terminal = surroundings.terminal();
    CommandLine commandLine =
        new CommandLine(new SlipwayCommand(), new CommandFactory(surroundings));
    SlipwayCommand.commands(arguments).forEach(commandLine::addSubcommand);
    commandLine.setOut(new java.io.PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    commandLine.setErr(new java.io.PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    commandLine.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.color() ? Ansi.ON : Ansi.OFF));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler(new Misuse(terminal));
    commandLine.setExecutionExceptionHandler(
        (exception, command, result) -> new Failures(terminal).report(exception));
    return commandLine;
  }
}
