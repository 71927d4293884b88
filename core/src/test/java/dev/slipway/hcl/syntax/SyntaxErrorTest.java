package dev.slipway.hcl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reader says about wrong texts, and what it still understands of them. */
class SyntaxErrorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "a = 'x' ¦ 1:5 SLIP-HCL-QUOTE",
        "a = `x` ¦ 1:5 SLIP-HCL-CHARACTER",
        "a = “x” ¦ 1:5 SLIP-HCL-CHARACTER",
        "a = b & c ¦ 1:7 SLIP-HCL-CHARACTER",
        "a = 1; ¦ 1:6 SLIP-HCL-CHARACTER",
        "a := 1 ¦ 1:3 SLIP-HCL-EQUAL",
        "a: 1 ¦ 1:2 SLIP-HCL-EQUAL",
        "\"a\" = 1 ¦ 1:1 SLIP-HCL-NAME",
        "a.b = 1 ¦ 1:1 SLIP-HCL-ITEM",
        "a = b and c ¦ 1:7 SLIP-HCL-NEWLINE",
        "a = 1, ¦ 1:6 SLIP-HCL-NEWLINE",
        "a = 1 b = 2 ¦ 1:7 SLIP-HCL-NEWLINE",
        "a = ¦ 1:4 SLIP-HCL-EXPRESSION",
        "a = 1 + ¦ 1:8 SLIP-HCL-EXPRESSION",
        "a = (1 + 2 ¦ 1:5 SLIP-HCL-BRACKET",
        "a = [1 2] ¦ 1:8 SLIP-HCL-SEPARATOR",
        "a = { b = 1 c = 2 } ¦ 1:13 SLIP-HCL-SEPARATOR",
        "a = { b } ¦ 1:9 SLIP-HCL-ENTRY",
        "a = b ? c ¦ 1:10 SLIP-HCL-CONDITION",
        "a = b. ¦ 1:7 SLIP-HCL-STEP",
        "a = b.0.1 ¦ 1:7 SLIP-HCL-INDEX",
        "a = b[*.c ¦ 1:8 SLIP-HCL-SPLAT",
        "a = b.*.c.* ¦ 1:11 SLIP-HCL-SPLAT",
        "a = f(b..., c) ¦ 1:11 SLIP-HCL-CALL",
        "a = x::(b) ¦ 1:8 SLIP-HCL-CALL",
        "a = 1.2.3 ¦ 1:5 SLIP-HCL-NUMBER",
        "a = [for b c : d] ¦ 1:12 SLIP-HCL-FOR",
        "a = [for b in c : b => d] ¦ 1:19 SLIP-HCL-FOR",
        "a = {for b in c : b} ¦ 1:19 SLIP-HCL-FOR",
        "a = \"b ¦ 1:5 SLIP-HCL-STRING",
        "a = \"b ${c ¦ 1:8 SLIP-HCL-TEMPLATE",
        "a = \"${b c}\" ¦ 1:10 SLIP-HCL-TEMPLATE",
        "a = \"\\d\" ¦ 1:6 SLIP-HCL-ESCAPE",
        "a = \"\\u12\" ¦ 1:6 SLIP-HCL-ESCAPE",
        "a = \"\\ud800\" ¦ 1:6 SLIP-HCL-ESCAPE",
        "a = \"%{ elif b }\" ¦ 1:9 SLIP-HCL-DIRECTIVE",
        "a = \"%{ if b }\" ¦ 1:6 SLIP-HCL-DIRECTIVE",
        "a = \"%{ endif }\" ¦ 1:6 SLIP-HCL-DIRECTIVE",
        "a { b = 1, c = 2 } ¦ 1:10 SLIP-HCL-ONE-LINE",
        "a { b {} } ¦ 1:5 SLIP-HCL-ONE-LINE",
        "a \"${b}\" {} ¦ 1:4 SLIP-HCL-LABEL",
        "a b ¦ 1:1 SLIP-HCL-BLOCK",
        "a \"b\" = {} ¦ 1:7 SLIP-HCL-BLOCK",
        "a { ¦ 1:1 SLIP-HCL-UNCLOSED",
        "} ¦ 1:1 SLIP-HCL-BRACE",
        "a = 1 /* b ¦ 1:7 SLIP-HCL-COMMENT",
      })
  void namesTheMistakeAndItsPlace(String text, String problem) {
    assertThat(Written.problems(text)).contains(problem);
    assertThat(Written.problems(text).size()).isLessThanOrEqualTo(2);
  }

  @Test
  void reportsTheSecondOfTwoArgumentsOfOneNameAndKeepsTheFirst() {
    assertThat(Written.problems("a = 1\na = 2\n")).containsExactly("2:1 SLIP-HCL-DUPLICATE");
    assertThat(Written.file("a = 1\na = 2\n")).isEqualTo("a = 1");
  }

  @Test
  void findsEachMistakeOfAFileAndKeepsTheRest() {
    String text =
        """
        resource "a" "b" {
          name = 'single'
          y: 4
          v = [1, 2
          u = f(1, 2
          t = "abc
          ok = 1
        }

        resource "c" "d" {
          m = 1,
          n = 2
        }
        """;
    assertThat(Written.problems(text))
        .containsExactly(
            "2:10 SLIP-HCL-QUOTE",
            "3:4 SLIP-HCL-EQUAL",
            "4:7 SLIP-HCL-BRACKET",
            "5:8 SLIP-HCL-BRACKET",
            "6:7 SLIP-HCL-STRING",
            "11:8 SLIP-HCL-NEWLINE");
    assertThat(Written.file(text))
        .isEqualTo(
            "resource a b {name = 'single'; y = 4; v = [1, 2]; u = f(1, 2); t = 'abc'; ok = 1};"
                + " resource c d {m = 1; n = 2}");
  }

  @Test
  void findsTheBlockWhoseBraceIsMissingByItsIndentation() {
    String text = "a {\n  b {\n    c = 1\n}\nd {\n  e = 2\n}\n";
    assertThat(Written.problems(text)).containsExactly("2:3 SLIP-HCL-UNCLOSED");
    assertThat(Written.file(text)).isEqualTo("a {b {c = 1}}; d {e = 2}");
  }

  @Test
  void stringOverSeveralLinesIsOneMistake() {
    String text = "a = \"b\nc\"\nd = 1\n";
    assertThat(Written.problems(text)).containsExactly("1:5 SLIP-HCL-STRING");
    assertThat(Written.file(text)).isEqualTo("a = 'bc'; d = 1");
  }

  @Test
  void heredocWhoseMarkerEndsTheFileWithoutANewlineIsOpen() {
    assertThat(Written.problems("a = <<E\nb\nE")).containsExactly("1:5 SLIP-HCL-HEREDOC");
  }

  @Test
  void everyMistakeComesWithAWayOut() {
    for (String text : List.of("a = 'x'", "a: 1", "a {", "a = [1", "a = \"\\d\"", "\"a\" = 1")) {
      for (Diagnostic problem : HclReader.read("main.tf", text).diagnostics()) {
        assertThat(problem.fix()).as(text).isNotBlank();
        assertThat(problem.detail()).as(text).endsWith(".");
        assertThat(problem.summary()).as(text).doesNotEndWith(".");
      }
    }
  }
}
