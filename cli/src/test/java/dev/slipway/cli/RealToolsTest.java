package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other people's tools say of the examples' designs. */
class RealToolsTest {

  private static final long PATIENCE_MINUTES = 5;

  static Stream<Path> examples() throws IOException {
    return Projects.examples();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void terraformFindsNothingToFormat(Path example, @TempDir Path folder) throws Exception {
    Path terraform = design(example, folder).resolve("terraform");

    Answer answer = run("terraform", terraform, List.of("fmt", "-check", "-recursive", "-diff"));

    assertThat(answer.text()).isEmpty();
    assertThat(answer.exitCode()).isZero();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void checkovFindsNothingThatIsNotWaivedWithAReason(Path example, @TempDir Path folder)
      throws Exception {
    Path design = design(example, folder);

    Answer answer =
        run(
            "checkov",
            design,
            List.of(
                "-d",
                ".",
                "--compact",
                "--quiet",
                "--skip-download",
                "--framework",
                "terraform",
                "dockerfile",
                "github_actions"));

    assertThat(answer.exitCode()).as(answer.text()).isZero();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void actionlintAcceptsTheWorkflows(Path example, @TempDir Path folder) throws Exception {
    Path workflows = design(example, folder).resolve(".github/workflows");
    List<String> files = new ArrayList<>(List.of("-shellcheck=", "-pyflakes="));
    files.addAll(names(workflows, ".yml"));

    Answer answer = run("actionlint", workflows, files);

    assertThat(answer.exitCode()).as(answer.text()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws", "azure"})
  void checkovFindsNothingOnTheOtherCloudsEither(String cloud) throws Exception {
    Path designs = Projects.ROOT.resolve("designs").resolve(cloud);

    Answer answer =
        run(
            "checkov",
            designs,
            List.of(
                "-d",
                ".",
                "--compact",
                "--quiet",
                "--skip-download",
                "--framework",
                "terraform",
                "github_actions"));

    assertThat(answer.exitCode()).as(answer.text()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws", "azure"})
  void terraformAndActionlintAcceptTheOtherClouds(String cloud) throws Exception {
    Path designs = Projects.ROOT.resolve("designs").resolve(cloud);
    List<String> workflows = new ArrayList<>(List.of("-shellcheck=", "-pyflakes="));
    workflows.addAll(names(designs, ".yml"));

    Answer format = run("terraform", designs, List.of("fmt", "-check", "-recursive", "-diff"));
    Answer lint = run("actionlint", designs, workflows);

    assertThat(format.text()).isEmpty();
    assertThat(lint.exitCode()).as(lint.text()).isZero();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void hadolintAcceptsTheDockerfiles(Path example, @TempDir Path folder) throws Exception {
    Path design = design(example, folder);
    List<String> files = names(design, "Dockerfile");
    Assumptions.assumeFalse(files.isEmpty(), "this example has no code, so it has no image");

    Answer answer = run("hadolint", design, files);

    assertThat(answer.exitCode()).as(answer.text()).isZero();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theRecordAndTheBlueprintKeepTheirSchemas(Path example, @TempDir Path folder)
      throws Exception {
    Path design = design(example, folder);
    Path schema = folder.resolve("blueprint.schema.json");
    Files.writeString(schema, Invocation.of("blueprint", "--schema").out());

    Answer record =
        run(
            "check-jsonschema",
            design.resolve("docs/infrastructure"),
            List.of(
                "--schemafile", "infrastructure-record.schema.json", "infrastructure-record.json"));
    Answer blueprint =
        run(
            "check-jsonschema",
            design,
            List.of("--schemafile", schema.toString(), ".slipway/blueprint.json"));

    assertThat(record.exitCode()).as(record.text()).isZero();
    assertThat(blueprint.exitCode()).as(blueprint.text()).isZero();
  }

  @Test
  void aReportForCodeScanningMatchesThePublishedSchema(@TempDir Path folder) throws Exception {
    String given = System.getenv().getOrDefault("SARIF_SCHEMA", "");
    if (given.isEmpty()) {
      assertThat(System.getenv("CI")).as("CI has to have SARIF_SCHEMA").isNull();
      Assumptions.abort("SARIF_SCHEMA does not name the schema of SARIF 2.1.0");
    }
    // Its pattern of language names has a bracket too many, which no validator takes.
    String schema =
        Files.readString(Path.of(given))
            .replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^.*$");
    Files.writeString(folder.resolve("schema.json"), schema);
    Projects.write(
        folder,
        "project/main.tf",
        """
        resource "aws_instance" "a b" {
          instnce_type = "t3.micro"
        }

        # slipway:waive SLIP-AWS-S3-PUBLIC-ACL owner=web until=2026-12-31 reason="a public site"
        resource "aws_s3_bucket_acl" "site" {
          bucket = "site"
          acl    = "public-read"
        }
        """);
    Projects.write(
        folder, "project/Dockerfile", "FROM debian:latest\nADD https://example.org/x /\n");
    Invocation check =
        Invocation.of("check", "--output", "sarif", folder.resolve("project").toString());
    Files.writeString(folder.resolve("report.sarif"), check.out());

    Answer answer =
        run("check-jsonschema", folder, List.of("--schemafile", "schema.json", "report.sarif"));

    assertThat(check.out()).contains("suppressions", "SLIP-TF-ARGUMENT-UNKNOWN");
    assertThat(answer.exitCode()).as(answer.text()).isZero();
  }

  private static Path design(Path example, Path folder) throws IOException {
    Path out = Files.createDirectories(folder.resolve("out"));
    assertThat(Invocation.of("design", example.toString(), "--out", out.toString()).exitCode())
        .isIn(0, 3);
    return out;
  }

  private static List<String> names(Path folder, String part) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> !name.startsWith(".slipway"))
          .filter(name -> Path.of(name).getFileName().toString().contains(part))
          .filter(name -> !name.endsWith(".dockerignore"))
          .sorted()
          .toList();
    }
  }

  /** What a tool said. */
  private record Answer(int exitCode, String text) {}

  private static Answer run(String tool, Path folder, List<String> arguments) throws Exception {
    Optional<Path> program = find(tool);
    if (program.isEmpty()) {
      String reason = tool + " is not installed";
      assertThat(System.getenv("CI")).as(reason + ", and CI has to have it").isNull();
      Assumptions.abort(reason);
    }
    List<String> command = new ArrayList<>(List.of(program.get().toString()));
    command.addAll(arguments);
    Path output = Files.createTempFile("slipway", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
      builder.environment().remove("TF_CLI_CONFIG_FILE");
      Process process = builder.redirectOutput(output.toFile()).start();
      assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
      return new Answer(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }

  private static Optional<Path> find(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder).resolve(tool))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
