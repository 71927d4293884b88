package dev.slipway.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.check.report.Baseline;
import dev.slipway.check.report.CheckReport;
import dev.slipway.check.report.Kind;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.report.JsonReport;
import dev.slipway.source.DirectorySourceTree;
import dev.slipway.source.MemorySourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckRunTest {

  private static final String VOLUME =
      """
      resource "aws_ebs_volume" "v" {
        availability_zone = "eu-west-1a"
        size              = 1
        encrypted         = false
      }
      """;

  private static CheckReport check(Map<String, String> files) {
    return check(files, EnumSet.allOf(Kind.class), Baseline.none());
  }

  private static CheckReport check(Map<String, String> files, Set<Kind> only, Baseline baseline) {
    return CheckRun.check(
        new CheckRequest(
            MemorySourceTree.of("p", files),
            List.of(""),
            only,
            baseline,
            LocalDate.of(2026, 11, 23),
            "1.11.4",
            List.of(),
            List.of()));
  }

  private static List<Diagnostic> found(String code, Map<String, String> files) {
    return check(files).open().stream().filter(d -> d.code().equals(code)).toList();
  }

  private static Map<String, String> calls(int calls) {
    StringBuilder main = new StringBuilder();
    for (int i = 0; i < calls; i++) {
      main.append("module \"m%d\" {\n  source = \"./m\"\n}\n".formatted(i));
    }
    return new TreeMap<>(Map.of("main.tf", main.toString(), "m/main.tf", VOLUME));
  }

  @Test
  void onePlaceOfAModuleThatIsCalledOftenIsOneFinding() {
    CheckReport report = check(calls(18));

    assertThat(report.open())
        .filteredOn(d -> d.code().equals("SLIP-AWS-EBS-UNENCRYPTED"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.detail())
              .contains("18 addresses: module.m0.aws_ebs_volume.v, ")
              .contains("and 15 more.");
          assertThat(report.addresses(finding)).hasSize(18);
        });
    assertThat(
            JsonReport.write(report, Severity.ERROR, "slipway", path -> java.util.Optional.empty()))
        .contains("\"module.m17.aws_ebs_volume.v\"");
  }

  @Test
  void aFurtherCallOfAModuleIsNoNewFinding() {
    Map<String, String> two = calls(2);
    String baseline =
        Baseline.write(check(two).open(), path -> java.util.Optional.ofNullable(two.get(path)));

    CheckReport later =
        check(calls(3), EnumSet.allOf(Kind.class), Baseline.read("b.json", baseline).value());

    assertThat(later.open()).isEmpty();
    assertThat(later.paid()).isZero();
  }

  @Test
  void aFaultOfOneElementNamesIt() {
    String groups =
        """
        locals {
          rules = {
            web = { port = 443, from = "0.0.0.0/0" }
            ssh = { port = 22, from = "0.0.0.0/0" }
          }
        }
        resource "aws_security_group_rule" "x" {
          for_each          = local.rules
          type              = "ingress"
          protocol          = "tcp"
          from_port         = each.value.port
          to_port           = each.value.port
          cidr_blocks       = [each.value.from]
          security_group_id = "sg-12345678"
        }
        """;

    assertThat(found("SLIP-AWS-SG-ADMIN-OPEN", Map.of("main.tf", groups)))
        .singleElement()
        .satisfies(d -> assertThat(d.address()).contains("aws_security_group_rule.x[\"ssh\"]"));
  }

  @Test
  void aFaultOfAllElementsIsTheResources() {
    String volumes = VOLUME.replace("{\n  a", "{\n  count = 3\n  a");

    assertThat(found("SLIP-AWS-EBS-UNENCRYPTED", Map.of("main.tf", volumes)))
        .singleElement()
        .satisfies(d -> {
          assertThat(d.address()).contains("aws_ebs_volume.v");
          assertThat(d.detail()).doesNotContain("addresses");
        });
  }

  @Test
  void theRegionsOfTheProjectAreWhereThingsMayBe() {
    Map<String, String> files =
        new TreeMap<>(
            Map.of(
                "main.tf", "provider \"aws\" {\n  region = \"us-east-1\"\n}\n",
                "slipway.yaml", "regions: [eu-west-1, eu-central-1]\n"));

    assertThat(found("SLIP-REGION", files))
        .singleElement()
        .satisfies(d -> assertThat(d.detail()).contains("`us-east-1` is none of eu-west-1"));
    files.put("main.tf", "provider \"aws\" {\n  region = \"eu-central-1\"\n}\n");
    assertThat(found("SLIP-REGION", files)).isEmpty();
  }

  @Test
  void regionsOfOneCloudSayNothingOfAnother() {
    Map<String, String> files =
        Map.of(
            "main.tf", "provider \"aws\" {\n  region = \"us-east-1\"\n}\n",
            "slipway.yaml", "regions: [europe-west1]\n");

    assertThat(found("SLIP-REGION", files)).isEmpty();
  }

  @Test
  void theRegionOfWhatHasNoRegionIsNotJudged() {
    String certificate =
        """
        provider "aws" {
          region = "eu-west-1"
        }
        provider "aws" {
          alias  = "global"
          region = "us-east-1"
        }
        resource "%s" "c" {
          provider = aws.global
        }
        """;

    assertThat(
            found(
                "SLIP-REGION",
                Map.of(
                    "main.tf",
                    certificate.formatted("aws_acm_certificate"),
                    "slipway.yaml",
                    "regions: [eu-west-1]\n")))
        .isEmpty();
    assertThat(
            found(
                "SLIP-REGION",
                Map.of(
                    "main.tf",
                    certificate.formatted("aws_dynamodb_table"),
                    "slipway.yaml",
                    "regions: [eu-west-1]\n")))
        .hasSize(1);
  }

  @Test
  void aQueueForDeadLettersIsFoundThroughAModule() {
    String main =
        """
        resource "aws_sqs_queue" "dead" {
          name = "dead"
        }
        resource "aws_sqs_queue" "work" {
          name = "work"
        }
        module "f" {
          source = "./f"
          target = aws_sqs_queue.dead.arn
          other  = aws_sqs_queue.work.arn
        }
        """;
    String module =
        """
        variable "target" {
          type    = string
          default = null
        }
        variable "other" {}
        resource "aws_lambda_function" "f" {
          function_name = "f"
          role          = var.other
          dynamic "dead_letter_config" {
            for_each = var.target == null ? [] : [true]
            content {
              target_arn = var.target
            }
          }
        }
        """;

    assertThat(found("SLIP-AWS-SQS-NO-DEAD-LETTER", Map.of("main.tf", main, "f/main.tf", module)))
        .singleElement()
        .satisfies(d -> assertThat(d.address()).contains("aws_sqs_queue.work"));
    assertThat(
            found(
                "SLIP-AWS-SQS-NO-DEAD-LETTER",
                Map.of("main.tf", main.replace("./f", "acme/f/aws"))))
        .isEmpty();
  }

  @Test
  void aSettingIsForTheBucketThatHasTheSameUnknownName() {
    String bucket =
        """
        variable "name" {}
        resource "aws_s3_bucket" "b" {
          bucket = var.name
        }
        resource "aws_s3_bucket_public_access_block" "b" {
          bucket                  = var.name
          block_public_acls       = true
          block_public_policy     = true
          ignore_public_acls      = true
          restrict_public_buckets = true
        }
        """;

    assertThat(found("SLIP-AWS-S3-NO-ACCESS-BLOCK", Map.of("main.tf", bucket))).isEmpty();
  }

  @Test
  void aRuleOfOneElementIsOfThatElementsGroup() {
    String groups =
        """
        resource "aws_security_group" "g" {
          for_each = toset(["web", "db"])
          name     = each.key
        }
        resource "aws_security_group_rule" "open" {
          for_each          = { a = { group = aws_security_group.g["web"].id, port = 5432 } }
          type              = "ingress"
          protocol          = "tcp"
          from_port         = each.value.port
          to_port           = each.value.port
          cidr_blocks       = ["0.0.0.0/0"]
          security_group_id = each.value.group
        }
        resource "aws_db_instance" "d" {
          vpc_security_group_ids = [aws_security_group.g["%s"].id]
        }
        """;

    assertThat(found("SLIP-AWS-DATABASE-OPEN-GROUP", Map.of("main.tf", groups.formatted("db"))))
        .isEmpty();
    assertThat(found("SLIP-AWS-DATABASE-OPEN-GROUP", Map.of("main.tf", groups.formatted("web"))))
        .hasSize(1);
  }

  @Test
  void aLinkOutOfTheProjectMattersToValidityOnlyWhereAModuleIsBehindIt(@TempDir Path folder)
      throws IOException {
    Path project = Files.createDirectories(folder.resolve("p"));
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(project.resolve("main.tf"), "module \"m\" {\n  source = \"./mod\"\n}\n");
    Files.createSymbolicLink(project.resolve("notes"), elsewhere);
    Files.createSymbolicLink(project.resolve("mod"), elsewhere);

    assertThat(linksOutside(project, EnumSet.of(Kind.VALIDITY))).containsExactly("mod");
    assertThat(linksOutside(project, EnumSet.allOf(Kind.class))).containsExactly("mod", "notes");
  }

  private static List<String> linksOutside(Path project, Set<Kind> only) throws IOException {
    CheckReport report =
        CheckRun.check(
            new CheckRequest(
                DirectorySourceTree.open(project).value(),
                List.of(""),
                only,
                Baseline.none(),
                LocalDate.of(2026, 11, 23),
                "1.11.4",
                List.of(),
                List.of()));
    return report.open().stream()
        .filter(d -> d.code().equals("SLIP-LINK-OUTSIDE"))
        .map(d -> d.span().orElseThrow().file())
        .toList();
  }
}
