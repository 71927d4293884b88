package dev.slipway.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain words",
        "",
        " ",
        " leading",
        "trailing ",
        "yes",
        "on",
        "NULL",
        "~",
        "3.13",
        "1e3",
        "0x1f",
        "12:30:45",
        "2026-11-23",
        "- item",
        "-",
        "--flag",
        "a: b",
        "a:",
        "a #b",
        "#b",
        "'",
        "\"",
        "it's",
        "C:\\temp",
        "\t",
        "a\tb",
        "{x}",
        "[x]",
        "*a",
        "&a",
        "!tag",
        "|",
        ">",
        "%x",
        "@x",
        "`x`",
        "? x",
        "a\nb",
        "a\nb\n",
        "a\n\n",
        "\n",
        " a\nb",
        "\n a",
        "a\n  b\nc",
        "a\r\nb",
        "\u0000",
        "\u0007bell",
        "\u0085",
        "\u2028",
        "\ufeff",
        "é",
        "日本",
        "😀",
        "😀\nx",
        "\ud800",
        "<<",
        "=",
        "---",
        "...",
        "---\nx",
        "a,b",
        "a]",
        "key: {",
        "${{ x }}",
        "true # note",
        ".5",
        "+1",
        "-1",
        "1_000",
        "n"
      })
  void aTextComesBackAsItWas(String text) {
    Yaml.Mapping<String> document =
        Yaml.<String>mapping()
            .put("value", text)
            .put("list", Yaml.texts(List.of(text, "x")))
            .put("flow", Yaml.flow(List.of(text, "x")))
            .put(
                "nested",
                Yaml.list(
                    List.of(Yaml.<String>mapping().put("value", text).put("after", 1).build())))
            .build();
    Node read = YamlDocument.read("x", YamlWriter.text(document)).value().orElseThrow();
    assertThat(read.text("value")).contains(text);
    assertThat(read.get("list").orElseThrow().texts()).containsExactly(text, "x");
    assertThat(read.get("flow").orElseThrow().texts()).containsExactly(text, "x");
    assertThat(read.get("nested").orElseThrow().items().getFirst().text("value")).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "a b", "a: b", "true", "#", "", "x\ny", "- x", "🗝"})
  void aKeyComesBackAsItWas(String key) {
    Node read =
        YamlDocument.read("x", YamlWriter.text(Yaml.<String>mapping().put(key, "v").build()))
            .value()
            .orElseThrow();
    assertThat(read.entries()).extracting(Node.Entry::key).containsExactly(key);
  }

  @Test
  void laysADocumentOutAsAPersonWould() {
    Yaml.Mapping<String> document =
        Yaml.<String>mapping()
            .put("name", "Deploy")
            .gap()
            .comment("Only the main branch.", "")
            .put(
                "on",
                Yaml.<String>mapping()
                    .put(
                        "push", Yaml.<String>mapping().put("branches", Yaml.flow(List.of("main")))))
            .gap()
            .put("permissions", Yaml.<String>mapping())
            .put(
                "steps",
                Yaml.list(
                    List.of(
                        Yaml.<String>mapping()
                            .comment("First.")
                            .put("uses", Yaml.text("a@b"), "v1")
                            .put("run", "x\ny\n")
                            .build(),
                        Yaml.<String>mapping().put("timeout", 5).put("wait", false).build())))
            .build();
    assertThat(YamlWriter.text(document))
        .isEqualTo(
            """
            name: Deploy

            # Only the main branch.
            #
            on:
              push:
                branches: [main]

            permissions: {}
            steps:
              # First.
              - uses: a@b # v1
                run: |
                  x
                  y
              - timeout: 5
                wait: false
            """);
  }

  @Test
  void aCommentCannotEndItsLine() {
    Yaml.Mapping<String> document =
        Yaml.<String>mapping()
            .comment("a\nevil: 1\r\nevil: 2")
            .put("k", Yaml.text("v"), "x\nevil: 3")
            .build();
    Node read = YamlDocument.read("x", YamlWriter.text(document)).value().orElseThrow();
    assertThat(read.entries()).extracting(Node.Entry::key).containsExactly("k");
  }

  @Test
  void aLineHasTheReasonOfItsEntryOrOfTheOneAbove() {
    Yaml.Mapping<String> document =
        Yaml.<String>mapping()
            .because("outer")
            .put("a", Yaml.<String>mapping().put("b", 1).because("inner").put("c", "x\ny"))
            .build();
    assertThat(YamlWriter.lines(List.of("head"), document))
        .extracting(line -> line.reason().orElse("none"))
        .containsExactly("none", "outer", "outer", "inner", "inner", "inner");
    assertThat(
            YamlWriter.lines(List.<String>of(), Yaml.<String>mapping().put("x", 1).build())
                .getFirst()
                .reason())
        .isEqualTo(Optional.empty());
  }
}
