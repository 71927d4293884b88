package dev.slipway.check.rule.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.terraform.ModuleLoader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackViewTest {

  private static RuleInput input(Map<String, String> files) {
    MemorySourceTree tree = MemorySourceTree.of("p", files);
    return RuleInput.of(ModuleLoader.load(tree, "").value()).with(GivenValues.read(tree, ""));
  }

  private static List<String> found(String rule, Map<String, String> files) {
    return TerraformRules.check(input(files)).stream()
        .filter(d -> d.code().equals(rule))
        .map(d -> d.address().orElse(""))
        .toList();
  }

  private static List<String> found(String rule, String text) {
    return found(rule, Map.of("main.tf", text));
  }

  @Test
  void aVariableWithoutAValueMayBeAnything() {
    String volume =
        """
        variable "encrypted" {
          type = bool
        %s
        }
        resource "aws_ebs_volume" "v" {
          availability_zone = "eu-west-1a"
          size              = 1
          encrypted         = var.encrypted
        }
        """;

    assertThat(found("SLIP-AWS-EBS-UNENCRYPTED", volume.formatted(""))).isEmpty();
    assertThat(found("SLIP-AWS-EBS-UNENCRYPTED", volume.formatted("  default = false")))
        .containsExactly("aws_ebs_volume.v");
    assertThat(
            found(
                "SLIP-AWS-EBS-UNENCRYPTED",
                Map.of("main.tf", volume.formatted(""), "terraform.tfvars", "encrypted = false\n")))
        .containsExactly("aws_ebs_volume.v");
  }

  @Test
  void whatIsMadeNoTimesIsNotLookedAt() {
    assertThat(
            found(
                "SLIP-AWS-EBS-UNENCRYPTED",
                """
                resource "aws_ebs_volume" "v" {
                  count             = 0
                  availability_zone = "eu-west-1a"
                  size              = 1
                }
                resource "aws_ebs_volume" "w" {
                  for_each          = toset([])
                  availability_zone = "eu-west-1a"
                  size              = 1
                }
                """))
        .isEmpty();
  }

  @Test
  void anInputOfAModuleIsWhatItsCallGives() {
    String module =
        """
        variable "encrypted" {
          default = true
        }
        resource "aws_ebs_volume" "v" {
          availability_zone = "eu-west-1a"
          size              = 1
          encrypted         = var.encrypted
        }
        """;
    String root =
        """
        module "good" {
          source = "./disk"
        }
        module "bad" {
          source    = "./disk"
          encrypted = false
        }
        """;

    assertThat(found("SLIP-AWS-EBS-UNENCRYPTED", Map.of("main.tf", root, "disk/main.tf", module)))
        .containsExactly("module.bad.aws_ebs_volume.v");
  }

  @Test
  void followsReferencesThroughModulesAndLocals() {
    Map<String, String> files =
        Map.of(
            "main.tf",
            """
            module "store" {
              source = "./store"
            }
            locals {
              bucket = module.store.id
            }
            module "history" {
              source = "./history"
              bucket = local.bucket
            }
            """,
            "store/main.tf",
            """
            resource "aws_s3_bucket" "b" {
              bucket = "b"
            }
            output "id" {
              value = aws_s3_bucket.b.id
            }
            """,
            "history/main.tf",
            """
            variable "bucket" {}
            resource "aws_s3_bucket_versioning" "v" {
              bucket = var.bucket
              versioning_configuration {
                status = "Enabled"
              }
            }
            """);

    assertThat(found("SLIP-AWS-S3-VERSIONING", files)).isEmpty();
  }

  @Test
  void dynamicBlocksAreUnfoldedWhereTheyAreKnown() {
    String group =
        """
        variable "more" {
          type = list(number)
        }
        resource "aws_security_group" "g" {
          dynamic "ingress" {
            for_each = %s
            content {
              from_port   = ingress.value
              to_port     = ingress.value
              protocol    = "tcp"
              cidr_blocks = ["0.0.0.0/0"]
            }
          }
        }
        """;

    assertThat(found("SLIP-AWS-SG-ADMIN-OPEN", group.formatted("[443, 22]")))
        .containsExactly("aws_security_group.g");
    assertThat(found("SLIP-AWS-SG-ADMIN-OPEN", group.formatted("[443]"))).isEmpty();
    assertThat(found("SLIP-AWS-SG-ADMIN-OPEN", group.formatted("var.more"))).isEmpty();
  }

  @Test
  void readsBodiesInJson() {
    assertThat(
            found(
                "SLIP-AWS-SG-ADMIN-OPEN",
                Map.of(
                    "main.tf.json",
                    """
                    {"resource": {"aws_security_group": {"g": {"ingress": [
                      {"from_port": 22, "to_port": 22, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"]}
                    ]}}}}
                    """)))
        .containsExactly("aws_security_group.g");
  }

  @Test
  void findsAPolicyWhereverItIsWritten() {
    String rule = "SLIP-AWS-S3-PUBLIC-POLICY";
    String text =
        """
        resource "aws_s3_bucket_policy" "p" {
          bucket = "b"
          policy = %s
        }
        """;
    String statement =
        "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\","
            + " \"Action\": \"s3:*\", \"Resource\": \"${aws_s3_bucket.b.arn}/*\"}]}";

    assertThat(found(rule, text.formatted("<<E\n" + statement + "\nE"))).isNotEmpty();
    assertThat(
            found(
                rule,
                text.formatted("local.p") + "locals {\n  p = jsonencode(" + statement + ")\n}\n"))
        .isNotEmpty();
    assertThat(
            found(
                rule,
                text.formatted("data.aws_iam_policy_document.d.json")
                    + """
                    data "aws_iam_policy_document" "d" {
                      statement {
                        actions   = ["s3:GetObject"]
                        resources = ["*"]
                        principals {
                          type        = "*"
                          identifiers = ["*"]
                        }
                      }
                    }
                    """))
        .isNotEmpty();
    assertThat(found(rule, text.formatted("var.policy") + "variable \"policy\" {}\n")).isEmpty();
    assertThat(found(rule, text.formatted("\"not json\""))).isEmpty();
  }

  @Test
  void aCircleOfNamesEnds() {
    assertThat(
            found(
                "SLIP-AWS-EBS-UNENCRYPTED",
                """
                locals {
                  a = local.b
                  b = local.a
                }
                resource "aws_ebs_volume" "v" {
                  availability_zone = local.a
                  size              = 1
                }
                """))
        .containsExactly("aws_ebs_volume.v");
  }

  @Test
  void aFindingShowsTheArgumentAndNeverASecret() {
    List<Diagnostic> found =
        TerraformRules.check(
            input(
                Map.of(
                    "main.tf",
                    """
                    resource "aws_db_instance" "d" {
                      instance_class = "db.t4g.small"
                      password       = "correct-horse-battery"
                    }
                    """)));

    assertThat(found)
        .anySatisfy(d -> {
          assertThat(d.code()).isEqualTo("SLIP-AWS-RDS-PASSWORD");
          assertThat(d.span().orElseThrow().line()).isEqualTo(3);
        });
    assertThat(found).noneSatisfy(d -> assertThat(d.toString()).contains("correct-horse"));
  }
}
