package dev.slipway.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.check.validity.ValidityCheck;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.oracle.Tool;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.ModuleLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AwsLoweringTest {

  static Stream<String> designs() {
    return Designs.all().keySet().stream();
  }

  private static Blueprint design(String name) {
    return Objects.requireNonNull(Designs.all().get(name));
  }

  private static Stack main(String name) {
    return AwsLowering.main(design(name));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void writesOnlyWhatTheProviderTakes(String design) {
    assertThat(problems(main(design))).isEmpty();
    assertThat(problems(AwsLowering.bootstrap(design(design)))).isEmpty();
  }

  /** What the check of anybody's Terraform says of the printed stack, notes left out. */
  private static List<Diagnostic> problems(Stack stack) {
    Map<String, String> files = new LinkedHashMap<>();
    TerraformEmitter.emit(stack).forEach(file -> files.put(file.path(), file.text()));
    Outcome<Configuration> loaded =
        ModuleLoader.load(MemorySourceTree.of("stack", files), stack.folder());
    List<Diagnostic> problems = new ArrayList<>(loaded.diagnostics());
    problems.addAll(ValidityCheck.check(loaded.value()));
    problems.removeIf(d -> d.severity() == Severity.NOTE);
    return problems;
  }

  @ParameterizedTest
  @MethodSource("designs")
  void printsAsTerraformFmtWould(String design, @TempDir Path folder) throws Exception {
    Tool terraform = Tool.require("terraform");
    for (GeneratedFile file : TerraformEmitter.emit(main(design))) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    }
    Tool.Result result = terraform.run(folder, "fmt", "-check", "-recursive", "-diff");
    assertThat(result.output()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void givesEveryResourceAReason(String design) {
    assertThat(main(design).resources())
        .allSatisfy(resource -> assertThat(resource.provenance().decisions()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("designs")
  void namesNoResourceTwice(String design) {
    assertThat(main(design).resources().stream().map(Resource::address)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void lowersTheSameDesignToTheSameStack(String design) {
    assertThat(main(design)).isEqualTo(main(design));
  }
}
