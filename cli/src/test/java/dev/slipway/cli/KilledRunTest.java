package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed leaves no half-written tree behind it, whenever it dies. */
class KilledRunTest {

  private static final Path EXAMPLE = Projects.ROOT.resolve("examples/relay");
  private static final int RUNS = 12;

  @TempDir private Path folder;

  @Test
  void theNextRunFindsNothingOrEverything() throws Exception {
    Path whole = Files.createDirectories(folder.resolve("whole"));
    long begin = System.nanoTime();
    assertThat(start(whole).waitFor()).isIn(0, 3);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    TreeMap<String, String> expected = Projects.contents(whole);

    for (int run = 1; run <= RUNS; run++) {
      Path out = Files.createDirectories(folder.resolve("run" + run));
      Process process = start(out);
      // Most of these fall into the last part of the run, where files are written.
      process.waitFor(millis / 2 + millis * run / (2 * RUNS), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      new dev.slipway.bundle.TargetTree(out).recover();

      assertThat(visible(out))
          .as("killed in run " + run)
          .isIn(new TreeMap<String, String>(), expected);
    }
  }

  private static Process start(Path out) throws IOException {
    return ChildProcess.start(List.of(), "design", EXAMPLE.toString(), "--out", out.toString());
  }

  private static TreeMap<String, String> visible(Path out) throws IOException {
    return Projects.contents(out);
  }
}
