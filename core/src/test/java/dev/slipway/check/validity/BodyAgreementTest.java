package dev.slipway.check.validity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Severity;
import dev.slipway.oracle.Tool;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.terraform.ModuleLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many bodies, each right or wrong in one way, read here and validated by Terraform in one run. */
class BodyAgreementTest {

  private static final Pattern BLOCK =
      Pattern.compile("(resource|data) \\\\\"([a-z_]+)\\\\\" \\\\\"([a-z_]+)\\\\\"");

  @TempDir Path folder;

  @Test
  void refusesTheSameBodiesAsTerraform() throws IOException {
    String text = bodies();
    Set<String> ours = new TreeSet<>();
    ValidityCheck.check(
            ModuleLoader.load(MemorySourceTree.of("bodies", Map.of("main.tf", text)), "").value())
        .stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .forEach(problem -> ours.add(problem.address().orElse("nothing: " + problem)));
    assertThat(ours).isEqualTo(theirs(text));
  }

  private Set<String> theirs(String text) throws IOException {
    Tool terraform = Tool.require("terraform");
    // A provider is no program that a test run could install, so its absence never fails.
    String plugins = System.getenv().getOrDefault("TF_PLUGIN_DIR", "");
    Assumptions.assumeTrue(
        Files.isDirectory(Path.of(plugins, "registry.terraform.io/hashicorp/aws")),
        "the aws provider is not in TF_PLUGIN_DIR: this test compares with it");
    Files.writeString(folder.resolve("main.tf"), text);
    Tool.Result init =
        terraform.run(folder, "init", "-backend=false", "-no-color", "-plugin-dir=" + plugins);
    assertThat(init.exitCode()).as(init.output()).isZero();
    Tool.Result verdict = terraform.run(folder, "validate", "-json");
    Set<String> theirs = new TreeSet<>();
    Matcher block = BLOCK.matcher(verdict.output());
    while (block.find()) {
      String prefix = block.group(1).equals("data") ? "data." : "";
      theirs.add(prefix + block.group(2) + "." + block.group(3));
    }
    assertThat(theirs).as(verdict.output()).hasSizeGreaterThan(30);
    return theirs;
  }

  private static String bodies() throws IOException {
    try (InputStream stream = BodyAgreementTest.class.getResourceAsStream("bodies.tf")) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
