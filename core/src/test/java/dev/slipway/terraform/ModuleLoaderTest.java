package dev.slipway.terraform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.source.SourceTree;
import dev.slipway.value.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModuleLoaderTest {

  private static SourceTree tree(String... pathsAndTexts) {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    return MemorySourceTree.of("test", files);
  }

  private static List<String> codes(Outcome<?> outcome) {
    return outcome.diagnostics().stream().map(Diagnostic::code).toList();
  }

  @Test
  void takesFoldersThatNobodyCallsAsRoots() {
    SourceTree tree =
        tree(
            "prod/main.tf", "module \"net\" {\n  source = \"../modules/net\"\n}\n",
            "modules/net/main.tf", "module \"sub\" {\n  source = \"./sub\"\n}\n",
            "modules/net/sub/main.tf", "locals {}\n",
            "examples/one/main.tf", "locals {}\n",
            "docs/readme.md", "no configuration");

    assertThat(ModuleLoader.roots(tree)).containsExactly("examples/one", "prod");
  }

  @Test
  void takesTheFirstOfFoldersThatOnlyCallEachOther() {
    SourceTree tree =
        tree(
            "a/main.tf", "module \"b\" {\n  source = \"../b\"\n}\n",
            "b/main.tf", "module \"a\" {\n  source = \"../a\"\n}\n");

    assertThat(ModuleLoader.roots(tree)).containsExactly("a");
    assertThat(codes(ModuleLoader.load(tree, "a"))).containsExactly("SLIP-TF-MODULE-CYCLE");
  }

  @Test
  void followsCallsIntoTheTreeAndNamesModulesByTheirPath() {
    Outcome<Configuration> loaded =
        ModuleLoader.load(
            tree(
                "prod/main.tf", "module \"net\" {\n  source = \"../net\"\n  cidr   = \"x\"\n}\n",
                "net/main.tf", "variable \"cidr\" {}\nmodule \"sub\" {\n  source = \"./sub\"\n}\n",
                "net/sub/main.tf", "output \"id\" {\n  value = 1\n}\n"),
            "prod");

    assertThat(loaded.diagnostics()).isEmpty();
    assertThat(loaded.value().modules())
        .extracting(Configuration.ModuleInstance::address)
        .containsExactly("", "module.net", "module.net.module.sub");
    assertThat(requireNonNull(loaded.value().root().module().calls().get("net")).inputs())
        .extracting(input -> input.name())
        .containsExactly("cidr");
  }

  @Test
  void saysWhichModulesAreNotCheckedAndCallsNoneOfThemWrong() {
    Outcome<Configuration> loaded =
        ModuleLoader.load(
            tree(
                "main.tf",
                """
                module "registry" {
                  source  = "terraform-aws-modules/vpc/aws"
                  version = "~> 5.0"
                }
                module "git" {
                  source = "git::https://example.com/x.git?ref=v1"
                }
                module "outside" {
                  source = "../elsewhere"
                }
                """),
            "");

    assertThat(loaded.diagnostics()).extracting(Diagnostic::severity).containsOnly(Severity.NOTE);
    assertThat(codes(loaded))
        .containsExactly(
            "SLIP-TF-MODULE-NOT-CHECKED",
            "SLIP-TF-MODULE-NOT-CHECKED",
            "SLIP-TF-MODULE-NOT-CHECKED");
    assertThat(loaded.value().root().notLoaded()).containsOnlyKeys("registry", "git", "outside");
  }

  @Test
  void usesModulesThatWereFetchedBefore() {
    Outcome<Configuration> loaded =
        ModuleLoader.load(
            tree(
                "main.tf",
                "module \"vpc\" {\n  source = \"terraform-aws-modules/vpc/aws\"\n}\n",
                ".terraform/modules/modules.json",
                "{\"Modules\":[{\"Key\":\"vpc\",\"Dir\":\".terraform/modules/vpc\"}]}",
                ".terraform/modules/vpc/main.tf",
                "output \"id\" {\n  value = 1\n}\n"),
            "");

    assertThat(loaded.diagnostics()).isEmpty();
    assertThat(requireNonNull(loaded.value().root().children().get("vpc")).module().outputs())
        .containsOnlyKeys("id");
  }

  @Test
  void convertsDefaultsToTheDeclaredType() {
    Configuration loaded =
        ModuleLoader.load(
                tree("main.tf", "variable \"a\" {\n  type    = number\n  default = \"12\"\n}\n"),
                "")
            .value();

    assertThat(requireNonNull(loaded.root().module().variables().get("a")).defaultValue())
        .contains(Value.of(12));
  }

  @Test
  void letsOverrideFilesReplaceArgumentsAndBlocks() {
    Configuration loaded =
        ModuleLoader.load(
                tree(
                    "main.tf",
                    """
                    resource "x_y" "z" {
                      a = 1
                      b = 2
                      rule {
                        port = 1
                      }
                      rule {
                        port = 2
                      }
                    }
                    """,
                    "override.tf",
                    "resource \"x_y\" \"z\" {\n  b = 3\n  rule {\n    port = 4\n  }\n}\n"),
                "")
            .value();

    Resource resource = requireNonNull(loaded.root().module().resources().get("x_y.z"));
    assertThat(resource.body().items(Map.of())).hasSize(3);
    assertThat(resource.body().items(Map.of()).get(1).range().text()).isEqualTo("b = 3");
  }

  @Test
  void readsFilesOfOpenTofuInPlaceOfTerraformsAndSaysWhatOnlyItKnows() {
    Outcome<Configuration> loaded =
        ModuleLoader.load(
            tree(
                "main.tf", "foo {}\n",
                "main.tofu", "terraform {\n  encryption {\n  }\n}\n"),
            "");

    assertThat(codes(loaded)).containsExactly("SLIP-TF-OPENTOFU");
    assertThat(
            codes(ModuleLoader.load(tree("main.tf", "terraform {\n  encryption {\n  }\n}\n"), "")))
        .containsExactly("SLIP-TF-BLOCK-UNKNOWN");
  }

  @Test
  void acceptsWhatOpenTofuAddsInItsOwnFilesOnly() {
    String text =
        """
        variable "old" {
          default    = 1
          deprecated = "Use new."
        }
        variable "where" {
          default = "./m"
        }
        provider "terraform" {
          alias    = "by_region"
          for_each = toset(["a"])
        }
        resource "terraform_data" "a" {
          for_each = toset(["a"])
          provider = terraform.by_region[each.key]
          lifecycle {
            enabled = true
          }
        }
        module "m" {
          source = var.where
        }
        """;

    assertThat(ModuleLoader.load(tree("main.tofu", text), "").diagnostics())
        .isNotEmpty()
        .extracting(Diagnostic::severity)
        .containsOnly(Severity.NOTE);
    assertThat(ModuleLoader.load(tree("main.tf", text), "").diagnostics())
        .extracting(Diagnostic::severity)
        .containsOnly(Severity.ERROR)
        .hasSize(5);
  }

  @Test
  void comparesRequiredVersionsWithTheVersionAskedFor() {
    SourceTree tree = tree("main.tf", "terraform {\n  required_version = \"~> 1.9.0\"\n}\n");

    assertThat(codes(ModuleLoader.load(tree, ""))).containsExactly("SLIP-TF-TERRAFORM-VERSION");
    assertThat(codes(ModuleLoader.load(tree, "", "1.9.8"))).isEmpty();
  }

  @Test
  void suggestsTheNameThatWasMeant() {
    Outcome<Configuration> loaded =
        ModuleLoader.load(tree("main.tf", "variable \"region\" {\n  defualt = 1\n}\n"), "");

    Diagnostic error = loaded.diagnostics().getFirst();
    assertThat(error.address()).contains("var.region");
    assertThat(error.detail()).contains("Did you mean `default`?");
    assertThat(error.span().orElseThrow()).hasToString("main.tf:2");
  }

  @Test
  void staysSmallWhenModulesCallOthersTwiceEach() {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      String call = "source = \"../m" + (i + 1) + "\"\n}\n";
      files.put("m" + i + "/main.tf", "module \"a\" {\n  " + call + "module \"b\" {\n  " + call);
    }
    files.put("m40/main.tf", "locals {}\n");

    Configuration loaded = ModuleLoader.load(MemorySourceTree.of("test", files), "m0").value();

    assertThat(loaded.modules()).hasSizeLessThan(11_000);
  }
}
