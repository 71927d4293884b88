package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.document.JsonDocument;
import dev.slipway.document.Node;
import dev.slipway.intake.configuration.Configuration;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  private static final String EXAMPLE = Projects.ROOT.resolve("examples/omni-chat").toString();

  @ParameterizedTest
  @ValueSource(
      strings = {"design", "compare", "explain", "blueprint", "init", "doctor", "completion"})
  void everyCommandHasHelpWithExamples(String command) {
    Invocation help = Invocation.of(command, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Usage: slipway " + command).contains("Examples:");
  }

  @Test
  void theHelpListsEveryExitCode() {
    String help = Invocation.of("--help").out();

    for (ExitCode code : ExitCode.values()) {
      assertThat(help).containsIgnoringCase(code.code() + "  " + code.meaning());
    }
  }

  @Test
  void withoutACommandItIsMisuse() {
    assertThat(Invocation.of().exitCode()).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void theConfigurationThatInitPrintsIsValidAndDecidesNothing() {
    var configuration = Configuration.read("slipway.yaml", Invocation.of("init").out());

    assertThat(configuration.diagnostics()).isEmpty();
    assertThat(configuration.value().claims()).isEmpty();
  }

  @Test
  void schemasAreJson() {
    for (String[] arguments : new String[][] {{"init", "--schema"}, {"blueprint", "--schema"}}) {
      Node schema =
          JsonDocument.read("schema", Invocation.of(arguments).out()).value().orElseThrow();
      assertThat(schema.text("$schema")).contains("https://json-schema.org/draft/2020-12/schema");
    }
  }

  @Test
  void theBlueprintIsPrintedAsJson() {
    Invocation run = Invocation.of("blueprint", EXAMPLE);

    Node blueprint = JsonDocument.read("blueprint", run.out()).value().orElseThrow();
    assertThat(blueprint.at("project", "name").flatMap(Node::text)).isPresent();
  }

  @Test
  void theAnswerAsDataIsOneJsonDocument(@TempDir Path out) {
    Invocation run = Invocation.of("design", EXAMPLE, "--out", out.toString(), "--output", "json");

    Node answer = JsonDocument.read("answer", run.out()).value().orElseThrow();
    assertThat(answer.text("exitCode")).contains(Integer.toString(run.exitCode()));
    assertThat(answer.text("digest").orElseThrow()).startsWith("sha256:");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aDryRunWritesNothing(@TempDir Path out) {
    Invocation run = Invocation.of("design", EXAMPLE, "--out", out.toString(), "--dry-run");

    assertThat(run.out()).contains("terraform/main.tf");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void theDirectoryOptionMovesEverything(@TempDir Path out) {
    Invocation run =
        Invocation.of(
            "design",
            "omni-chat",
            "-C",
            Projects.ROOT.resolve("examples").toString(),
            "--out",
            out.toString());

    assertThat(run.exitCode()).as(run.err()).isIn(0, 3);
    assertThat(out.resolve("terraform/main.tf")).exists();
  }

  @Test
  void sourcesAreShownWithTheirPlaces() {
    Invocation run =
        Invocation.of("design", EXAMPLE, "--show-sources", "--set", "objectives.availability=99.5");

    assertThat(run.out())
        .containsPattern("budget.monthly: 500\\n\\s+decision record docs/adr/ADR-001[^:]*:\\d+")
        .containsPattern("objectives.availability: 99.5\\n\\s+command line")
        .containsPattern("over 99.9 \\(docs/adr/ADR-001");
  }

  @Test
  void aLineOfTheDesignIsExplainedDownToTheRecord() {
    Invocation run = Invocation.of("explain", "google_sql_database_instance.main", EXAMPLE);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("docs/adr/ADR-001-omni-chat-architecture.md:")
        .contains("PostgreSQL 16")
        .contains("would change it");
  }

  @Test
  void aMisspelledAddressIsAnsweredWithTheOneThatWasMeant() {
    Invocation run = Invocation.of("explain", "google_sql_database_instance.mian", EXAMPLE);

    assertThat(run.exitCode()).isEqualTo(ExitCode.PROBLEMS.code());
    assertThat(run.err()).contains("google_sql_database_instance.main");
  }

  @Test
  void doctorFindsJavaAndSaysWhatIsMissing() {
    Invocation run = Invocation.of("doctor", "--output", "json");

    Node report = JsonDocument.read("report", run.out()).value().orElseThrow();
    assertThat(report.text("java").orElseThrow()).startsWith("25");
    assertThat(report.get("tools").orElseThrow().items()).hasSize(OutsideTool.ALL.size());
  }

  @Test
  void theCompletionScriptKnowsTheCommands() {
    assertThat(Invocation.of("completion").out()).contains("design").contains("--show-sources");
  }
}
