package dev.slipway.check.rule.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.source.MemorySourceTree;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FileRulesTest {

  private static List<Diagnostic> check(String path, String text) {
    return FileRules.check(
        MemorySourceTree.of("p", Map.of(path, text)), LocalDate.of(2026, 11, 23));
  }

  private static List<String> codes(String path, String text) {
    return check(path, text).stream().map(Diagnostic::code).toList();
  }

  @Test
  void saysOnceThatAFileIsMalformedAndGoesOn() {
    assertThat(codes("compose.yaml", "services:\n  a: [1\n"))
        .containsExactly("SLIP-FILE-MALFORMED");
    assertThat(codes(".github/workflows/ci.yml", "on: push\n\tjobs:\n"))
        .containsExactly("SLIP-FILE-MALFORMED");
  }

  @Test
  void leavesOtherYamlAlone() {
    assertThat(codes("values.yaml", "kind: [1\n")).isEmpty();
    assertThat(codes("config/app.yml", "services:\n  web:\n    privileged: true\n")).isEmpty();
  }

  @Test
  void saysThatTemplatesOfManifestsWereNotChecked() {
    String template =
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\nspec: {}\n";
    assertThat(codes("chart/templates/pod.yaml", template)).containsExactly("SLIP-FILE-TEMPLATE");
  }

  @Test
  void takesBracesInTheTextsOfAlertsForTexts() {
    String alerts =
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n"
            + "  rule: \"{{ $labels.instance }} is down\"\n";
    assertThat(codes("alerts.yaml", alerts)).isEmpty();
  }

  @Test
  void pinsAnActionToTheReleaseThatItsVersionMeans() {
    String workflow =
        "on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n"
            + "    timeout-minutes: 5\n    steps:\n      - uses: hashicorp/setup-terraform@v4\n";
    assertThat(check(".github/workflows/ci.yml", workflow))
        .singleElement()
        .satisfies(d -> {
          assertThat(d.code()).isEqualTo("SLIP-GHA-UNPINNED-ACTION");
          assertThat(d.edits()).hasSize(1);
          assertThat(d.edits().getFirst().replacement())
              .matches("hashicorp/setup-terraform@[0-9a-f]{40} # v4\\..*");
          assertThat(d.edits().getFirst().span().column()).isEqualTo(15);
        });
  }

  @Test
  void doesNotUpgradeAnActionByPinningIt() {
    String workflow =
        "on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n"
            + "    timeout-minutes: 5\n    steps:\n      - uses: hashicorp/setup-terraform@v1\n";
    assertThat(check(".github/workflows/ci.yml", workflow).getFirst().edits()).isEmpty();
  }

  @Test
  void marksTheExpressionThatIsInjected() {
    String workflow =
        "on: issues\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n"
            + "    timeout-minutes: 5\n    steps:\n      - run: |\n          echo one\n"
            + "          echo \"${{ github.event.issue.title }}\"\n";
    assertThat(check(".github/workflows/ci.yml", workflow))
        .singleElement()
        .satisfies(d -> {
          assertThat(d.code()).isEqualTo("SLIP-GHA-SCRIPT-INJECTION");
          assertThat(d.span().orElseThrow().line()).isEqualTo(10);
          assertThat(d.span().orElseThrow().column()).isEqualTo(17);
        });
  }

  @Test
  void readsMergeKeysOfCompose() {
    String compose =
        "x-base: &base\n  privileged: true\nservices:\n  web:\n    <<: *base\n"
            + "    image: registry.example.com/web:1\n";
    assertThat(codes("compose.yaml", compose)).containsExactly("SLIP-COMPOSE-PRIVILEGED");
  }

  @Test
  void neverShowsASecretWhole() {
    String value = "q7Rk29xVb0Lm" + "Zt84Wp";
    assertThat(check("Dockerfile", "FROM scratch\nUSER 1\nENV DB_PASSWORD=" + value + "\n"))
        .isNotEmpty()
        .noneMatch(d -> d.toString().contains(value.substring(0, 4)));
  }

  @Test
  void pipelinesThatIncludeEachOtherEnd() {
    var tree =
        MemorySourceTree.of(
                "p", Map.of(".gitlab-ci.yml", "include: /b.yml\nj: {image: x, script: [a]}\n"))
            .with("b.yml", "include: /.gitlab-ci.yml\nk: {image: y, script: [a]}\n");
    assertThat(FileRules.check(tree, LocalDate.of(2026, 11, 23)))
        .extracting(Diagnostic::code)
        .containsExactly("SLIP-GITLAB-IMAGE-LATEST", "SLIP-GITLAB-IMAGE-LATEST");
  }

  @Test
  @Timeout(10)
  void isLinearOnNastyFiles() {
    check("Dockerfile", "FROM a:1\nRUN <<A <<B <<C ".repeat(20_000));
    check("Dockerfile", "RUN \"\\".repeat(200_000));
    check("Dockerfile", "FROM ${a:-${b:-".repeat(50_000));
    check(
        "cloudbuild.yaml", "steps:\n  - name: a:1\n    script: |\n      " + "$((`".repeat(100_000));
  }
}
