package dev.slipway.hcl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reader makes of correct texts in native syntax. */
class HclReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "1 + 2 * 3 - 4 ¦ ((1 + (2 * 3)) - 4)",
        "a == b == c ¦ ((a == b) == c)",
        "a || b && c != d < e + f ¦ (a || (b && (c != (d < (e + f)))))",
        "-46 + 5 ¦ ((-46) + 5)",
        "!a.b[0] ¦ (!a.b[0])",
        "- - 1 ¦ (-(-1))",
        "a ? b : c ? d : e ¦ (? a, b, (? c, d, e))",
        "a ? b ? 1 : 2 : 3 ¦ (? a, (? b, 1, 2), 3)",
        "(a + b) * c ¦ ((a + b) * c)",
        "a-b ¦ a-b",
        "a -b ¦ (a - b)",
        "1.5e3 ¦ 1500",
        "1e-2 ¦ 0.01",
        "007 ¦ 7",
        "true && false ¦ (true && false)",
        "null ¦ null",
        "[1, 2,] ¦ [1, 2]",
        "[] ¦ []",
        "{ a = 1, \"b\" : 2, (c) = 3 } ¦ {a: 1, 'b': 2, c: 3}",
        "{ null = 1, true : 2 } ¦ {null: 1, true: 2}",
        "f() ¦ f()",
        "f(a, b...) ¦ f(a, b...)",
        "f(a, b,) ¦ f(a, b)",
        "provider::aws::arn_parse(x) ¦ provider::aws::arn_parse(x)",
        "[for x in y : x.a] ¦ [for x in y : x.a]",
        "[for i, x in y : x if i > 0] ¦ [for i, x in y : x if (i > 0)]",
        "{for k, v in m : k => v...} ¦ {for k, v in m : k => v...}",
        "{for v in m : v.a => v if v.b} ¦ {for v in m : v.a => v if v.b}",
      })
  void readsOperatorsAndCollections(String text, String tree) {
    assertThat(Written.expression(text)).isEqualTo(tree);
    assertThat(HclReader.expression("input", text).diagnostics()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "a.b.c ¦ a.b.c",
        "a[\"b\"][0].c ¦ a['b'][0].c",
        "a.0.b ¦ a[0].b",
        "a[b.c].d ¦ a[b.c].d",
        "a[-1] ¦ a[(-1)]",
        "(a).b ¦ a.b",
        "f(x).y[0] ¦ f(x).y[0]",
        "[1, 2][0] ¦ [1, 2][0]",
        "a[*].b[0].c ¦ splat(a, _.b[0].c)",
        "a.*.b.c ¦ splat(a, _.b.c)",
        "a.*.b[0].c ¦ splat(a, _.b)[0].c",
        "a.*.b.0.c ¦ splat(a, _.b[0].c)",
        "a[*].b[*].c ¦ splat(a, splat(_.b, _.c))",
        "a[*] ¦ splat(a, _)",
        "a.*.b[*].c ¦ splat(splat(a, _.b), _.c)",
        "a[\"x${y}\"] ¦ a['x${y}']",
      })
  void readsStepsAndSplatsAsFarAsTheyReach(String text, String tree) {
    assertThat(Written.expression(text)).isEqualTo(tree);
    assertThat(HclReader.expression("input", text).diagnostics()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "\"\" ¦ ''",
        "\"a ${b} c\" ¦ 'a ${b} c'",
        "\"${b}\" ¦ '${b}'",
        "\"$${b} %%{c} $ % $$ a$\" ¦ '${b} %{c} $ % $$ a$'",
        "\"$$${b}\" ¦ '$${b}'",
        "\"\\u00e9\\U0001F600\\\"\\\\\" ¦ 'é😀\"\\'",
        "\"a ${~ b ~} c\" ¦ 'a${b}c'",
        "\"${\"x ${y}\"}\" ¦ '${'x ${y}'}'",
        "\"%{ if a }b%{ else }c%{ endif }\" ¦ '%if(a|b|c)'",
        "\"%{ if a ~} b %{~ endif }\" ¦ '%if(a|b|)'",
        "\"%{ for k, v in m }${k}%{ endfor }\" ¦ '%for(k, v in m|${k})'",
        "\"%{ for v in m }%{ if v }x%{ endif }%{ endfor }\" ¦ '%for(v in m|%if(v|x|))'",
        "\"${{a = \"}\"}}\" ¦ '${{a: '}'}}'",
      })
  void readsTemplates(String text, String tree) {
    assertThat(Written.expression(text)).isEqualTo(tree);
    assertThat(HclReader.expression("input", text).diagnostics()).isEmpty();
  }

  @Test
  void normalizesLiteralTextButNotLabels() {
    assertThat(Written.file("b \"e\u0301\" {\n  a = \"e\u0301\"\n}\n"))
        .isEqualTo("b e\u0301 {a = '\u00e9'}");
  }

  @Test
  void keepsALiteralApartFromALoneInterpolationWhereBlanksWereTakenAway() {
    assertThat(Written.expression("\"${a ~} \"")).isEqualTo("'${a}'");
    HclExpression.Template template =
        (HclExpression.Template) HclReader.expression("input", "\"${a ~} \"").value();
    assertThat(template.parts()).hasSize(2);
  }

  @Test
  void takesHeredocsAsTheyAre() {
    assertThat(Written.file("a = <<EOT\n  x ${y}\n\\n $${z}\n  EOT\nb = 1\n"))
        .isEqualTo("a = '  x ${y}⏎\\n ${z}⏎'; b = 1");
  }

  @Test
  void takesTheCommonIndentationFromAFlushHeredocAndBlankLinesKeepTheirs() {
    assertThat(Written.file("a = <<-EOT\n    x\n      y\n \n    ${z}\n    EOT\n"))
        .isEqualTo("a = 'x⏎  y⏎ ⏎${z}⏎'");
  }

  @Test
  void lineThatBeginsWithASequenceHasNoIndentationToTake() {
    assertThat(Written.file("a = <<-EOT\n  x\n${z} y\n  EOT\n")).isEqualTo("a = '  x⏎${z} y⏎'");
  }

  @Test
  void markerCountsOnlyAloneOnItsLine() {
    assertThat(Written.file("a = <<EOT\nEOT x\n${b}EOT\nEOT\n")).isEqualTo("a = 'EOT x⏎${b}EOT⏎'");
  }

  @Test
  void heredocsNestInTheSequencesOfEachOther() {
    assertThat(Written.file("a = <<A\n${<<B\nA\nB\n}\nA\n")).isEqualTo("a = '${'A⏎'}⏎'");
  }

  @Test
  void readsFilesWithCarriageReturns() {
    assertThat(Written.file("a = 1\r\nb = <<E\r\n x\r\nE\r\nc {\r\n}\r\n"))
        .isEqualTo("a = 1; b = ' x␍⏎'; c {}");
  }

  @Test
  void readsBodiesBlocksAndComments() {
    assertThat(
            Written.file(
                "\uFEFF# one\na = 1 // two\n/* three\n */ b \"x\" y {\n  c = [ # four\n    1,\n"
                    + "  ]\n\n  d { e = 2 }\n  f {}\n  g { # five\n  }\n}\nvé-r_1 = true"))
        .isEqualTo("a = 1; b x y {c = [1]; d {e = 2}; f {}; g {}}; vé-r_1 = true");
  }

  @Test
  void newlinesAreFreeInsideOfBracketsAndSeparateTheEntriesOfObjects() {
    assertThat(
            Written.file(
                "a = (\n1\n+\n2\n)\nb = f(\n x,\n y\n)\nc = {\n  d = 1\n\n  e = (2\n)\n}\n"
                    + "g = x[\n0\n]\nh = { for\n k in x :\n k => k\n}\ni = \"${\n j\n}\"\n"))
        .isEqualTo(
            "a = (1 + 2); b = f(x, y); c = {d: 1, e: 2}; g = x[0]; h = {for k in x : k => k};"
                + " i = '${j}'");
  }

  @Test
  void knowsTheExactPlaceOfEverything() {
    String text = "a \"é\" {\n  b = x.y[0] + f(1)\n}\n";
    HclFile file = HclReader.read("main.tf", text).value();
    HclItem.Block block = (HclItem.Block) file.body().items(Map.of()).getFirst();
    HclItem.Attribute attribute = (HclItem.Attribute) block.body().items(Map.of()).getFirst();
    HclExpression.Binary sum = (HclExpression.Binary) attribute.value();
    HclExpression.Traversal name = (HclExpression.Traversal) sum.left();
    assertThat(block.header().text()).isEqualTo("a \"é\"");
    assertThat(block.range().text()).isEqualTo(text.strip());
    assertThat(attribute.range().text()).isEqualTo("b = x.y[0] + f(1)");
    assertThat(sum.range().text()).isEqualTo("x.y[0] + f(1)");
    assertThat(name.steps()).extracting(s -> s.range().text()).containsExactly(".y", "[0]");
    assertThat(sum.right().range().span().column()).isEqualTo(16);
    assertThat(sum.right().range().span().line()).isEqualTo(2);
  }
}
