package dev.slipway.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.check.report.Baseline;
import dev.slipway.check.report.Kind;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.source.MemorySourceTree;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OpenTofuCheckTest {

  private static final String PROGRAM =
      """
      language {
        compatible_with {
          opentofu = ">= 1.10"
        }
      }
      terraform {
        required_version = ">= 1.10, < 1.11"
        encryption {
          key_provider "pbkdf2" "k" {
            passphrase = var.passphrase
          }
        }
        backend "s3" {
          bucket = var.bucket
        }
      }
      variable "passphrase" {
        deprecated = "Use a key."
      }
      variable "bucket" {
        const = true
      }
      variable "regions" {
        default = { eu = "eu-west-1" }
      }
      provider "aws" {
        alias    = "by_region"
        for_each = var.regions
        region   = each.value
        default_tags {
          tags = { region = each.key }
        }
      }
      resource "aws_s3_bucket" "b" {
        for_each = var.regions
        provider = aws.by_region[each.key]
        bucket   = "${tofu.workspace}-${urldecode(each.key)}"
        lifecycle {
          enabled         = true
          destroy         = false
          prevent_destroy = var.bucket != ""
        }
      }
      data "aws_region" "r" {
        provider = aws.by_region["eu"]
      }
      module "m" {
        source = "./${var.bucket}"
        lifecycle {
          enabled = false
        }
      }
      import {
        to = aws_s3_bucket.b["eu"]
        identity = {
          bucket = "b"
        }
      }
      output "o" {
        deprecated = "No more."
        value      = cidrcontains("10.0.0.0/8", "10.0.0.1")
      }
      """;

  private static List<Diagnostic> errors(Map<String, String> files, String terraform) {
    return CheckRun.check(
            new CheckRequest(
                MemorySourceTree.of("p", files),
                List.of(""),
                EnumSet.of(Kind.VALIDITY),
                Baseline.none(),
                LocalDate.of(2026, 11, 23),
                terraform,
                List.of(),
                List.of()))
        .open()
        .stream()
        .filter(d -> d.severity() == Severity.ERROR)
        .toList();
  }

  private static List<Diagnostic> errors(Map<String, String> files) {
    return errors(files, "1.11.4");
  }

  @Test
  void acceptsWhatOpenTofuHasWhereItsVersionIsPinned() {
    assertThat(errors(Map.of("main.tofu", PROGRAM))).isEmpty();
    assertThat(errors(new TreeMap<>(Map.of("main.tf", PROGRAM, ".opentofu-version", "1.10.6\n"))))
        .isEmpty();
    assertThat(
            errors(
                new TreeMap<>(
                    Map.of("main.tf", PROGRAM, ".tool-versions", "nodejs 22\nopentofu 1.10.6\n"))))
        .isEmpty();
  }

  @Test
  void saysOfWhatOnlyOpenTofuHasThatTerraformLacksIt() {
    List<Diagnostic> errors = errors(Map.of("main.tf", PROGRAM));

    for (String name :
        List.of(
            "No block `language`",
            "No block `encryption`",
            "No argument `deprecated`",
            "No argument `const`",
            "No argument `enabled`",
            "`for_each` is reserved")) {
      assertThat(errors)
          .filteredOn(d -> d.summary().equals(name))
          .isNotEmpty()
          .allSatisfy(
              d -> assertThat(d.detail()).contains("OpenTofu").contains("Terraform does not"));
    }
  }

  @Test
  void aLockOfTerraformsRegistryMakesItTerraforms() {
    Map<String, String> files =
        new TreeMap<>(
            Map.of(
                "main.tf",
                PROGRAM,
                ".opentofu-version",
                "1.10.6\n",
                ".terraform.lock.hcl",
                "provider \"registry.terraform.io/hashicorp/aws\" {\n}\n"));

    assertThat(errors(files)).isNotEmpty();
  }

  @Test
  void anIdentityIsOneErrorBeforeTerraformTookIt() {
    String program =
        """
        resource "aws_s3_bucket" "b" {}
        import {
          to = aws_s3_bucket.b
          identity = {
            bucket = "b"
          }
        }
        """;
    Map<String, String> files = Map.of("main.tf", program);

    assertThat(errors(files))
        .singleElement()
        .satisfies(d -> assertThat(d.detail()).contains("since version 1.12"));
    assertThat(errors(files, "1.12.0")).isEmpty();
    assertThat(errors(Map.of("main.tf", program.replaceAll("(?s)  identity.*", "}\n"))))
        .singleElement()
        .satisfies(d -> assertThat(d.summary()).isEqualTo("`id` is missing"));
  }
}
