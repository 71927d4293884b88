package dev.slipway.cli;

import dev.slipway.check.report.Kind;
import dev.slipway.diagnostic.Severity;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The usual arguments of {@code slipway check}, read without picocli: to describe one command to it
 * takes longer than to check a small project. What is not plain is left to it.
 *
 * @param only empty for all
 */
record PlainArguments(
    List<Path> paths,
    List<Kind> only,
    CheckCommand.Output output,
    Severity threshold,
    boolean quiet,
    boolean verbose,
    boolean noColor) {

  /** What these arguments mean; empty where picocli has to be asked. */
  static Optional<PlainArguments> read(String... arguments) {
    if (arguments.length == 0 || !arguments[0].equals("check")) {
      return Optional.empty();
    }
    Reading reading = new Reading(arguments);
    return reading.run() ? Optional.of(reading.result()) : Optional.empty();
  }

  private static final class Reading {

    private final String[] arguments;
    private final List<Path> paths = new ArrayList<>();
    private final List<Kind> only = new ArrayList<>();
    private CheckCommand.@Nullable Output output;
    private @Nullable Severity threshold;
    private boolean quiet;
    private boolean verbose;
    private boolean noColor;
    private int next = 1;

    Reading(String[] arguments) {
      this.arguments = arguments;
    }

    boolean run() {
      while (next < arguments.length) {
        String argument = arguments[next++];
        if (!(argument.startsWith("-") ? option(argument) : path(argument))) {
          return false;
        }
      }
      return true;
    }

    PlainArguments result() {
      return new PlainArguments(
          paths,
          only,
          output == null ? CheckCommand.Output.TEXT : output,
          threshold == null ? Severity.ERROR : threshold,
          quiet,
          verbose,
          noColor);
    }

    /** Files of arguments begin with an at sign. */
    private boolean path(String argument) {
      if (argument.isEmpty() || argument.startsWith("@")) {
        return false;
      }
      try {
        return paths.add(Path.of(argument));
      } catch (InvalidPathException impossible) {
        return false;
      }
    }

    /** What is said twice is left to picocli, which refuses most of it. */
    private boolean option(String argument) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      return switch (name) {
        case "-q", "--quiet" -> equals < 0 && !quiet && (quiet = true);
        case "-v", "--verbose" -> equals < 0 && !verbose && (verbose = true);
        case "--no-color" -> equals < 0 && !noColor && (noColor = true);
        case "--only" -> only.isEmpty() && kinds(value(argument, equals));
        case "--output" -> output == null && output(value(argument, equals));
        case "--fail-on" -> threshold == null && threshold(value(argument, equals));
        default -> false;
      };
    }

    private String value(String argument, int equals) {
      if (equals >= 0) {
        return argument.substring(equals + 1);
      }
      return next < arguments.length ? arguments[next++] : "";
    }

    private boolean kinds(String text) {
      for (String word : text.split(",", -1)) {
        Kind kind = constant(Kind.values(), word);
        if (kind == null) {
          return false;
        }
        only.add(kind);
      }
      return true;
    }

    private boolean output(String word) {
      output = constant(CheckCommand.Output.values(), word);
      return output != null;
    }

    private boolean threshold(String word) {
      threshold = constant(Severity.values(), word);
      return threshold != null;
    }

    private static <E extends Enum<E>> @Nullable E constant(E[] constants, String word) {
      for (E constant : constants) {
        if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
          return constant;
        }
      }
      return null;
    }
  }
}
