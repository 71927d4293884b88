package dev.slipway.check.rule.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.check.rule.RuleText;
import dev.slipway.check.validity.ValidityCheck;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.ModuleLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code that rules show is itself right. */
class RuleCodeTest {

  static Stream<RuleText> terraform() {
    return RuleCatalog.texts().stream()
        .filter(rule -> rule.targets().stream().anyMatch(RuleCodeTest::isTerraform));
  }

  private static boolean isTerraform(String target) {
    return target.startsWith("aws_")
        || target.startsWith("google_")
        || target.startsWith("azurerm_")
        || target.startsWith("backend.")
        || target.startsWith("provider.");
  }

  @ParameterizedTest
  @MethodSource("terraform")
  void theCodeOfAFixIsAcceptedByTheProvider(RuleText rule) {
    Outcome<Configuration> loaded =
        ModuleLoader.load(MemorySourceTree.of("code", Map.of("main.tf", rule.code() + "\n")), "");
    List<Diagnostic> problems = new ArrayList<>(loaded.diagnostics());
    problems.addAll(ValidityCheck.check(loaded.value()));

    assertThat(problems).isEmpty();
  }
}
