package dev.slipway.cloud.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.check.validity.ValidityCheck;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.stack.Stack;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.ModuleLoader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataTest {

  static Stream<String> designs() {
    return DataDesigns.all().keySet().stream();
  }

  private static Blueprint design(String name) {
    return Objects.requireNonNull(DataDesigns.all().get(name));
  }

  private static Map<String, String> printed(Stack stack) {
    Map<String, String> files = new LinkedHashMap<>();
    TerraformEmitter.emit(stack).forEach(file -> files.put(file.path(), file.text()));
    return files;
  }

  @ParameterizedTest
  @MethodSource("designs")
  void writesOnlyWhatTheProviderTakes(String name) {
    Stack stack = AzureLowering.main(design(name));

    assertThat(problems(stack)).isEmpty();
  }

  /** What the check of anybody's Terraform says of the printed stack, notes left out. */
  private static List<Diagnostic> problems(Stack stack) {
    Outcome<Configuration> loaded =
        ModuleLoader.load(MemorySourceTree.of("stack", printed(stack)), stack.folder());
    List<Diagnostic> problems = new ArrayList<>(loaded.diagnostics());
    problems.addAll(ValidityCheck.check(loaded.value()));
    problems.removeIf(d -> d.severity() == Severity.NOTE);
    return problems;
  }
}
