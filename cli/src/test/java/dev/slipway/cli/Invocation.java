package dev.slipway.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.BiFunction;

/** One run of the command inside the test's JVM. */
record Invocation(int exitCode, String out, String err) {

  /** The examples hold waivers, which run out. */
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);

  static Invocation of(String... arguments) {
    return run(Main::run, arguments);
  }

  /** As {@link #of}, without the short way for usual arguments. */
  static Invocation parsed(String... arguments) {
    return run(Main::parsed, arguments);
  }

  private static Invocation run(
      BiFunction<String[], Surroundings, Integer> program, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false);
    int code =
        program.apply(
            arguments, new Surroundings(terminal, Map.of("PATH", System.getenv("PATH")), TODAY));
    return new Invocation(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
