package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same input gives the same bytes, whatever else differs. */
class DeterminismTest {

  private static final Path EXAMPLE = Projects.ROOT.resolve("examples/omni-chat");
  private static final int RUNS = 100;

  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();

  @TempDir private Path folder;

  @AfterEach
  void restore() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }

  @Test
  void aHundredRunsInShuffledFileOrderTwoLocalesAndTwoZonesGiveOneDigest() throws IOException {
    List<Path> files = inputs();
    TreeSet<String> digests = new TreeSet<>();
    for (int run = 0; run < RUNS; run++) {
      // The order in which a file system lists a folder follows the order in which its files were
      // made.
      Collections.shuffle(files, new Random(run));
      Path project = folder.resolve("run" + run).resolve("omni-chat");
      for (Path file : files) {
        Path to = project.resolve(EXAMPLE.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
      Locale.setDefault(Locale.forLanguageTag(run % 2 == 0 ? "tr-TR" : "ar-EG"));
      TimeZone.setDefault(
          TimeZone.getTimeZone(run % 3 == 0 ? "Pacific/Kiritimati" : "America/Adak"));
      Invocation result = Invocation.of("design", project.toString(), "--quiet", "--dry-run");
      assertThat(result.exitCode()).as(result.err()).isIn(0, 3);
      digests.add(result.out().strip());
    }
    assertThat(digests).hasSize(1);
  }

  @Test
  void twoProcessesWithOtherLocalesZonesAndProcessorsWriteTheSameBytes() throws Exception {
    TreeMap<String, String> first =
        inProcess(
            "first",
            "-Duser.language=tr",
            "-Duser.timezone=Pacific/Kiritimati",
            "-XX:ActiveProcessorCount=1");
    TreeMap<String, String> second =
        inProcess(
            "second",
            "-Duser.language=de",
            "-Duser.timezone=America/Adak",
            "-XX:ActiveProcessorCount=2",
            "-Dfile.encoding=ISO-8859-1");

    assertThat(second).isEqualTo(first);
  }

  private TreeMap<String, String> inProcess(String name, String... options) throws Exception {
    Path out = Files.createDirectories(folder.resolve(name));
    Process process =
        ChildProcess.start(List.of(options), "design", EXAMPLE.toString(), "--out", out.toString());
    assertThat(process.waitFor()).isIn(0, 3);
    return Projects.contents(out);
  }

  private static List<Path> inputs() throws IOException {
    Path manifest = EXAMPLE.resolve(".slipway/manifest.json");
    List<String> generated = new ArrayList<>();
    if (Files.exists(manifest)) {
      dev.slipway.bundle.Manifest.parse(Files.readString(manifest))
          .ifPresent(m -> m.files().forEach(f -> generated.add(f.path())));
    }
    List<Path> files = new ArrayList<>();
    for (String path : Projects.contents(EXAMPLE).keySet()) {
      if (!generated.contains(path) && !path.startsWith(".slipway/")) {
        files.add(EXAMPLE.resolve(path));
      }
    }
    return files;
  }
}
