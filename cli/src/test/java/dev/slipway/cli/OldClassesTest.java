package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassTransform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes of before Java 6, and jars that must not be touched. */
class OldClassesTest {

  private static final long ANY_TIME = 1_750_000_000_000L;

  @TempDir Path folder;

  @Test
  void aClassOfJava5RunsAsBeforeInAVersionThatTheArchiveTakes() throws IOException {
    Compiled old = ofJava5();
    Compiled rewritten = old.archivable();

    assertThat(version(old)).isEqualTo(ClassFile.JAVA_5_VERSION);
    assertThat(version(rewritten)).isEqualTo(ClassFile.JAVA_8_VERSION);
    assertThat(rewritten.run("Subject")).isEqualTo(old.run("Subject")).isEqualTo("odd even caught");
  }

  @Test
  void aJarKeepsItsOtherEntriesAndTheirTimes() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("Subject.class", ofJava5().classes().get("Subject"));
    entries.put("notes.txt", "text".getBytes(StandardCharsets.UTF_8));
    Path jar = jar(entries);

    new ArchivableClasses(getClass().getClassLoader()).rewrite(jar);

    try (JarFile file = new JarFile(jar.toFile())) {
      assertThat(file.stream().map(JarEntry::getName)).containsExactlyElementsOf(entries.keySet());
      assertThat(content(file, "notes.txt")).isEqualTo(entries.get("notes.txt"));
      assertThat(file.getJarEntry("notes.txt").getTime()).isEqualTo(ANY_TIME);
      assertThat(ClassFile.of().parse(content(file, "Subject.class")).majorVersion())
          .isEqualTo(ClassFile.JAVA_8_VERSION);
    }
  }

  @Test
  void aSignedJarStaysTheSameFile() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("META-INF/SOMEBODY.SF", new byte[] {'\n'});
    entries.put("Subject.class", ofJava5().classes().get("Subject"));
    Path jar = jar(entries);
    byte[] before = Files.readAllBytes(jar);

    new ArchivableClasses(getClass().getClassLoader()).rewrite(jar);

    assertThat(Files.readAllBytes(jar)).isEqualTo(before);
  }

  /** A class with branches, a loop and a handler, without the stack maps that it lacked then. */
  private Compiled ofJava5() throws IOException {
    Compiled compiled =
        Compiled.of(
            folder.resolve("source"),
            "Subject",
            """
            public class Subject {
              public static Object run() {
                StringBuilder seen = new StringBuilder();
                for (int i = 1; i < 3; i++) {
                  Object word = i % 2 == 0 ? "even" : "odd";
                  seen.append(word).append(' ');
                }
                try {
                  seen.append(((Object[]) new String[0])[1]);
                } catch (ArrayIndexOutOfBoundsException expected) {
                  seen.append("caught");
                }
                return seen.toString();
              }
            }
            """,
            "--release",
            "8",
            "-Xlint:-options");
    ClassFile without = ClassFile.of(StackMapsOption.DROP_STACK_MAPS);
    Map<String, byte[]> classes = new LinkedHashMap<>();
    compiled
        .classes()
        .forEach((name, content) ->
            classes.put(
                name,
                without.transformClass(
                    without.parse(content),
                    ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
                        .andThen(
                            ClassTransform.endHandler(
                                b -> b.withVersion(ClassFile.JAVA_5_VERSION, 0))))));
    return new Compiled(classes);
  }

  private static int version(Compiled compiled) {
    return ClassFile.of().parse(compiled.classes().values().iterator().next()).majorVersion();
  }

  private Path jar(Map<String, byte[]> entries) throws IOException {
    Path jar = Files.createDirectories(folder.resolve("jars")).resolve("some.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        JarEntry header = new JarEntry(entry.getKey());
        header.setTime(ANY_TIME);
        out.putNextEntry(header);
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    return jar;
  }

  private static byte[] content(JarFile file, String name) throws IOException {
    return file.getInputStream(file.getEntry(name)).readAllBytes();
  }
}
