package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.document.JsonDocument;
import dev.slipway.document.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was not read is not called right. */
class UnreadFilesTest {

  private static final int MEBIBYTE = 1 << 20;
  private static final String KEY = "AKIA" + "Q3EGVZ7LN5RUW2XB";

  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void isARepository() throws IOException {
    project = Files.createDirectories(folder.resolve("project"));
    Files.createDirectory(project.resolve(".git"));
  }

  private Node check(String path) {
    String report = Invocation.of("check", "--output", "json", path).out();
    return JsonDocument.read("report", report).value().orElseThrow();
  }

  private static List<String> notChecked(Node report) {
    return report.get("notChecked").orElseThrow().texts();
  }

  @Test
  void aTerraformFileThatIsTooLargeDoesNotPass() throws IOException {
    Projects.write(project, "big.tf", "# padding\n".repeat(MEBIBYTE / 2));

    Node report = check(project.toString());

    assertThat(report.text("passed")).contains("false");
    assertThat(notChecked(report))
        .singleElement()
        .asString()
        .contains("too large")
        .contains("big.tf");
  }

  @Test
  void aTerraformFileThatIsNotTextDoesNotPass() throws IOException {
    Files.write(project.resolve("a.tf"), "locals { a = 1 }\n".getBytes(StandardCharsets.UTF_16));
    Files.write(
        project.resolve("b.tf"), "# Gr\u00fc\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1));

    Node report = check(project.toString());

    assertThat(report.text("passed")).contains("false");
    assertThat(notChecked(report)).hasSize(2);
  }

  @Test
  void aTerraformFileBehindALinkOutOfTheProjectDoesNotPass() throws IOException {
    Files.writeString(folder.resolve("shared.tf"), "locals {\n  a = 1\n}\n");
    Path link = project.resolve("shared.tf");
    Files.createSymbolicLink(link, folder.resolve("shared.tf"));

    assertThat(check(project.toString()).text("passed")).contains("false");
    Node named = check(link.toString());
    assertThat(named.text("passed")).contains("false");
    assertThat(notChecked(named)).isNotEmpty();
  }

  @Test
  void anotherLargeFileIsNamedAndDoesNotFailTheCheck() throws IOException {
    Projects.write(project, "main.tf", "locals {\n  a = 1\n}\n");
    Projects.write(project, "dump.sql", "insert\n".repeat(MEBIBYTE));

    Node report = check(project.toString());

    assertThat(report.text("passed")).contains("true");
    assertThat(notChecked(report)).singleElement().asString().contains("dump.sql");
  }

  @Test
  void aSecretInAFileOfAMegabyteIsFound() throws IOException {
    Projects.write(project, "dump.sql", "insert\n".repeat(150_000) + "-- " + KEY + "\n");

    Invocation run = Invocation.of("check", project.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.PROBLEMS.code());
    assertThat(run.out()).contains("dump.sql:150001").doesNotContain(KEY);
  }

  @Test
  void whereTheScanForSecretsStoppedIsSaid() throws IOException {
    for (int i = 0; i < 20; i++) {
      Projects.write(
          project, "dump" + (char) ('a' + i) + ".sql", "insert into x\n".repeat(250_000));
    }

    assertThat(notChecked(check(project.toString())))
        .anySatisfy(s -> assertThat(s).contains("looked through for secrets"));
  }
}
