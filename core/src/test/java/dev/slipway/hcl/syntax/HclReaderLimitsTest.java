package dev.slipway.hcl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that nobody would write by hand. */
class HclReaderLimitsTest {

  private static final int SMALL_STACK = 1024 * 1024;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        "{a=",
        "!",
        "-",
        "f(",
        "\"${",
        "a[",
        "a?",
        "a[*][",
        "[for a in ",
        "a?b:"
      })
  void nestingTooDeepIsOneErrorOnASmallStack(String open) throws InterruptedException {
    List<Diagnostic> problems = onASmallStack("x = " + open.repeat(200_000), false);
    assertThat(problems).extracting(Diagnostic::code).containsExactly("SLIP-HCL-DEPTH");
  }

  @Test
  void nestedBlocksAndDirectivesAndIndexesHaveTheSameLimit() throws InterruptedException {
    for (String text :
        List.of(
            "a {\n".repeat(100_000),
            "x = \"" + "%{ if a }".repeat(100_000) + "\"",
            "x = a" + "[b]".repeat(100_000),
            "x = a" + "[*]".repeat(100_000))) {
      assertThat(onASmallStack(text, false))
          .extracting(Diagnostic::code)
          .containsExactly("SLIP-HCL-DEPTH");
    }
  }

  @Test
  void jsonHasTheSameLimit() throws InterruptedException {
    for (String open : List.of("[", "{\"a\":")) {
      assertThat(onASmallStack(open.repeat(200_000), true)).hasSize(1);
    }
  }

  @Test
  void nestingUpToTheLimitIsReadOnASmallStack() throws InterruptedException {
    int depth = Cursor.DEPTH_LIMIT - 2;
    assertThat(onASmallStack("x = " + "(".repeat(depth) + "1" + ")".repeat(depth), false))
        .isEmpty();
    assertThat(onASmallStack("a {\n".repeat(depth) + "}\n".repeat(depth), false)).isEmpty();
    assertThat(onASmallStack("{\"a\":".repeat(depth) + "1" + "}".repeat(depth), true)).isEmpty();
  }

  @Test
  void longChainsAreNotDeep() throws InterruptedException {
    String sum = "x = 1" + " + 1".repeat(100_000);
    String steps = "y = a" + ".b".repeat(100_000);
    String template = "z = \"" + "${a} ".repeat(100_000) + "\"";
    assertThat(onASmallStack(sum + "\n" + steps + "\n" + template, false)).isEmpty();
  }

  @Test
  void absurdNumbersCostNothing() {
    assertThat(Written.file("a = 1e999999999\nb = 1e-999999999\nc = 1e99999999999999999999"))
        .isEqualTo("a = ?; b = ?; c = ?");
    assertThat(Written.problems("a = 1e999999999")).isEmpty();
    assertThat(Written.problems("a = " + "9".repeat(1_000_000))).isEmpty();
  }

  @Test
  void anyTextIsReadInLinearTime() {
    for (String piece :
        List.of(
            "\"",
            "'",
            "<<A\n",
            "${",
            "\"${",
            "%{",
            "a\n",
            "}",
            "{",
            "a = \"\n",
            "a = '\n",
            "/*",
            "a =\n",
            "\\",
            "\r",
            "\"\r",
            "a b\n",
            "(\n",
            ")\n",
            "a = (\n",
            "\uD800",
            "\u0000",
            "[x\n",
            "a = {b\n",
            "a = 1 1\n",
            "b {",
            "a = <<E\n${\n",
            "\t",
            "a = b.*.\n",
            "x ",
            "\"\\")) {
      String text = piece.repeat(200_000 / piece.length());
      assertThat(HclReader.read("main.tf", text).diagnostics()).hasSizeLessThan(300);
      assertThat(HclReader.readJson("main.tf.json", text).diagnostics()).hasSizeLessThan(300);
    }
  }

  @Test
  void anySequenceOfPiecesIsReadAndItsPlacesLieInTheText() {
    List<String> pieces =
        List.of(
            "a", "=", "{", "}", "[", "]", "(", ")", "\"", "${", "%{", "~}", "\n", "<<E\n", "E\n",
            " ", "if", "for", "in", ":", ",", ".", "*", "...", "=>", "1", "'", "#", "/*", "*/",
            "\\", "é", "\r\n", "else", "endif", "?", "+", "!", "<<-E\n", "::", "null", "\t", "$",
            "%", "|", "\uD83D");
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(40); j >= 0; j--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      HclFile file = HclReader.read("main.tf", text.toString()).value();
      Written.body(file.body(), Map.of());
      HclReader.expression("input", text.toString());
      HclFile json = HclReader.readJson("main.tf.json", text.toString()).value();
      Written.body(json.body(), Map.of("a", 1));
    }
  }

  private static List<Diagnostic> onASmallStack(String text, boolean json)
      throws InterruptedException {
    AtomicReference<List<Diagnostic>> found = new AtomicReference<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () ->
                found.set(
                    (json
                            ? HclReader.readJson("main.tf.json", text)
                            : HclReader.read("main.tf", text))
                        .diagnostics()),
            "small",
            SMALL_STACK);
    thread.setUncaughtExceptionHandler((t, problem) -> thrown.set(problem));
    thread.start();
    thread.join();
    assertThat(thrown.get()).isNull();
    return found.get();
  }
}
