package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher makes of compiled classes does what they did before. */
class ArchivableClassesTest {

  private static final String SOURCE =
      """
      package sample;

      import java.util.List;
      import java.util.concurrent.Callable;

      public final class Sample implements Callable<String> {

        sealed interface Shape permits Circle, Square, Pair, Unit {}

        record Circle(double radius, float scale) implements Shape {}

        record Square(int side, long area, boolean filled, char mark, byte b, short s) implements Shape {}

        record Pair(Shape left, Shape right, String[] names, List<String> list) implements Shape {}

        enum Unit implements Shape {
          ONE,
          TWO
        }

        record Empty() {}

        interface Named {
          static String name(Object o) {
            return switch (o) {
              case CharSequence text when text.length() > 3 -> "long text";
              case String text -> "text " + text;
              case Integer number when number > 10 -> "large";
              case Integer number -> "number";
              case Unit unit -> unit.name();
              case Pair(Circle(double r, float s), Square q, var names, var list) -> "circle and square " + r + q;
              case Pair pair -> "pair";
              case Shape shape -> "shape";
              case int[] numbers -> "numbers " + numbers.length;
              default -> "something";
            };
          }
        }

        static String unit(Unit unit) {
          return switch (unit) {
            case ONE -> "1";
            case TWO -> "2";
          };
        }

        @Override
        public String call() {
          Circle circle = new Circle(1.5, -0.0f);
          Square square = new Square(2, 4L, true, 'x', (byte) 1, (short) 2);
          Pair pair = new Pair(circle, square, null, List.of("a"));
          StringBuilder out = new StringBuilder();
          for (Object o :
              new Object[] {
                "abc", "abcd", new StringBuilder("abcd"), 5, 11, Unit.TWO, pair,
                new Pair(square, circle, null, null), circle, new int[3], 4L
              }) {
            out.append(Named.name(o)).append('\\n');
          }
          try {
            out.append(Named.name(null));
          } catch (NullPointerException expected) {
            out.append("null is refused\\n");
          }
          out.append(unit(Unit.ONE)).append(circle).append(square).append(pair).append(new Empty()).append('\\n');
          out.append(circle.hashCode()).append(' ').append(square.hashCode()).append(' ');
          out.append(new Empty().hashCode()).append(' ').append(pair.equals(pair)).append('\\n');
          out.append(circle.equals(new Circle(1.5, 0.0f))).append(circle.equals(new Circle(1.5, -0.0f)));
          out.append(new Circle(Double.NaN, 1).equals(new Circle(Double.NaN, 1)));
          out.append(square.equals(new Square(2, 4L, true, 'x', (byte) 1, (short) 3)));
          out.append(square.equals(null)).append(new Empty().equals(new Empty())).append(circle.equals("x"));
          out.append(pair.equals(new Pair(circle, square, null, List.of("a"))));
          return out.toString();
        }
      }
      """;

  @TempDir private Path folder;
  private Path jar;

  @BeforeEach
  void isBuilt() throws IOException {
    Path source = Files.writeString(folder.resolve("Sample.java"), SOURCE);
    Path classes = Files.createDirectory(folder.resolve("classes"));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), source.toString());
    assertThat(result).isZero();
    jar = folder.resolve("sample.jar");
    try (OutputStream bytes = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(bytes);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        add(out, classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
      add(out, "facts/cloud.schema", "abc".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
    out.closeEntry();
  }

  private String run() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
      Object sample = loader.loadClass("sample.Sample").getDeclaredConstructor().newInstance();
      return (String) ((java.util.concurrent.Callable<?>) sample).call();
    }
  }

  /** Whether some instruction is linked by this class of the JVM's. */
  private boolean linkedBy(String bootstrap) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        boolean found =
            ClassFile.of().parse(file.getInputStream(entry).readAllBytes()).methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .anyMatch(e ->
                    e instanceof InvokeDynamicInstruction call
                        && call.bootstrapMethod().owner().displayName().equals(bootstrap));
        if (found) {
          return true;
        }
      }
      return false;
    }
  }

  @Test
  void switchesAndRecordsDoWhatTheyDidBefore() throws Exception {
    String before = run();
    assertThat(before).contains("circle and square", "null is refused", "Circle[radius=1.5");
    assertThat(linkedBy("ObjectMethods")).isTrue();

    ArchivableClasses.main(new String[] {jar.toString()});

    assertThat(run()).isEqualTo(before);
    assertThat(linkedBy("ObjectMethods")).isFalse();
  }

  @Test
  void largeTablesAreKeptAsTheyAreReadAndEverythingElseStays() throws Exception {
    List<String> names = names();

    ArchivableClasses.main(new String[] {jar.toString()});

    assertThat(names()).isEqualTo(names);
    try (JarFile file = new JarFile(jar.toFile())) {
      JarEntry table = file.getJarEntry("facts/cloud.schema");
      assertThat(table.getMethod()).isEqualTo(ZipEntry.STORED);
      assertThat(file.getInputStream(table).readAllBytes()).hasSize(30_000).startsWith('a', 'b');
    }
  }

  private List<String> names() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(JarEntry::getName).toList();
    }
  }

  @Test
  void rewritingTwiceChangesNothingMore() throws Exception {
    ArchivableClasses.main(new String[] {jar.toString()});
    byte[] once = Files.readAllBytes(jar);

    ArchivableClasses.main(new String[] {jar.toString()});

    assertThat(Files.readAllBytes(jar)).isEqualTo(once);
  }
}
