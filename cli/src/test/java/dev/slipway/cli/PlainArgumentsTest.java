package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainArgumentsTest {

  @TempDir private Path project;

  @BeforeEach
  void isARepositoryWithAFault() throws IOException {
    Files.createDirectory(project.resolve(".git"));
    Projects.write(
        project,
        "main.tf",
        """
        resource "aws_s3_bucket_acl" "logs" {
          bucket = "logs"
          acl    = "public-read"
          akl    = 1
        }
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "check DIR",
        "check DIR DIR/main.tf",
        "check --quiet DIR",
        "check -q -v DIR",
        "check --quiet --quiet DIR",
        "check --only validity DIR",
        "check --only=validity DIR",
        "check --only validity,policy DIR",
        "check --only validity --only secret DIR",
        "check --only VALIDITY DIR",
        "check --only validty DIR",
        "check --only validity, DIR",
        "check --only",
        "check --output json DIR",
        "check --output=sarif DIR",
        "check --output json --output json DIR",
        "check --output xml DIR",
        "check --fail-on warning DIR",
        "check --fail-on=note --no-color DIR",
        "check --quiet=true DIR",
        "check --quiet=false DIR",
        "check -qv DIR",
        "check DIR/nothing-here",
        "check @arguments",
        "check -- DIR",
        "check --list-rules",
        "check --unknown DIR",
        "check --watch=x DIR",
        "check --write DIR",
        "check --help",
        "chek DIR"
      })
  void meanTheSameWithAndWithoutTheParser(String line) {
    String[] arguments = line.replace("DIR", project.toString()).split(" ", -1);

    Invocation plain = Invocation.of(arguments);
    Invocation parsed = Invocation.parsed(arguments);

    assertThat(plain.exitCode()).isEqualTo(parsed.exitCode());
    assertThat(plain.out()).isEqualTo(parsed.out());
    assertThat(plain.err()).isEqualTo(parsed.err());
  }

  @Test
  void areReadWhereTheyAreTheUsualOnes() {
    assertThat(PlainArguments.read("check", "--only", "validity", "--quiet", "."))
        .hasValueSatisfying(a -> assertThat(a.paths()).isEqualTo(List.of(Path.of("."))));
    assertThat(PlainArguments.read("check", "--fix", ".")).isEmpty();
    assertThat(PlainArguments.read("design", ".")).isEmpty();
    assertThat(PlainArguments.read()).isEmpty();
  }
}
