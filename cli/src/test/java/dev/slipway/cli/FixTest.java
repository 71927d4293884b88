package dev.slipway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --fix} shows and writes; nothing is lost, whatever the files are like. */
class FixTest {

  private static final String WRONG =
      "resource \"aws_s3_bucket\" \"b\" {\n  bukcet = \"logs\"\n}\n";
  private static final String RIGHT =
      "resource \"aws_s3_bucket\" \"b\" {\n  bucket = \"logs\"\n}\n";
  private static final String KEY = "AKIA" + "Q3EGVZ7LN5RUW2XB";

  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void isARepository() throws IOException {
    project = Files.createDirectories(folder.resolve("project"));
    Files.createDirectory(project.resolve(".git"));
  }

  private Invocation fix(String... arguments) {
    return Invocation.of(
        Stream.of(List.of("check", "--fix"), List.of(arguments), List.of(project.toString()))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private Path write(String path, String text) throws IOException {
    Projects.write(project, path, text);
    return project.resolve(path);
  }

  private void leavesNoOtherFiles(String... names) throws IOException {
    try (Stream<Path> files = Files.list(project)) {
      assertThat(files.map(f -> f.getFileName().toString()).filter(f -> !f.equals(".git")))
          .containsExactlyInAnyOrder(names);
    }
  }

  @Test
  void theDiffHidesSecretsNearAChangeAndTheFileKeepsThem() throws IOException {
    String text =
        "locals {\n  db_password = \"hunter2-is-long\"\n  key   =  \""
            + KEY
            + "\"\n  url = \"postgres://me:s3cretpw@db/x\"\n}\n";
    Path file = write("main.tf", text);

    Invocation run = fix("--write");

    assertThat(run.out())
        .contains("+  key ")
        .doesNotContain("hunter2-is-long")
        .doesNotContain(KEY)
        .doesNotContain("s3cretpw");
    assertThat(Files.readString(file)).contains("hunter2-is-long", KEY, "s3cretpw");
  }

  @Test
  void theDiffDoesNotDriveTheTerminal() throws IOException {
    Path file = write("main.tf", "# \u001b[2J\u0007 \u009b31m\nlocals {\n  a   = 1\n}\n");

    Invocation run = fix("--write");

    assertThat(run.out()).contains("+  a = 1").doesNotContain("\u001b", "\u0007", "\u009b");
    assertThat(Files.readString(file)).startsWith("# \u001b[2J\u0007 \u009b31m\n");
  }

  @Test
  void keepsAByteOrderMark() throws IOException {
    Path file = write("main.tf", "\ufeff" + WRONG);

    assertThat(fix("--write").err()).contains("Changed 1 files");

    assertThat(Files.readString(file)).isEqualTo("\ufeff" + RIGHT);
  }

  @Test
  void keepsWindowsLineEndsWhereItOnlyMends() throws IOException {
    Path file = write("main.tf", WRONG.replace("\n", "\r\n"));

    fix("--write");

    assertThat(Files.readString(file)).isEqualTo(RIGHT.replace("\n", "\r\n"));
  }

  @Test
  void mendsTheLastLineWithoutALineEnd() throws IOException {
    Path file = write("main.tf", "resource \"aws_s3_bucket\" \"b\" { bukcet = \"logs\" }");

    fix("--write");

    assertThat(Files.readString(file))
        .isEqualTo("resource \"aws_s3_bucket\" \"b\" { bucket = \"logs\" }");
  }

  @Test
  void mendsBehindCharactersOutsideOfTheBasicPlane() throws IOException {
    Path file =
        write("main.tf", "resource \"aws_s3_bucket\" \"b\" { /* 🚀é */ bukcet = \"logs\" }\n");

    fix("--write");

    assertThat(Files.readString(file))
        .isEqualTo("resource \"aws_s3_bucket\" \"b\" { /* 🚀é */ bucket = \"logs\" }\n");
  }

  @Test
  void keepsAFilesPermissions() throws IOException {
    Path file = write("main.tf", WRONG);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));

    fix("--write");

    assertThat(Files.readString(file)).isEqualTo(RIGHT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rwxr-x---");
    leavesNoOtherFiles("main.tf");
  }

  @Test
  void writesNothingAtAllWhenOneFileIsReadOnly() throws IOException {
    Path first = write("a.tf", WRONG.replace("\"b\"", "\"a\""));
    Path second = write("b.tf", WRONG);
    Files.setPosixFilePermissions(second, PosixFilePermissions.fromString("r--r--r--"));

    Invocation run = fix("--write");

    assertThat(run.exitCode()).isEqualTo(ExitCode.ENVIRONMENT.code());
    assertThat(run.err()).contains("b.tf is read-only").contains("Nothing was changed");
    assertThat(Files.readString(first)).contains("bukcet");
    assertThat(Files.readString(second)).isEqualTo(WRONG);
    leavesNoOtherFiles("a.tf", "b.tf");
  }

  @Test
  void aLinkInTheProjectStaysALinkAndItsFileIsMendedOnce() throws IOException {
    Path file = write("shared/main.tf", WRONG);
    Path link = Files.createDirectories(project.resolve("prod")).resolve("main.tf");
    Files.createSymbolicLink(link, Path.of("../shared/main.tf"));

    Invocation run = fix("--write");

    assertThat(run.err()).contains("Changed ");
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.readString(file)).isEqualTo(RIGHT);
  }

  @Test
  void aLinkOutOfTheProjectIsNotWrittenThrough() throws IOException {
    Path outside = folder.resolve("outside.tf");
    Files.writeString(outside, WRONG);
    Path link = project.resolve("main.tf");
    Files.createSymbolicLink(link, outside);

    Invocation run = Invocation.of("check", "--fix", "--write", link.toString());

    assertThat(run.exitCode()).isNotZero();
    assertThat(Files.readString(outside)).isEqualTo(WRONG);
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }

  @Test
  void aFileThatIsNotUtf8IsLeftAsItIs() throws IOException {
    byte[] latin = ("# Gr\u00fc\u00dfe\n" + WRONG).getBytes(StandardCharsets.ISO_8859_1);
    Path file = project.resolve("main.tf");
    Files.write(file, latin);

    fix("--write");

    assertThat(Files.readAllBytes(file)).isEqualTo(latin);
  }

  @Test
  void aFileThatChangedMeanwhileIsNotOverwritten() throws IOException {
    Path file = write("main.tf", WRONG);
    FileChanges changes = new FileChanges(project);
    changes.add("main.tf", WRONG, RIGHT);
    Files.writeString(file, "# somebody was here\n" + WRONG);

    assertThat(org.assertj.core.api.Assertions.catchThrowable(changes::write))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("main.tf has changed");
    assertThat(file).content(UTF_8).startsWith("# somebody was here");
    leavesNoOtherFiles("main.tf");
  }

  @Test
  void aFileThatBecameALinkElsewhereIsNotWrittenThrough() throws IOException {
    Path file = write("main.tf", WRONG);
    FileChanges changes = new FileChanges(project);
    changes.add("main.tf", WRONG, RIGHT);
    Path outside = folder.resolve("outside.tf");
    Files.writeString(outside, WRONG);
    Files.delete(file);
    Files.createSymbolicLink(file, outside);

    assertThat(org.assertj.core.api.Assertions.catchThrowable(changes::write))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("outside of the project");
    assertThat(Files.readString(outside)).isEqualTo(WRONG);
    assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void aFileThatIsGoneMeanwhileIsNotMadeAgain() throws IOException {
    Path file = write("main.tf", WRONG);
    FileChanges changes = new FileChanges(project);
    changes.add("main.tf", WRONG, RIGHT);
    Files.delete(file);

    assertThat(org.assertj.core.api.Assertions.catchThrowable(changes::write))
        .isInstanceOf(IOException.class);
    assertThat(file).doesNotExist();
  }
}
