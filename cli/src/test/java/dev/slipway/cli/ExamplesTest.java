package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples' outputs are committed; this keeps them fresh. {@code -Dgoldens=write} renews them.
 */
class ExamplesTest {

  static Stream<Path> examples() throws IOException {
    return Projects.examples();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theCommittedDesignIsWhatARunMakes(Path example, @TempDir Path folder) throws IOException {
    if (System.getProperty("goldens", "").equals("write")) {
      assertThat(Invocation.of("design", example.toString()).exitCode()).isIn(0, 3);
    }
    assertThat(example.resolve(".slipway/manifest.json"))
        .as("run the tests with -Dgoldens=write and commit what they write")
        .exists();
    Path project = folder.resolve(example.getFileName());
    Projects.copy(example, project);

    Invocation run = Invocation.of("design", project.toString());

    assertThat(run.exitCode()).as(run.err()).isIn(0, 3);
    assertThat(Projects.contents(project))
        .as("run the tests with -Dgoldens=write and look at the difference")
        .isEqualTo(Projects.contents(example));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aDesignFromScratchIsTheCommittedOne(Path example, @TempDir Path folder) throws IOException {
    Path project = folder.resolve(example.getFileName());
    Projects.copy(example, project);
    Path out = folder.resolve("out");
    Files.createDirectories(out);

    assertThat(Invocation.of("design", project.toString(), "--out", out.toString()).exitCode())
        .isIn(0, 3);

    Projects.contents(out)
        .forEach((path, text) -> assertThat(example.resolve(path)).as(path).exists());
    assertThat(Projects.contents(out).get(".slipway/manifest.json"))
        .isEqualTo(Projects.contents(example).get(".slipway/manifest.json"));
  }
}
