package dev.slipway.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
   * Expects {@code validity}, for the commands that only ask whether Terraform would take a
   * program, or {@code all}; the folder of a project; the folder that its design may be written
   * into; and further paths that are checked, such as programs against which every rule has
   * something to say.
   */
  public static void main(String[] arguments) {
    boolean all = arguments[0].equals("all");
    String project = arguments[1];
    String out = arguments[2];
    List<String> paths = List.of(arguments).subList(3, arguments.length);
    PrintStream stdout = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var _ = LocalDate.now(ZoneOffset.UTC); // as each start does
    Surroundings surroundings =
        new Surroundings(Terminal.of(stdout, stdout, System.getenv()), Map.of(), ANY_DAY);
    for (List<String> command : all ? all(project, out, paths) : validity(paths)) {
      Main.run(command.toArray(String[]::new), surroundings);
    }
  }

  private static List<List<String>> validity(List<String> paths) {
    List<List<String>> commands = new ArrayList<>();
    for (String path : paths) {
      commands.add(List.of("check", path, "--only", "validity", "--quiet"));
      commands.add(List.of("check", path, "--only", "validity", "--output", "json"));
    }
    return commands;
  }

  private static List<List<String>> all(String project, String out, List<String> paths) {
    List<List<String>> commands = new ArrayList<>();
    for (String path : paths) {
      commands.add(List.of("check", path, "--only", "validity", "--quiet"));
      commands.add(List.of("check", path, "--verbose"));
      commands.add(List.of("check", path, "--output", "sarif"));
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
            List.of("check", project, "--only", "validity", "--terraform-version", "1.11.4"),
            List.of("design", "--help")));
    return commands;
  }
}
