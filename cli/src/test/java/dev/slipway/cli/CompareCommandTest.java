package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.document.JsonDocument;
import dev.slipway.document.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareCommandTest {

  private static final String RELAY = Projects.ROOT.resolve("examples/relay").toString();
  private static final String ONE_RECORD = Projects.ROOT.resolve("examples/one-adr").toString();

  @Test
  void theTextHasACloudInEachColumnAndEverySection() {
    Invocation run = Invocation.of("compare", RELAY);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("Google Cloud +Amazon Web Services +Microsoft Azure")
        .contains("In Short", "Cost", "Objectives", "What Becomes What", "Limits")
        .contains("Lost and Gained", "Lock-in", "Effort to Move")
        .contains("Pub/Sub API becomes SNS and SQS APIs");
  }

  @Test
  void theJsonNamesTheChosenCloudAndHoldsAllOfThem() {
    Invocation run = Invocation.of("compare", ONE_RECORD, "--output", "json");
    Node json = JsonDocument.read("out", run.out()).value().orElseThrow();

    assertThat(json.text("chosen")).contains("gcp");
    assertThat(json.text("version")).contains("1");
    assertThat(run.out()).contains("\"cloud\": \"aws\"", "\"cloud\": \"azure\"");
  }

  @Test
  void theMarkdownIsADocument() {
    assertThat(Invocation.of("compare", ONE_RECORD, "--output", "markdown").out())
        .startsWith("# Clouds Compared: ")
        .contains("## Cost", "| --- |");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "markdown"})
  void everyFormIsTheSameEachTime(String output) {
    assertThat(Invocation.of("compare", RELAY, "--output", output).out())
        .isNotEmpty()
        .isEqualTo(Invocation.of("compare", RELAY, "--output", output).out());
  }

  @Test
  void someCloudsOnlyAreComparedWhenNamed() {
    assertThat(Invocation.of("compare", ONE_RECORD, "--clouds", "gcp,aws").out())
        .contains("Amazon Web Services")
        .doesNotContain("Microsoft Azure");
  }

  @Test
  void aCloudThatDoesNotExistIsMisuse() {
    assertThat(Invocation.of("compare", ONE_RECORD, "--clouds", "moon").exitCode())
        .isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void aConfigurationWithErrorsIsReportedAndNothingIsWritten(@TempDir Path folder)
      throws IOException {
    Projects.write(folder, "slipway.yaml", "cloud: moon\n");

    assertThat(Invocation.of("compare", folder.toString()).exitCode())
        .isEqualTo(ExitCode.PROBLEMS.code());
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }
}
