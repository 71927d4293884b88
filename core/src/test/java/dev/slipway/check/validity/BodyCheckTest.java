package dev.slipway.check.validity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.terraform.ModuleLoader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BodyCheckTest {

  @Test
  void acceptsEveryFormOfAnAddressThatAzureTakes() {
    assertThat(
            errors(
                """
                resource "azurerm_key_vault" "main" {
                  name                = "main"
                  location            = "westeurope"
                  resource_group_name = "main"
                  tenant_id           = "12345678-1234-9876-4563-123456789012"
                  sku_name            = "standard"

                  rbac_authorization_enabled = true
                  network_acls {
                    bypass         = "AzureServices"
                    default_action = "Deny"
                    ip_rules       = ["10.0.0.0/24", "10.0.1.1"]
                  }
                }
                resource "azurerm_shared_image_version" "main" {
                  name                = "1.0.2"
                  gallery_name        = "main"
                  image_name          = "main"
                  location            = "westeurope"
                  resource_group_name = "main"
                  managed_image_id    = "/subscriptions/12345678-1234-9876-4563-123456789012/resourceGroups/a/providers/Microsoft.Compute/images/b"
                  target_region {
                    name                   = "westeurope"
                    regional_replica_count = 1
                  }
                }
                resource "azurerm_firewall_policy_rule_collection_group" "main" {
                  name               = "main"
                  firewall_policy_id = "/subscriptions/12345678-1234-9876-4563-123456789012/resourceGroups/a/providers/Microsoft.Network/firewallPolicies/b"
                  priority           = 500
                  network_rule_collection {
                    name     = "main"
                    priority = 400
                    action   = "Deny"
                    rule {
                      name                  = "web"
                      protocols             = ["TCP"]
                      source_addresses      = ["10.0.0.1"]
                      destination_addresses = ["10.0.0.0/8"]
                      destination_ports     = ["80", "1000-2000"]
                    }
                  }
                }
                """))
        .isEmpty();
  }

  @Test
  void namesTheArgumentThatDoesNotExistAndTheOneThatIsMeant() {
    Diagnostic problem =
        only(
            """
            resource "aws_vpc" "main" {
              cidr_blok = "10.0.0.0/16"
            }
            """);
    assertThat(problem.code()).isEqualTo("SLIP-TF-ARGUMENT-UNKNOWN");
    assertThat(problem.address()).contains("aws_vpc.main");
    assertThat(problem.span().orElseThrow()).hasToString("main.tf:2");
    assertThat(problem.detail()).contains("Did you mean `cidr_block`?");
    assertThat(problem.edits())
        .singleElement()
        .satisfies(edit -> assertThat(edit.replacement()).isEqualTo("cidr_block"));
  }

  @Test
  void tellsBlocksFromArguments() {
    assertThat(
            only("""
            resource "aws_vpc" "main" {
              cidr_block = "10.0.0.0/16"
              tags {
                a = "b"
              }
            }
            """)
                .detail())
        .contains("is an argument here, not a block");
    assertThat(
            only("""
            resource "aws_vpc" "main" {
              cidr_block = "10.0.0.0/16"
              timeouts   = {}
            }
            """)
                .code())
        .isEqualTo("SLIP-TF-ARGUMENT-UNKNOWN");
  }

  @Test
  void pointsAtTheValueThatHasTheWrongTypeAndNamesItsPath() {
    Diagnostic problem =
        only(
            """
            resource "aws_security_group" "web" {
              ingress {
                from_port = 80
                to_port   = "eighty"
                protocol  = "tcp"
              }
            }
            """);
    assertThat(problem.code()).isEqualTo("SLIP-TF-TYPE");
    assertThat(problem.summary()).contains("`ingress.to_port`");
    assertThat(problem.span().orElseThrow().line()).isEqualTo(4);
  }

  @Test
  void looksIntoEachBlockThatADynamicOneStandsFor() {
    List<Diagnostic> problems =
        errors(
            """
            resource "aws_security_group" "web" {
              dynamic "ingress" {
                for_each = [80, "eighty"]
                content {
                  from_port = ingress.value
                  to_port   = 80
                  protocol  = "tcp"
                }
              }
            }
            """);
    assertThat(problems).singleElement().extracting(Diagnostic::code).isEqualTo("SLIP-TF-TYPE");
  }

  @Test
  void aThousandBlocksOfADynamicOneAreCountedButNotAllRead() {
    List<Diagnostic> problems =
        errors(
            """
            resource "aws_lambda_function" "f" {
              function_name = "f"
              role          = "arn:aws:iam::123456789012:role/f"
              dynamic "environment" {
                for_each = range(1000)
                content {
                  variables = { a = environment.value }
                }
              }
            }
            """);
    assertThat(problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.detail()).contains("There are 1000"));
  }

  @Test
  void bodiesInJsonAreReadByTheSameSchema() {
    List<Diagnostic> problems =
        check(
            "main.tf.json",
            """
            {"resource": {"aws_security_group": {"web": {
              "ingress": [{"from_port": 1}],
              "timeouts": {"creat": "1h"},
              "dynamic": {"timeouts": {"for_each": [], "content": {}}}}}}}
            """);
    assertThat(problems)
        .extracting(Diagnostic::code)
        .containsExactlyInAnyOrder("SLIP-TF-TYPE", "SLIP-TF-ARGUMENT-UNKNOWN");
  }

  @Test
  void aTypeThatDoesNotExistIsAnErrorOnlyWhereTheProviderIsKnown() {
    Diagnostic unknown = only("resource \"aws_vcp\" \"main\" {}\n");
    assertThat(unknown.code()).isEqualTo("SLIP-TF-RESOURCE-UNKNOWN");
    assertThat(unknown.detail()).contains("Did you mean `aws_vpc`?");
    String text =
        """
        resource "acme_thing" "a" { bogus = 1 }
        resource "acme_thing" "b" { bogus = 1 }
        """;
    assertThat(check("main.tf", text))
        .singleElement()
        .satisfies(note -> {
          assertThat(note.severity()).isEqualTo(Severity.NOTE);
          assertThat(note.code()).isEqualTo("SLIP-TF-PROVIDER-NOT-CHECKED");
          assertThat(note.fix()).contains("slipway schema import");
        });
  }

  @Test
  void aLocalNameMeansTheProviderThatIsRequiredByIt() {
    String text =
        """
        terraform {
          required_providers {
            aws = { source = "acme/aws" }
            cloud = { source = "hashicorp/aws" }
          }
        }
        resource "aws_vpc" "other" { bogus = 1 }
        resource "aws_vpc" "main" {
          provider = cloud
          bogus    = 1
        }
        """;
    assertThat(errors(text))
        .singleElement()
        .satisfies(problem -> assertThat(problem.address()).contains("aws_vpc.main"));
  }

  @Test
  void saysWhatAProviderAcceptsUnlessTheValueIsSecret() {
    String text =
        """
        resource "aws_ecs_task_definition" "app" {
          family                = "app"
          container_definitions = "[]"
          network_mode          = sensitive("bridgge")
        }
        """;
    assertThat(only(text).detail()).doesNotContain("bridgge");
    Diagnostic plain = only(text.replace("sensitive(\"bridgge\")", "\"bridgge\""));
    assertThat(plain.code()).isEqualTo("SLIP-TF-VALUE");
    assertThat(plain.detail()).contains("`bridgge`", "Did you mean `bridge`?");
  }

  @Test
  void aProviderConfigurationIsCheckedWhereItIsUsed() {
    String text =
        """
        provider "aws" {
          alias  = "west"
          regoin = "us-west-2"
        }
        resource "aws_eip" "main" {
          provider = aws.west
        }
        """;
    assertThat(only(text).summary()).contains("`regoin`");
    assertThat(errors(text.replace("provider = aws.west", ""))).isEmpty();
  }

  private static Diagnostic only(String text) {
    List<Diagnostic> errors = errors(text);
    assertThat(errors).hasSize(1);
    return errors.getFirst();
  }

  @Test
  void looksAtTheBackendOfAnotherState() {
    assertThat(remote("backend = \"s4\""))
        .singleElement()
        .satisfies(d -> assertThat(d.detail()).contains("Did you mean"));
    assertThat(remote("backend = \"swift\"")).hasSize(1);
    assertThat(remote("backend = \"gcs\"")).hasSize(1);
    assertThat(remote("backend = \"s3\"\n  config = { buckett = \"b\" }"))
        .singleElement()
        .satisfies(d -> assertThat(d.summary()).isEqualTo("No argument `buckett`"));
    assertThat(remote("backend = \"s3\"\n  config = { bucket = \"b\" }")).hasSize(1);
    assertThat(remote("backend = \"s3\"\n  config = \"b\"")).hasSize(1);
    assertThat(remote("backend = \"s4\"\n  config = { bucket = var.b }")).isEmpty();
    assertThat(remote("backend = \"local\"")).isEmpty();
    assertThat(remote("backend = var.b\n  config = { a = 1 }")).isEmpty();
    assertThat(remote("backend = \"gcs\"\n  config = { bucket = var.b, a = 1 }")).isEmpty();
    assertThat(remote("backend = \"s3\"\n  config = merge({ bucket = \"b\" }, { key = \"k\" })"))
        .isEmpty();
    assertThat(remote("backend = \"kubernetes\"\n  config = { any = 1 }")).isEmpty();
  }

  private static List<Diagnostic> remote(String body) {
    return errors(
        "variable \"b\" {}\ndata \"terraform_remote_state\" \"a\" {\n  " + body + "\n}\n");
  }

  @Test
  void saysOnceWhatIsNoBodyInJson() {
    List<Diagnostic> found =
        check(
            "main.tf.json",
            """
            {"provider": {"aws": {"region": "eu-west-1", "region": "x", "assume_role": "x"}},
             "resource": {
               "aws_security_group": {"a": {"timeouts": "no"}},
               "aws_instance": {"i": {"ami": "a", "instance_type": "t3.micro",
                 "lifecycle": {"prevent_destroy": true},
                 "dynamic": {"ebs_block_device": {"for_each": [1], "content": 3}}}}}}
            """);

    assertThat(found)
        .filteredOn(d -> d.severity() == Severity.ERROR)
        .extracting(d -> d.code() + " " + d.span().orElseThrow().line())
        .containsExactlyInAnyOrder(
            "SLIP-HCL-DUPLICATE 1",
            "SLIP-HCL-JSON-BODY 1",
            "SLIP-HCL-JSON-BODY 3",
            "SLIP-HCL-JSON-BODY 6");
  }

  @Test
  void looksAtTheRepetitionInsideOfOneThatIsNotKnown() {
    String template =
        """
        variable "x" {
          type = list(string)
        }
        resource "aws_launch_template" "t" {
          dynamic "block_device_mappings" {
            for_each = var.x
            content {
              dynamic "ebs" {
                for_each = %s
                content {
                  volume_size = ebs.value
                }
              }
            }
          }
        }
        """;

    assertThat(errors(template.formatted("3")))
        .singleElement()
        .satisfies(d -> assertThat(d.code()).isEqualTo("SLIP-TF-DYNAMIC"));
    assertThat(errors(template.formatted("[nofunction(1)]"))).hasSize(1);
    assertThat(errors(template.formatted("block_device_mappings.value == \"\" ? [] : [1]")))
        .isEmpty();
    assertThat(errors(template.formatted("block_device_mappings.value.sizes"))).isEmpty();
  }

  private static List<Diagnostic> errors(String text) {
    return check("main.tf", text).stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .toList();
  }

  private static List<Diagnostic> check(String path, String text) {
    return ValidityCheck.check(
        ModuleLoader.load(MemorySourceTree.of("test", Map.of(path, text)), "").value());
  }
}
