package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher itself, around a small program that stands where Slipway's jar does. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  private static final FileTime LONG_AGO = FileTime.fromMillis(1_700_000_000_000L);

  @TempDir Path folder;
  private Path home;
  private Path cache;
  private Path jar;

  @BeforeEach
  void makeACheckout() throws IOException {
    home = folder.resolve("home");
    cache = folder.resolve("cache");
    jar = home.resolve("cli/target/slipway-cli-0.1.0-SNAPSHOT.jar");
    for (String source :
        List.of("core/pom.xml", "cli/pom.xml", "pom.xml", "core/src/main/A.java")) {
      Projects.write(home, source, "");
      Files.setLastModifiedTime(home.resolve(source), LONG_AGO);
    }
    for (String part : List.of("core/src/main", "cli/src/main")) {
      Files.createDirectories(home.resolve(part));
      Files.setLastModifiedTime(home.resolve(part), LONG_AGO);
    }
    Files.createDirectories(home.resolve("cli/target/lib"));
    Files.copy(Projects.ROOT.resolve("slipway"), home.resolve("slipway"));
    writeJar(jar, "first");
    writeJar(home.resolve("cli/target/lib/other.jar"), "other");
    Files.writeString(home.resolve("cli/target/lib/digest"), "0123456789abcdef0123\n");
  }

  @Test
  void theFirstRunMakesAnArchiveAndTheNextUsesIt() throws Exception {
    Answer first = slipway("check", ".");
    Answer second = slipway("check", ".");

    assertThat(first.out()).isEqualTo("first check .\n");
    assertThat(first.err()).contains("preparing a fast start");
    assertThat(archives()).singleElement().asString().endsWith("-all.aot");
    assertThat(Files.size(archives().getFirst())).isPositive();
    assertThat(second).isEqualTo(new Answer(7, "first check .\n", ""));
  }

  @Test
  void validityAloneHasItsOwnArchive() throws Exception {
    slipway("check", "--only", "validity", "--quiet", "a folder");

    assertThat(archives()).singleElement().asString().endsWith("-validity.aot");
    assertThat(slipway("check", "--quiet", "--only=validity").err()).isEmpty();
    assertThat(slipway("check", "--only", "validity", "--terraform-version", "1.9.0").err())
        .contains("preparing");
    assertThat(archives()).hasSize(2);
  }

  @Test
  void aDamagedArchiveIsPassedOver() throws Exception {
    slipway("check", ".");
    Path archive = archives().getFirst();
    byte[] whole = Files.readAllBytes(archive);
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
    byte[] noise = "no archive at all\n".repeat(1000).getBytes(StandardCharsets.UTF_8);

    for (byte[] content : List.of(new byte[0], new byte[1], noise, half)) {
      Files.write(archive, content);
      Answer answer = slipway("check", ".");
      assertThat(answer.out()).as("%s bytes", content.length).isEqualTo("first check .\n");
      assertThat(answer.code()).isEqualTo(7);
    }
  }

  @Test
  void anArchiveOfAnotherBuildIsNotUsed() throws Exception {
    slipway("check", ".");
    writeJar(jar, "second");
    Files.writeString(home.resolve("cli/target/lib/digest"), "fedcba98765432100123\n");

    assertThat(slipway("check", ".").out()).isEqualTo("second check .\n");
    assertThat(slipway("check", ".").out()).isEqualTo("second check .\n");
    assertThat(archives()).hasSize(2);
  }

  @Test
  void aMissingArchiveIsMadeAgain() throws Exception {
    slipway("check", ".");
    Files.delete(archives().getFirst());

    assertThat(slipway("check", ".").out()).isEqualTo("first check .\n");
    assertThat(archives()).hasSize(1);
  }

  @Test
  void withoutAPlaceForArchivesItRunsWithoutOne() throws Exception {
    Files.writeString(cache, "a file where the folder should be");

    assertThat(slipway("check", ".")).isEqualTo(new Answer(7, "first check .\n", ""));
  }

  @Test
  void aChangedSourceIsBuiltFirst() throws Exception {
    Path built = folder.resolve("built.jar");
    writeJar(built, "built");
    Projects.write(home, "mvnw", "#!/bin/sh\ncp '" + built + "' '" + jar + "'\n");
    assertThat(home.resolve("mvnw").toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("core/src/main/A.java"), "changed");
    Files.setLastModifiedTime(
        home.resolve("core/src/main/A.java"),
        FileTime.fromMillis(Files.getLastModifiedTime(jar).toMillis() + 1_000));
    Thread.sleep(1_100); // the new jar has to be younger than the change

    Answer answer = slipway("check", ".");

    assertThat(answer.err()).contains("building");
    assertThat(answer.out()).isEqualTo("built check .\n");
    assertThat(slipway("check", ".")).isEqualTo(new Answer(7, "built check .\n", ""));
  }

  @Test
  void aBuildThatFailsIsSaidAndNothingRuns() throws Exception {
    Files.delete(jar);
    Projects.write(home, "mvnw", "#!/bin/sh\nexit 1\n");
    assertThat(home.resolve("mvnw").toFile().setExecutable(true)).isTrue();

    Answer answer = slipway("check", ".");

    assertThat(answer.code()).isEqualTo(4);
    assertThat(answer.err()).contains("the build failed");
    assertThat(answer.out()).isEmpty();
  }

  @Test
  void argumentsArriveAsTheyAre() throws Exception {
    assertThat(slipway("check", "a b", "*", "$HOME", "").out())
        .isEqualTo("first check a b * $HOME \n");
  }

  private record Answer(int code, String out, String err) {}

  private Answer slipway(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", home.resolve("slipway").toString()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "XDG_CACHE_HOME", cache.toString(), "JAVA_HOME", System.getProperty("java.home")));
    builder.environment().remove("SLIPWAY_NO_ARCHIVE");
    int code = builder.start().waitFor();
    return new Answer(code, Files.readString(out), Files.readString(err));
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(cache.resolve("slipway"))) {
      return files.filter(file -> file.toString().endsWith(".aot")).sorted().toList();
    }
  }

  /** A program that says its name and its arguments and ends with 7, and a rehearsal of it. */
  private void writeJar(Path target, String name) throws IOException {
    Path classes = Files.createTempDirectory(folder, "classes");
    Compiled program =
        Compiled.of(
            classes,
            "Main",
            """
            package dev.slipway.cli;
            public final class Main {
              public static void main(String[] arguments) {
                System.out.println("%s " + String.join(" ", arguments));
                System.out.flush();
                Runtime.getRuntime().halt(7);
              }
            }
            final class Rehearsal {
              public static void main(String[] arguments) { System.out.println(arguments.length); }
            }
            """
                .formatted(name));
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(target))) {
      for (Map.Entry<String, byte[]> entry : program.classes().entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey() + ".class"));
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
  }
}
