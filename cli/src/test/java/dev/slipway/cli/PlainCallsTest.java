package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainCallsTest {

  @TempDir Path folder;

  @Test
  void aSwitchOverTypesChoosesAsBefore() throws IOException {
    assertSame(
        """
        sealed interface Shape permits Circle, Square, Pair, Empty {}
        record Circle(double radius) implements Shape {}
        record Square(int side) implements Shape {}
        record Pair(Shape first, Shape second) implements Shape {}
        record Empty() implements Shape {}

        static String name(Shape shape) {
          return switch (shape) {
            case null -> "none";
            case Circle c when c.radius() > 10 -> "large circle";
            case Circle c -> "circle " + c.radius();
            case Square(int side) when side == 0 -> "point";
            case Square(var side) -> "square " + side;
            case Pair(Circle a, Circle b) -> "circles " + a + b;
            case Pair(Square(int a), Pair(Square(int b), var rest)) -> "deep " + a + b + name(rest);
            case Pair(var a, var b) when b == null -> "half " + name(a);
            case Pair(var a, var b) -> "pair " + name(a) + name(b);
            case Empty e -> "empty";
          };
        }

        static void collect(List<Object> seen) {
          Shape one = new Square(1);
          for (Shape shape : Arrays.asList(
              null, new Circle(11), new Circle(2), new Square(0), one, new Empty(),
              new Pair(new Circle(1), new Circle(2)), new Pair(one, new Pair(one, null)),
              new Pair(one, new Pair(one, one)), new Pair(one, null), new Pair(null, one))) {
            seen.add(name(shape));
          }
        }
        """);
  }

  @Test
  void nothingIsChosenForNullWithoutACaseForIt() throws IOException {
    assertSame(
        """
        static void collect(List<Object> seen) {
          Object nothing = null;
          try {
            seen.add(switch (nothing) { case String s -> s; case Integer i -> i; default -> 0; });
          } catch (NullPointerException expected) {
            seen.add("refused");
          }
        }
        """);
  }

  @Test
  void guardsThatFailGoOnWithTheNextCase() throws IOException {
    assertSame(
        """
        static int asked = 0;
        static boolean ask(boolean answer) { asked++; return answer; }
        static void collect(List<Object> seen) {
          for (Object value : List.of("a", "bb", 1, 2L, new int[0], List.of())) {
            seen.add(switch (value) {
              case String s when ask(s.length() > 1) -> "long";
              case CharSequence c when ask(false) -> "never";
              case String s -> "short";
              case Integer i when ask(i > 5) -> "large";
              case Number n -> "number";
              case int[] numbers -> "numbers";
              default -> "else";
            });
          }
          seen.add(asked);
        }
        """);
  }

  @Test
  void switchesOverEnumsConstantsAndTextsStayRight() throws IOException {
    assertSame(
        """
        sealed interface Word permits Color, Size {}
        enum Color implements Word { RED, GREEN { @Override public String toString() { return "g"; } } }
        enum Size implements Word { S, L }
        static void collect(List<Object> seen) {
          for (Word word : List.of(Color.RED, Color.GREEN, Size.S, Size.L)) {
            seen.add(switch (word) {
              case Color.RED -> 1;
              case Color c -> "other " + c;
              case Size.S -> 2;
              case Size s -> "other " + s;
            });
          }
          for (Color color : Color.values()) {
            seen.add(switch (color) { case RED -> "r"; case GREEN -> "g"; });
          }
          for (Object value : List.of("a", "b", 7, 8)) {
            seen.add(switch (value) {
              case String s when s.equals("a") -> 1;
              case String s -> switch (s) { case "b" -> 2; default -> 3; };
              case Integer i -> switch (i) { case 7 -> "seven"; case Integer j -> j; };
              default -> 4;
            });
          }
        }
        """);
  }

  @Test
  void recordsAreEqualHashAndReadAsBefore() throws IOException {
    assertSame(
        """
        record All(boolean a, byte b, char c, short d, int e, long f, float g, double h, String i,
            int[] j, List<String> k) {}
        record Empty() {}
        record Odd$Name(int x) {}
        record Generic<T extends Comparable<T>>(T value, All... more) {}
        record Own(int x) {
          @Override public boolean equals(Object other) { return other instanceof Own; }
          @Override public int hashCode() { return 7; }
          @Override public String toString() { return "own"; }
        }
        interface Holder { record Inside(String text) {} }

        static void collect(List<Object> seen) {
          record Local(long value, Object other) {}
          int[] none = null;
          List<Object> values = Arrays.asList(
              new All(true, (byte) -1, 'x', (short) -2, 3, 1L << 40, 0f, 0d, "t", none, List.of("k")),
              new All(true, (byte) -1, 'x', (short) -2, 3, 1L << 40, -0f, 0d, "t", none, List.of("k")),
              new All(true, (byte) -1, 'x', (short) -2, 3, 1L << 40, Float.NaN, Double.NaN, null, none, null),
              new All(true, (byte) -1, 'x', (short) -2, 3, 1L << 40, Float.NaN, Double.NaN, null, none, null),
              new All(false, (byte) 0, '\\0', (short) 0, 0, 0, 0f, -0d, "", none, List.of()),
              new Empty(), new Empty(), new Odd$Name(1), new Odd$Name(1), new Odd$Name(2),
              new Generic<>("v"), new Own(1), new Own(2), new Holder.Inside(null),
              new Holder.Inside("i"), new Local(1, null), new Local(1, new Local(2, "x")), "text", null);
          for (Object one : values) {
            if (!(one instanceof Generic<?>)) {
              seen.add(String.valueOf(one));
              seen.add(Objects.hashCode(one));
            }
            for (Object other : values) {
              seen.add(one != null && one.equals(other));
            }
          }
          int[] numbers = {1};
          seen.add(new All(true, (byte) 0, 'a', (short) 0, 0, 0, 0f, 0d, "", numbers, null)
              .equals(new All(true, (byte) 0, 'a', (short) 0, 0, 0, 0f, 0d, "", new int[] {1}, null)));
        }
        """);
  }

  @Test
  void anAccessorThatFailsInAPatternIsAMatchException() throws IOException {
    assertSame(
        """
        record Failing(int x) {
          @Override public int x() { throw new IllegalStateException("no x"); }
        }
        static void collect(List<Object> seen) {
          Object value = new Failing(1);
          try {
            seen.add(switch (value) { case Failing(int x) -> x; default -> "else"; });
          } catch (MatchException expected) {
            seen.add(String.valueOf(expected.getCause()));
          }
          seen.add(value.equals(new Failing(1)));
          seen.add(value.hashCode());
        }
        """);
  }

  @Test
  void aTypeThatCameLaterIsAMatchException(@TempDir Path later) throws IOException {
    Compiled chooser =
        Compiled.of(
            folder,
            "Subject",
            """
            public class Subject {
              public static Object run() {
                try {
                  return switch (Kinds.last()) { case Kinds.A a -> "a"; case Kinds.B b -> "b"; };
                } catch (MatchException expected) {
                  return "no match";
                }
              }
            }
            sealed interface Kinds {
              record A() implements Kinds {}
              record B() implements Kinds {}
              static Kinds last() { return new B(); }
            }
            """);
    Compiled grown =
        Compiled.of(
            later,
            "Kinds",
            """
            sealed interface Kinds {
              record A() implements Kinds {}
              record B() implements Kinds {}
              record C() implements Kinds {}
              static Kinds last() { return new C(); }
            }
            """);

    assertThat(chooser.archivable().run("Subject")).isEqualTo("b");
    assertThat(chooser.with(grown).run("Subject")).isEqualTo("no match");
    assertThat(chooser.with(grown).archivable().run("Subject")).isEqualTo("no match");
  }

  @Test
  void aSwitchInAnInterfaceIsReplacedToo() throws IOException {
    Compiled compiled =
        Compiled.of(
            folder,
            "Subject",
            """
            public interface Subject {
              static Object run() {
                Object value = "text";
                return switch (value) { case Integer i -> 1; case String s -> 2; default -> 3; };
              }
            }
            """);

    assertThat(linkedAtRunTime(compiled)).isEqualTo(1);
    assertThat(linkedAtRunTime(compiled.archivable())).isZero();
    assertThat(compiled.archivable().run("Subject")).isEqualTo(2);
  }

  @Test
  void aClassWithoutSuchCallsStaysTheSameBytes() throws IOException {
    Compiled compiled =
        Compiled.of(
            folder,
            "Subject",
            """
            public class Subject {
              public static Object run() { Runnable r = () -> {}; r.run(); return "a" + r.hashCode(); }
            }
            """);

    byte[] before = compiled.classes().values().iterator().next();
    assertThat(new ArchivableClasses(getClass().getClassLoader()).archivable(before))
        .isSameAs(before);
  }

  /** Runs {@code collect} as compiled and as rewritten, and compares everything that was seen. */
  private void assertSame(String members) throws IOException {
    Compiled compiled =
        Compiled.of(
            folder,
            "Subject",
            """
            import java.util.*;
            public class Subject {
              public static Object run() {
                List<Object> seen = new ArrayList<>();
                collect(seen);
                return seen;
              }
            """
                + members
                + "}");
    Compiled rewritten = compiled.archivable();

    assertThat(linkedAtRunTime(compiled)).isPositive();
    assertThat(linkedAtRunTime(rewritten)).isLessThan(linkedAtRunTime(compiled));
    assertThat((List<?>) rewritten.run("Subject")).isNotEmpty().isEqualTo(compiled.run("Subject"));
  }

  /** The calls of records and switches that the JVM links anew in each run. */
  private static long linkedAtRunTime(Compiled compiled) {
    return compiled.classes().values().stream()
        .map(content -> ClassFile.of().parse(content))
        .flatMap(model -> model.methods().stream())
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(InvokeDynamicInstruction.class::isInstance)
        .map(
            element -> ((InvokeDynamicInstruction) element).bootstrapMethod().owner().displayName())
        .filter(owner -> owner.equals("SwitchBootstraps") || owner.equals("ObjectMethods"))
        .count();
  }
}
