package dev.slipway.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the usual commands on an example, for the launcher: the JVM keeps the classes that they load
 * in its start-up archive.
 */
public final class Rehearsal {

  private static final LocalDate ANY_DAY = LocalDate.of(2026, 1, 1);

  private Rehearsal() {}

  /**
   * Expects the folder of a project, the folder that its design may be written into, and further
   * paths that are checked, such as programs against which every rule has something to say.
   */
  public static void main(String[] arguments) {
    String project = arguments[0];
    String out = arguments[1];
    PrintStream stdout = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(Terminal.of(stdout, stdout, Map.of()), Map.of(), ANY_DAY);
    List<List<String>> commands = new ArrayList<>();
    for (int i = 2; i < arguments.length; i++) {
      commands.add(List.of("check", arguments[i], "--only", "validity", "--quiet"));
      commands.add(List.of("check", arguments[i], "--verbose"));
      commands.add(List.of("check", arguments[i], "--output", "sarif"));
    }
    commands.addAll(
        List.of(
            List.of("design", project, "--out", out),
            List.of("design", project, "--out", out, "--verbose"),
            List.of("design", project, "--out", out, "--dry-run", "--output", "json"),
            List.of("blueprint", project),
            List.of("check", out, project, "--only", "validity", "--quiet"),
            List.of("check", out, project, "--verbose"),
            List.of("check", out, project, "--output", "json"),
            List.of("design", "--help")));
    for (List<String> command : commands) {
      Main.run(command.toArray(String[]::new), surroundings);
    }
  }
}
