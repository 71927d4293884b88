package dev.slipway.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.slipway.check.report.Baseline;
import dev.slipway.check.report.Kind;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.evaluate.Evaluator;
import dev.slipway.evaluate.Functions;
import dev.slipway.evaluate.Scope;
import dev.slipway.evaluate.function.FunctionFiles;
import dev.slipway.evaluate.function.TerraformFunctions;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclReader;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.run.CheckRequest;
import dev.slipway.run.CheckRun;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.terraform.ModuleLoader;
import dev.slipway.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * What stands behind the readers takes whatever they let through: the evaluator, the rules and the
 * scan for secrets. Replayed and searched as in {@link ReadersFuzzTest}.
 */
class ChecksFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void anExpressionIsEvaluatedWhateverItSays(byte[] bytes) {
    Outcome<HclExpression> read = HclReader.expression("main.tf", text(bytes));
    Evaluator.evaluate(read.value(), new Unknown(), new Problems());
  }

  @FuzzTest(maxDuration = "60s")
  void aTerraformFileIsCheckedWhateverItSays(byte[] bytes) {
    check("main.tf", text(bytes));
  }

  @FuzzTest(maxDuration = "60s")
  void aYamlFileIsCheckedWhateverItSays(byte[] bytes) {
    String text = text(bytes);
    check(".github/workflows/a.yml", text);
    check("compose.yaml", text);
    check("pod.yaml", text);
    check(".gitlab-ci.yml", text);
    check("cloudbuild.yaml", text);
  }

  @FuzzTest(maxDuration = "60s")
  void aDockerfileIsCheckedWhateverItSays(byte[] bytes) {
    check("Dockerfile", text(bytes));
  }

  private static void check(String path, String text) {
    CheckRun.check(
        new CheckRequest(
            MemorySourceTree.of("p", Map.of(path, text)),
            List.of(""),
            EnumSet.allOf(Kind.class),
            Baseline.none(),
            LocalDate.of(2026, 12, 1),
            ModuleLoader.TERRAFORM_VERSION,
            List.of(),
            List.of()));
  }

  /** Every name has a value that is not known. */
  private static final class Unknown implements Scope {

    private static final Functions FUNCTIONS = TerraformFunctions.of(FunctionFiles.unknown());

    @Override
    public Resolved resolve(Traversal reference, Problems problems) {
      return new Resolved(Value.DYNAMIC, 0);
    }

    @Override
    public Functions functions() {
      return FUNCTIONS;
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
