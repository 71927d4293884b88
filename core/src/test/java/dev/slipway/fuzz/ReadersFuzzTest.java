package dev.slipway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.document.JsonDocument;
import dev.slipway.document.TomlDocument;
import dev.slipway.document.YamlDocument;
import dev.slipway.evidence.Span;
import dev.slipway.hcl.syntax.HclFile;
import dev.slipway.hcl.syntax.HclFormatter;
import dev.slipway.hcl.syntax.HclReader;
import dev.slipway.intake.record.RecordReader;
import dev.slipway.intake.repository.RepositoryReader;
import dev.slipway.source.MemorySourceTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Readers meet any bytes: none throws, hangs or points outside of its text. As ordinary tests they
 * replay what is in the resources' folders of their names; {@code JAZZER_FUZZ=1} makes them search
 * for more.
 */
class ReadersFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void nativeHclIsReadWhateverItsBytes(byte[] bytes) {
    String text = text(bytes);
    Outcome<HclFile> read = HclReader.read("main.tf", text);
    pointsIntoItsText(read.diagnostics(), text);
  }

  @FuzzTest(maxDuration = "60s")
  void jsonHclIsReadWhateverItsBytes(byte[] bytes) {
    String text = text(bytes);
    Outcome<HclFile> read = HclReader.readJson("main.tf.json", text);
    pointsIntoItsText(read.diagnostics(), text);
    read.value().body().items(Map.of("resource", 2));
  }

  @FuzzTest(maxDuration = "60s")
  void layingOutTwiceChangesNothingMore(byte[] bytes) {
    Outcome<String> once = HclFormatter.format("main.tf", text(bytes));
    if (once.diagnostics().isEmpty()) {
      Outcome<String> twice = HclFormatter.format("main.tf", once.value());
      assertThat(twice.diagnostics()).isEmpty();
    }
  }

  @FuzzTest(maxDuration = "60s")
  void yamlIsReadWhateverItsBytes(byte[] bytes) {
    String text = text(bytes);
    pointsIntoItsText(YamlDocument.readAll("a.yaml", text, 1).diagnostics(), text);
  }

  @FuzzTest(maxDuration = "60s")
  void jsonIsReadWhateverItsBytes(byte[] bytes) {
    String text = text(bytes);
    pointsIntoItsText(JsonDocument.read("a.json", text).diagnostics(), text);
  }

  @FuzzTest(maxDuration = "60s")
  void tomlIsReadWhateverItsBytes(byte[] bytes) {
    String text = text(bytes);
    pointsIntoItsText(TomlDocument.read("a.toml", text).diagnostics(), text);
  }

  @FuzzTest(maxDuration = "60s")
  void aDockerfileIsReadWhateverItsBytes(byte[] bytes) {
    RepositoryReader.read(MemorySourceTree.of("p", Map.of("Dockerfile", text(bytes))));
  }

  @FuzzTest(maxDuration = "60s")
  void aDecisionRecordIsReadWhateverItsBytes(byte[] bytes) {
    RecordReader.read(MemorySourceTree.of("p", Map.of("docs/adr/0001-a.md", text(bytes))));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** YAML and JSON end a line at a carriage return alone too. */
  private static void pointsIntoItsText(List<Diagnostic> problems, String text) {
    long lines = text.chars().filter(c -> c == '\n' || c == '\r').count() + 1;
    for (Diagnostic problem : problems) {
      assertThat(problem.span().map(Span::endLine).orElse(1)).isLessThanOrEqualTo((int) lines + 1);
    }
  }
}
