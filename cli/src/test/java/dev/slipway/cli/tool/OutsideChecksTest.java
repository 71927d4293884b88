package dev.slipway.cli.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Span;
import dev.slipway.source.PartialSourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that do what no program should, and repositories that would like to be run. */
@Timeout(60)
class OutsideChecksTest {

  private static final String ESCAPE = "\u001b";

  @TempDir private Path folder;
  private Path project;
  private Path bin;

  @BeforeEach
  void aProjectAndAFolderOfPrograms() throws IOException {
    project = Files.createDirectories(folder.resolve("project"));
    bin = Files.createDirectories(folder.resolve("bin"));
    Files.writeString(project.resolve("main.tf"), "locals {\n  a = 1\n}\n");
    Files.writeString(project.resolve("Dockerfile"), "FROM scratch\n");
  }

  private static void program(Path place, String... lines) throws IOException {
    Files.createDirectories(place.getParent());
    Files.writeString(place, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private OutsideChecks.Found ask(String name, String path) {
    OutsideChecks checks =
        new OutsideChecks(project, Map.of("PATH", path + ":/usr/bin:/bin"), Duration.ofSeconds(2));
    return checks.run(List.of(name), PartialSourceTree.open(project, List.of(""), List.of()));
  }

  private OutsideChecks.Found ask(String name) {
    return ask(name, bin.toString());
  }

  private void saysNothing(OutsideChecks.Found found, String why) {
    assertThat(found.findings()).isEmpty();
    assertThat(found.skipped()).singleElement().asString().contains(why);
  }

  @Test
  void oneThatNeverEndsAndIgnoresRequestsToIsEnded() throws IOException {
    program(bin.resolve("checkov"), "trap '' TERM INT HUP", "while true; do sleep 1; done");

    saysNothing(ask("checkov"), "it took longer than 2 seconds");
  }

  @Test
  void oneThatNeverEndsIsNotAskedAgainForEachFolder() throws IOException {
    for (String name : List.of("a", "b", "c", "d")) {
      Path module = Files.createDirectories(project.resolve(name));
      Files.writeString(module.resolve("main.tf"), "locals {\n}\n");
    }
    program(bin.resolve("tflint"), "sleep 100");
    long start = System.nanoTime();

    OutsideChecks.Found found = ask("tflint");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    assertThat(found.skipped()).hasSize(2).last().asString().contains("not asked about 4 more");
  }

  @Test
  void childrenThatLiveOnDoNotHoldItUp() throws IOException {
    program(bin.resolve("checkov"), "sleep 30 &", "echo '{}'");
    long start = System.nanoTime();

    assertThat(ask("checkov").skipped()).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void oneThatPrintsWithoutEndIsEnded() throws IOException {
    program(bin.resolve("checkov"), "exec yes");
    saysNothing(ask("checkov"), "MiB");

    program(bin.resolve("checkov"), "exec yes >&2");
    saysNothing(ask("checkov"), "MiB");
  }

  @Test
  void whatIsNoJsonIsSaidInPlainText() throws IOException {
    program(bin.resolve("checkov"), "printf '\\033[2J\\007 \\377\\376 {{{ no'", "exit 77");

    OutsideChecks.Found found = ask("checkov");

    saysNothing(found, "exit code 77");
    assertThat(found.skipped().getFirst()).doesNotContain(ESCAPE, "\u0007");
  }

  @Test
  void numbersThatAreNoneAndTextsThatDriveATerminalAreTaken() throws IOException {
    program(
        bin.resolve("checkov"),
        "cat <<'EOF'",
        "{\"results\": {\"failed_checks\": [{\"check_id\": \"CKV\\u001b[31m\\n1\", \"check_name\":"
            + " \"\\u001b]0;x\\u0007a\\nb\", \"resource\": \"a\\u001b\", \"file_path\":"
            + " \"/main.tf\", \"file_line_range\": [99999999999, -1]}, 7, null, []]}}",
        "EOF");

    assertThat(ask("checkov").findings())
        .isNotEmpty()
        .allSatisfy(finding ->
            assertThat(finding.code() + finding.summary() + finding.address().orElse(""))
                .doesNotContain(ESCAPE, "\u0007", "\n"));
  }

  @Test
  void placesOutsideOfTheProjectAreLeftOutAndCounted() throws IOException {
    program(
        bin.resolve("hadolint"),
        "echo '[{\"file\": \"../../etc/passwd\", \"line\": 1, \"column\": 1, \"code\": \"DL1\"},"
            + " {\"file\": \"./a/../Dockerfile\", \"line\": 0, \"column\": -4, \"code\":"
            + " \"DL2\"}]'");

    OutsideChecks.Found found = ask("hadolint");

    assertThat(found.findings()).extracting(Diagnostic::code).containsExactly("hadolint/DL2");
    assertThat(found.findings().getFirst().span().map(Span::file)).contains("Dockerfile");
    assertThat(found.skipped()).singleElement().asString().contains("1 finding");
  }

  @Test
  void moreFindingsThanAnybodyReadsAreCut() throws IOException {
    program(
        bin.resolve("hadolint"),
        "echo '['",
        "seq 1 100000 | sed 's/.*/{\"file\":\"Dockerfile\",\"line\":&,\"code\":\"DL&\"},/'",
        "echo '{}]'");

    OutsideChecks.Found found = ask("hadolint");

    assertThat(found.findings()).hasSize(10_000);
    assertThat(found.skipped()).singleElement().asString().contains("10000");
  }

  @Test
  void aProgramOfTheCheckedProjectIsNeverRun() throws IOException {
    Path ran = folder.resolve("ran");
    Path inside = project.resolve("bin");
    program(inside.resolve("checkov"), "touch " + ran, "echo '{}'");

    saysNothing(ask("checkov", inside.toString()), "not installed");
    saysNothing(ask("checkov", "bin:.:./bin:"), "not installed");
    Path link = Files.createSymbolicLink(folder.resolve("link"), inside);
    saysNothing(ask("checkov", link.toString()), "not installed");
    assertThat(ran).doesNotExist();
  }

  @Test
  void aProgramDoesNotFindOthersInTheCheckedProject() throws IOException {
    Path ran = folder.resolve("ran");
    program(project.resolve("git"), "touch " + ran);
    program(bin.resolve("checkov"), "git --version >/dev/null 2>&1", "echo '{}'");

    ask("checkov", bin + ":.:" + project);

    assertThat(ran).doesNotExist();
  }

  @Test
  void aConfigurationThatWouldRunCodeOfTheProjectKeepsAProgramFromBeingAsked() throws IOException {
    Path ran = folder.resolve("ran");
    for (String name : List.of("checkov", "tflint", "trivy")) {
      program(bin.resolve(name), "touch " + ran, "echo '{}'");
    }
    Files.writeString(project.resolve(".checkov.yaml"), "\"external\\x2dchecks-dir\": [checks]\n");
    Files.writeString(project.resolve(".tflint.hcl"), "config {\n  plugin_dir = \"./p\"\n}\n");
    Files.writeString(project.resolve("trivy.yaml"), "module:\n  dir: ./modules\n");

    saysNothing(ask("checkov"), ".checkov.yaml");
    saysNothing(ask("tflint"), ".tflint.hcl");
    saysNothing(ask("trivy"), "trivy.yaml");
    Files.delete(project.resolve(".tflint.hcl"));
    Files.createDirectories(project.resolve(".tflint.d/plugins"));
    saysNothing(ask("tflint"), ".tflint.d");
    assertThat(ran).doesNotExist();
  }

  @Test
  void aHarmlessConfigurationDoesNot() throws IOException {
    program(bin.resolve("checkov"), "echo '{}'");
    Files.writeString(project.resolve(".checkov.yaml"), "skip-check:\n  - CKV_AWS_1\n");

    assertThat(ask("checkov").skipped()).isEmpty();
  }

  @Test
  void fileNamesAreNeverOptionsAndManyFilesAreAskedAboutInParts() throws IOException {
    Path said = folder.resolve("said");
    program(bin.resolve("hadolint"), "printf '%s\\n' \"$@\" >> " + said, "echo '[]'");
    List<String> names = new ArrayList<>(List.of("-rf.Dockerfile", "--help.Dockerfile"));
    names.add("a'b\"c $(touch x).Dockerfile");
    for (int i = 0; i < 1_200; i++) {
      names.add("Dockerfile." + "x".repeat(200) + i);
    }
    for (String name : names) {
      Files.writeString(project.resolve(name), "FROM scratch\n");
    }

    assertThat(ask("hadolint").skipped()).isEmpty();

    List<String> lines = Files.readAllLines(said);
    assertThat(lines).contains("./-rf.Dockerfile", "./--help.Dockerfile");
    assertThat(lines.stream().filter(l -> l.startsWith("./"))).hasSize(names.size() + 1);
    assertThat(lines.stream().filter(l -> l.equals("--no-fail"))).hasSizeGreaterThan(1);
  }
}
