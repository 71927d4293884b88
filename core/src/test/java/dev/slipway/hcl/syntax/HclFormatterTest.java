package dev.slipway.hcl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Outcome;
import dev.slipway.oracle.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HclFormatterTest {

  /** Forms that a formatter gets wrong easily; all of them are accepted by Terraform. */
  private static final List<String> NASTY =
      List.of(
          "",
          "\n",
          "   ",
          "\uFEFF  ",
          "# only a comment",
          "\n\n\na=1\n\n\n\nb=2\n\n\n",
          "a=1   ",
          "\uFEFF  a=1\n",
          "a=1\r\nlonger=2 # x\r\n\r\nc{\r\n}\r\n",
          "a=1 # one\nlonger_name=2   // two\n\nb=3# three\n",
          "a=1 /* one */\nbb=2 /* two */\n",
          "a /* x */ = /* y */ 1 /* z */\nbbbbbb=2",
          "größe=1 # ü\nx=2 # e\u0301 twice: e\u0301\n",
          "a=\"👩‍👩‍👧\" # family\nb=\"x\" # letter\n",
          "b{}\nc{ x=1 }\nd   \"l\"   e {\n}\n",
          "b /* a */ one /* b */ \"two\" /* c */ {\n}\n",
          "b \"\\u00e9\\t\\\"\" {\n}\n",
          "b \"\" {\n}\n",
          "a = [1,2,\n3]\n",
          "a = [\n1,\n{\nb=2\ncc=3\n},\n]\n",
          "a = {b={c=1\nd=2}}\n",
          "a = { b : 1, \"c d\" = 2 , (e) = 3 }\n",
          "a = f(1,g(2,\n3),[for x in [1]:x])\n",
          "a = f([{\nb=1\n}])\nc=2\n",
          "a = f([\n{\nb=1\n}\n]\n)\nc=2\n",
          "a = (\n(\n[1\n]\n)\n)\nb=2\n",
          "a = -1\nb = 1-1\nc = x - -1\nd = !y\ne = [-1,- 1]\nf = a?-1:- 2\n",
          "a = x.y .z[0] [*]. b\nb = x.*.y\nc = \"x\"[0]\nd = f(1)[0]\ne = [1][0]\n",
          "a = {for k,v in m:k=>v...if v!=null}\nb=[for in in[1]:in]\n",
          "a = x==1&&y!=2||z>=3?1:2\n",
          "a = \"${x}\"\nb = \"${x} \"\nc = \"${x}${y}\"\nd = \"${\"${x}\"}\"\ne = \"${~ x ~}\"\n",
          "a = \"${\n  x ?\n  1 : 2\n}\"\nb = \"${(\n1\n)}\"\nc = \"${f(\n1)}\"\n",
          "a = \"${f(\"x\")}\"\nb = [\"${x}\"]\nc {\nd = \"${x}\"\n}\n",
          "a = \"%{if x}1%{else}2%{endif}\"\nb = \"${ {a=1} }\"\nc = \"x${ [1] [0]}y\"\n",
          "a = \"x ${   y   }  z\"\nb = \"$${x} %%{y} $ % \\\" \\\\\"\n",
          "a = <<EOT\n  b=1\n ${   x   }\nEOT\nb=2\nccc=3\n",
          "a = f(<<-EOT\n    x\n    EOT\n,1)\nb=2\n",
          "a = {\nb = <<EOT\nx=1\nEOT\nccc=2\n}\n",
          "a = <<EOT\n${f(\n1,\n2\n)}\nEOT\nbbb=2\n",
          "variable v {\n"
              + "type=\"string\"\n"
              + "}\n"
              + "variable w {\n"
              + "type=\"list\"\n"
              + "}\n"
              + "variable x {\n"
              + "type=map\n"
              + "}\n",
          "variable v {\ntype=\"map\"\nb {\ntype=\"map\"\n}\n}\nv {\ntype=\"map\"\n}\ntype=set\n",
          "variable v {\ntype=\"${list}\"\ndefault=\"${x}\"\n}\n",
          "a = provider :: aws :: arn_parse( x )\n",
          "a = 1e+5\nb = 1.5E-3\nc=x.0.y\n",
          "b {\n# comment\n// comment\n    /* comment\n  over lines */\nx=1\n}\n",
          "b {\nx=1\n\n\n\n}\n",
          "a = [ # why\n1, # one\n22, # two\n]\nb = { # why\n}\n",
          "a = x ? {\nb=1\n} : {\nc=1\n}\n",
          "aa = [\n1\n]\nb = 2\ncccc = [3]\n",
          "a\t=\t1\n\tb =\t\t2\n",
          "  b{\n      c{\n d=[[[\n1\n]]]\n e=1\n}\n}\n");

  private static String formatted(String text) {
    Outcome<String> outcome = HclFormatter.format("main.tf", text);
    assertThat(outcome.diagnostics()).as(text).isEmpty();
    return outcome.value();
  }

  @Test
  void indentsByOpenBracketsAndAlignsWhatFollowsTheNames() {
    assertThat(formatted("b \"x\"{\nc=[\n1,\n2]\nlonger=1\nd=2 # why\n}\n"))
        .isEqualTo(
            """
            b "x" {
              c = [
                1,
              2]
              longer = 1
              d      = 2 # why
            }
            """);
  }

  @Test
  void takesTheQuotesOffASoleInterpolation() {
    assertThat(formatted("a = \"${x}\"\nb = \"${x}y\"\n")).isEqualTo("a = x\nb = \"${x}y\"\n");
  }

  @Test
  void quotesLabelsAndRenewsOldTypes() {
    assertThat(formatted("variable v {\n  type = \"list\"\n}\n"))
        .isEqualTo("variable \"v\" {\n  type = list(string)\n}\n");
  }

  @Test
  void keepsALabelThatTerraformLoses() {
    assertThat(formatted("b \"$${x}\"   {}\n")).isEqualTo("b \"$${x}\" {}\n");
  }

  @Test
  void keepsWhatStandsInTemplates() {
    String text = "a = <<EOT\n  b=1\n   c  =  2\nEOT\n";
    assertThat(formatted(text)).isEqualTo(text);
  }

  @Test
  void countsAVisibleCharacterAsOneColumn() {
    assertThat(formatted("a = \"e\u0301\" # x\nb = \"ee\" # y\n"))
        .isEqualTo("a = \"e\u0301\"  # x\nb = \"ee\" # y\n");
  }

  @Test
  void returnsATextWithErrorsAsItIs() {
    Outcome<String> outcome = HclFormatter.format("main.tf", "a=1\nb   {\n");
    assertThat(outcome.value()).isEqualTo("a=1\nb   {\n");
    assertThat(outcome.diagnostics()).isNotEmpty();
  }

  @Test
  void changesNothingMoreOnceInterpolationsInInterpolationsAreUnwrapped() {
    for (String text : NASTY) {
      String twice = formatted(formatted(text));
      assertThat(formatted(twice)).isEqualTo(twice);
    }
  }

  @Test
  void isLinearInLongAlignedRunsAndDeepNesting() {
    String run = "a = 1 # x\n".replace("a", "name_%d");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      text.append(run.formatted(i));
    }
    Assertions.assertTimeout(Duration.ofSeconds(20), () -> formatted(text.toString()));
    String deep = "a = " + "(\n".repeat(50_000) + "1" + "\n)".repeat(50_000) + "\n";
    Assertions.assertTimeout(
        Duration.ofSeconds(20), () -> HclFormatter.format("main.tf", deep).value());
  }

  @Test
  void agreesWithTerraformOnFormsThatAreEasyToGetWrong(@TempDir Path folder) throws IOException {
    compare(folder, NASTY);
  }

  @Test
  void agreesWithTerraformHoweverTheBlanksLie(@TempDir Path folder) throws IOException {
    Random random = new Random(20261124);
    List<String> texts = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      for (String text : NASTY) {
        texts.add(shaken(text, random));
      }
    }
    compare(folder, texts);
  }

  /** The text with other blanks and more comments between its tokens. */
  private static String shaken(String text, Random random) {
    Tokens tokens = Lexer.tokens(text);
    StringBuilder out = new StringBuilder();
    int literal = 0;
    int end = 0;
    for (int i = 0; i < tokens.size(); i++) {
      TokenKind kind = tokens.kind(i);
      out.append(text, end, tokens.start(i));
      if (literal == 0) {
        switch (random.nextInt(12)) {
          case 0 -> out.append("  ");
          case 1 -> out.append('\t');
          case 2 -> out.append("/* ä */");
          case 3 -> out.append(kind == TokenKind.NEWLINE ? "  # end" : " ");
          default -> {}
        }
      }
      out.append(text, tokens.start(i), tokens.end(i));
      end = tokens.end(i);
      literal += nesting(kind);
    }
    return out.toString();
  }

  private static int nesting(TokenKind kind) {
    return switch (kind) {
      case QUOTE_OPEN, HEREDOC_OPEN -> 1;
      case QUOTE_CLOSE, HEREDOC_CLOSE -> -1;
      default -> 0;
    };
  }

  /** Terraform refuses some of what shaking makes; we must refuse the same. */
  private static void compare(Path folder, List<String> texts) throws IOException {
    Tool terraform = Tool.require("terraform");
    for (int i = 0; i < texts.size(); i++) {
      Files.writeString(folder.resolve("case%03d.tf".formatted(i)), texts.get(i));
    }
    String refused = terraform.run(folder, "fmt", "-no-color").output();
    for (int i = 0; i < texts.size(); i++) {
      String name = "case%03d.tf".formatted(i);
      Outcome<String> ours = HclFormatter.format(name, texts.get(i));
      assertThat(ours.value()).as(texts.get(i)).isEqualTo(Files.readString(folder.resolve(name)));
      assertThat(!ours.diagnostics().isEmpty())
          .as("%s refused: %s", name, texts.get(i))
          .isEqualTo(refused.contains("on " + name + " line"));
    }
  }
}
