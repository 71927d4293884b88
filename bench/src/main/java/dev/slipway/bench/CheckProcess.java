package dev.slipway.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Times {@code slipway check}, {@code terraform validate} and {@code checkov} on the same folder,
 * whole processes, in turn: each round starts every program once, so that a machine that gets
 * slower meanwhile is slower for all.
 *
 * <p>Arguments: the folder of a Terraform program that uses the aws provider, and the folder with
 * the provider's plugin. The program is copied and initialized first.
 */
public final class CheckProcess {

  private static final int ROUNDS = 11;
  private static final double NANOS_PER_MILLI = 1e6;

  private CheckProcess() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path program = Path.of(arguments[0]);
    Path scratch = Files.createTempDirectory("slipway-bench");
    Path copy = copy(program, scratch.resolve("program"));
    run(copy, List.of("terraform", "init", "-backend=false", "-plugin-dir=" + arguments[1]));
    String slipway = Path.of("slipway").toAbsolutePath().toString();
    Map<String, List<String>> commands = new TreeMap<>();
    commands.put(
        "a. slipway check --only validity",
        List.of(slipway, "check", "--only", "validity", "--quiet", "."));
    commands.put("b. slipway check", List.of(slipway, "check", "--quiet", "."));
    commands.put("c. terraform validate", List.of("terraform", "validate"));
    if (onPath("checkov")) {
      commands.put(
          "d. checkov",
          List.of("checkov", "-d", ".", "--quiet", "--compact", "--framework", "terraform"));
    }
    print(rounds(copy, commands));
  }

  private static boolean onPath(String program) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static Map<String, List<Long>> rounds(Path folder, Map<String, List<String>> commands)
      throws IOException, InterruptedException {
    Map<String, List<Long>> times = new TreeMap<>();
    for (int round = -2; round < ROUNDS; round++) {
      for (Map.Entry<String, List<String>> command : commands.entrySet()) {
        long begin = System.nanoTime();
        run(folder, command.getValue());
        long took = System.nanoTime() - begin;
        if (round >= 0) {
          times.computeIfAbsent(command.getKey(), k -> new ArrayList<>()).add(took);
        }
      }
    }
    return times;
  }

  private static void print(Map<String, List<Long>> times) {
    double first = median(times.values().iterator().next());
    times.forEach((name, list) ->
        System.out.printf(
            Locale.ROOT,
            "%-36s median %8.1f ms   min %8.1f   max %8.1f   %6.1f x the first%n",
            name,
            median(list),
            list.stream().mapToLong(Long::longValue).min().orElse(0) / NANOS_PER_MILLI,
            list.stream().mapToLong(Long::longValue).max().orElse(0) / NANOS_PER_MILLI,
            median(list) / first));
  }

  private static double median(List<Long> times) {
    List<Long> sorted = times.stream().sorted().toList();
    return sorted.get(sorted.size() / 2) / NANOS_PER_MILLI;
  }

  private static void run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    builder.environment().remove("TF_CLI_CONFIG_FILE");
    builder.start().waitFor();
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return to;
  }
}
