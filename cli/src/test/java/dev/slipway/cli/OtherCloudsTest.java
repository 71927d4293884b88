package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples on AWS and Azure are committed under {@code designs}; this keeps them fresh. {@code
 * -Dgoldens=write} renews them.
 */
class OtherCloudsTest {

  private static final List<String> CLOUDS = List.of("aws", "azure");

  static Stream<Arguments> designs() throws IOException {
    List<Arguments> all = new ArrayList<>();
    for (Path example : Projects.examples().toList()) {
      CLOUDS.forEach(cloud -> all.add(Arguments.of(cloud, example)));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void theCommittedDesignIsWhatARunMakes(String cloud, Path example, @TempDir Path folder)
      throws IOException {
    Path committed = Projects.ROOT.resolve("designs").resolve(cloud).resolve(example.getFileName());
    Path out = Files.createDirectories(folder.resolve("out"));

    Invocation run =
        Invocation.of("design", example.toString(), "--cloud", cloud, "--out", out.toString());

    assertThat(run.exitCode()).as(run.err()).isIn(0, 3);
    if (System.getProperty("goldens", "").equals("write")) {
      Projects.replace(out, committed);
    }
    assertThat(committed).as("run the tests with -Dgoldens=write and commit").exists();
    assertThat(Projects.contents(out))
        .as("run the tests with -Dgoldens=write and look at the difference")
        .isEqualTo(Projects.contents(committed));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void nothingOfAnotherCloudIsLeftIn(String cloud, Path example, @TempDir Path folder)
      throws IOException {
    Path out = Files.createDirectories(folder.resolve("out"));
    Invocation.of("design", example.toString(), "--cloud", cloud, "--out", out.toString());
    // A resource's type, and not the name of a secret such as google_api_key.
    String google = "(?:resource|data) \"google_|(?<![\\w.\"-])google_";
    List<String> foreign =
        cloud.equals("aws")
            ? List.of(google, "azurerm_", "gcloud ", "az containerapp")
            : List.of(google, "\"aws_", "gcloud ", "aws ecs");

    for (Map.Entry<String, String> file : Projects.contents(out).entrySet()) {
      if (file.getKey().endsWith(".tf")
          || file.getKey().endsWith(".yml")
          || file.getKey().endsWith("RUNBOOK.md")) {
        assertThat(foreign)
            .as(file.getKey())
            .noneMatch(pattern -> Pattern.compile(pattern).matcher(file.getValue()).find());
      }
    }
  }

  @Test
  void theSameProjectMeetsTheSameObjectivesOnEachCloud(@TempDir Path folder) throws IOException {
    Path example = Projects.ROOT.resolve("examples/omni-chat");
    List<String> objectives = new ArrayList<>();
    for (String cloud : List.of("gcp", "aws", "azure")) {
      Path out = Files.createDirectories(folder.resolve(cloud));
      Invocation.of("design", example.toString(), "--cloud", cloud, "--out", out.toString());
      String blueprint = Files.readString(out.resolve(".slipway/blueprint.json"));
      objectives.add(
          blueprint
              .lines()
              .dropWhile(line -> !line.startsWith("  \"objectives\""))
              .takeWhile(line -> !line.startsWith("  }"))
              .toList()
              .toString());
      assertThat(blueprint).contains("\"highAvailability\": true");
    }
    assertThat(objectives.getFirst()).contains("availability");
    assertThat(objectives).containsOnly(objectives.getFirst());
  }
}
