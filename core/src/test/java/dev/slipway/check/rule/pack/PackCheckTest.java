package dev.slipway.check.rule.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.check.rule.terraform.RuleInput;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.terraform.ModuleLoader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackCheckTest {

  private static final String STACK =
      """
      variable "open" {
        type = bool
      }
      resource "aws_s3_bucket" "a" {
        bucket        = "a"
        force_destroy = var.open
        tags = {
          owner = "ann"
        }
      }
      resource "aws_s3_bucket" "b" {
        bucket = "b"
      }
      resource "aws_security_group" "web" {
        ingress {
          from_port   = 22
          to_port     = 22
          protocol    = "tcp"
          cidr_blocks = ["0.0.0.0/0"]
        }
      }
      """;

  private static String pack(String on, String when) {
    return """
    rules:
      - id: ACME-1
        severity: warning
        title: Not as we do it
        why: We agreed on it.
        fix: Do it as we do.
        on: %s
        when: '%s'
    """
        .formatted(on, when);
  }

  private static List<String> found(String on, String when) {
    Outcome<List<PackRule>> rules = PackReader.read(".slipway/rules/acme.yaml", pack(on, when));
    assertThat(rules.diagnostics()).isEmpty();
    RuleInput input =
        RuleInput.of(
            ModuleLoader.load(MemorySourceTree.of("p", Map.of("main.tf", STACK)), "").value());
    return PackCheck.check(rules.value(), input).stream()
        .map(d -> d.code() + " " + d.address().orElse(d.span().orElseThrow().toString()))
        .toList();
  }

  @Test
  void findsTheResourcesForWhichTheExpressionIsTrue() {
    assertThat(found("aws_s3_bucket", "!has(resource.tags) || !(\"owner\" in resource.tags)"))
        .containsExactly("ACME-1 aws_s3_bucket.b");
  }

  @Test
  void seesBlocksAsLists() {
    assertThat(
            found(
                "[aws_security_group]",
                "resource.ingress.exists(r, r.from_port <= 22 && \"0.0.0.0/0\" in r.cidr_blocks)"))
        .containsExactly("ACME-1 aws_security_group.web");
  }

  @Test
  void aValueThatIsNotKnownViolatesNothing() {
    assertThat(found("aws_s3_bucket", "resource.force_destroy != false")).isEmpty();
    assertThat(found("aws_s3_bucket", "resource.force_destroy == true || resource.bucket == \"a\""))
        .containsExactly("ACME-1 aws_s3_bucket.a");
    assertThat(found("aws_s3_bucket", "has(resource.force_destroy)"))
        .containsExactly("ACME-1 aws_s3_bucket.a");
  }

  @Test
  void looksAtTheWholeStack() {
    assertThat(found("stack", "size(stack.aws_s3_bucket) > 1"))
        .containsExactly("ACME-1 .slipway/rules/acme.yaml:2");
    assertThat(
            found(
                "aws_s3_bucket",
                "stack.aws_security_group.size() == 1 && resource.bucket == \"b\""))
        .containsExactly("ACME-1 aws_s3_bucket.b");
  }

  @Test
  void anExpressionThatCannotBeReadIsReportedAtItsPlace() {
    for (String wrong : List.of("resource.(", "nothing.there", "1 +")) {
      assertThat(found("aws_s3_bucket", wrong))
          .as(wrong)
          .containsExactly("SLIP-PACK-EXPRESSION .slipway/rules/acme.yaml:8");
    }
  }

  @Test
  void anExpressionThatWouldRunForLongIsCutOff() {
    String range = "[" + "1,".repeat(300) + "1]";
    assertThat(
            found(
                "aws_s3_bucket",
                "%s.all(a, %s.all(b, %s.all(c, a == a)))".formatted(range, range, range)))
        .containsExactly("SLIP-PACK-EXPRESSION .slipway/rules/acme.yaml:8");
  }

  @Test
  void namesWhatIsWrongWithAPack() {
    String text =
        """
        rules:
          - id: SLIP-MINE
            severity: wrong
            titel: T
            why: W
            on: aws_s3_bucket
            when: 'true'
        """;

    Outcome<List<PackRule>> read = PackReader.read("p.yaml", text);

    assertThat(read.value()).isEmpty();
    assertThat(read.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactlyInAnyOrder(
            "SLIP-PACK-ID", "SLIP-PACK-VALUE", "SLIP-PACK-KEY", "SLIP-PACK-MISSING");
    assertThat(read.diagnostics())
        .anySatisfy(d -> assertThat(d.detail()).contains("Did you mean `title`?"));
  }

  @Test
  void anExampleThatTheRuleJudgesOtherwiseIsReportedWhereItStands() {
    String pack =
        pack("[aws_s3_bucket]", "has(resource.force_destroy) && resource.force_destroy == true")
            + """
                pass: |
                  resource "aws_s3_bucket" "b" {}
                fail:
                  - |
                    resource "aws_s3_bucket" "b" {
                      force_destroy = true
                    }
                  - |
                    resource "aws_s3_bucket" "b" {}
                  - resource "aws_s3_bucket" {
            """;

    List<PackRule> rules = PackReader.read("p.yaml", pack).value();

    assertThat(PackExamples.check(rules))
        .extracting(d -> d.code() + " " + d.span().orElseThrow().line() + " " + d.detail())
        .satisfiesExactly(
            second -> assertThat(second).startsWith("SLIP-PACK-EXAMPLE 16 The rule finds nothing"),
            third -> assertThat(third).startsWith("SLIP-PACK-EXAMPLE 18 It cannot be read"));
    assertThat(rules.getFirst().text().code()).isEqualTo("resource \"aws_s3_bucket\" \"b\" {}\n");
  }
}
