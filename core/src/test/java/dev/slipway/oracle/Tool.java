package dev.slipway.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * An outside program that tests trust over ourselves. Where it is absent the test is skipped with a
 * message, and fails when the environment variable {@code CI} is {@code true}.
 */
public final class Tool {

  private static final long PATIENCE_SECONDS = 120;

  private final Path program;

  private Tool(Path program) {
    this.program = program;
  }

  /** What a run printed. */
  public record Result(int exitCode, String output) {}

  /** The program of this name on the search path; skips or fails the test without it. */
  public static Tool require(String name) {
    Optional<Path> found = find(name);
    if (found.isEmpty()) {
      missing(name + " is not installed: this test compares with it");
    }
    return new Tool(found.orElseThrow());
  }

  /** Skips the test with this reason, or fails it in CI. */
  public static void missing(String reason) {
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(reason);
    }
    Assumptions.abort(reason);
  }

  public static Optional<Path> find(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String folder : path.split(java.io.File.pathSeparator, -1)) {
      Path candidate = Path.of(folder.isEmpty() ? "." : folder, name);
      if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Runs the program in {@code folder}; output and errors together. */
  public Result run(Path folder, String... arguments) {
    return run(folder, Map.of(), "", arguments);
  }

  /** As {@link #run(Path, String...)} with more environment variables and an input. */
  public Result run(
      Path folder, Map<String, String> environment, String input, String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile("tool", ".out");
      Path in = Files.createTempFile("tool", ".in");
      Files.writeString(in, input);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(in.toFile())
              .redirectOutput(output.toFile());
      builder.environment().remove("TF_CLI_CONFIG_FILE");
      builder.environment().put("CHECKPOINT_DISABLE", "1");
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Assertions.fail(program + " did not end within " + PATIENCE_SECONDS + " s");
      }
      return new Result(
          process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Assertions.fail(stopped);
    }
  }
}
