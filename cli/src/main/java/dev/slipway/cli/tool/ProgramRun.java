package dev.slipway.cli.tool;

import dev.slipway.cli.tool.OutsideCheck.Answer;
import dev.slipway.cli.tool.OutsideCheck.Unreadable;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program, held to a time and to an amount of output. It gets no input, and what it
 * prints goes to files, so that no child that lives on holds up who reads it.
 */
final class ProgramRun {

  private static final long MOST_OUTPUT = 16 << 20;
  private static final long LOOK_MILLISECONDS = 50;

  /** It took too long; another run of it would too. */
  static final class TooSlow extends Exception {
    private static final long serialVersionUID = 1;

    TooSlow(Duration limit) {
      super("it took longer than " + spoken(limit), null, false, false);
    }

    private static String spoken(Duration limit) {
      return limit.toSeconds() < 60
          ? limit.toSeconds() + " seconds"
          : limit.toMinutes() + " minutes";
    }
  }

  private ProgramRun() {}

  static Answer of(List<String> command, Path folder, SearchPath path, Duration limit)
      throws IOException, InterruptedException, Unreadable, TooSlow {
    Path out = Files.createTempFile("slipway", ".out");
    Path err = Files.createTempFile("slipway", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      builder.environment().put("PATH", path.toString());
      Process process = builder.start();
      try {
        await(process, out, err, limit);
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      return new Answer(process.exitValue(), text(out), text(err));
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  private static void await(Process process, Path out, Path err, Duration limit)
      throws IOException, InterruptedException, Unreadable, TooSlow {
    long start = System.nanoTime();
    boolean ended = false;
    while (!ended) {
      ended = process.waitFor(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
      if (Files.size(out) > MOST_OUTPUT || Files.size(err) > MOST_OUTPUT) {
        throw new Unreadable("it printed more than " + (MOST_OUTPUT >> 20) + " MiB");
      }
      if (!ended && System.nanoTime() - start > limit.toNanos()) {
        throw new TooSlow(limit);
      }
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
