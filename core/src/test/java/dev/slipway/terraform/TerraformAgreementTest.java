package dev.slipway.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.document.JsonDocument;
import dev.slipway.document.Node;
import dev.slipway.oracle.Tool;
import dev.slipway.source.MemorySourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Small configurations, each loaded here and validated by Terraform. */
class TerraformAgreementTest {

  private record Example(String name, Map<String, String> files) {
    boolean hasModules() {
      return files.values().stream().anyMatch(text -> text.contains("module"));
    }
  }

  /** What Terraform says: whether it is valid, and where errors are, as {@code file:line}. */
  private record Verdict(boolean valid, TreeSet<String> places, String text) {}

  @TempDir Path scratch;

  @TestFactory
  Stream<DynamicTest> agreesWithTerraform() {
    Tool terraform = Tool.require("terraform");
    return examples().stream()
        .map(example -> DynamicTest.dynamicTest(example.name(), () -> compare(example, terraform)));
  }

  private void compare(Example example, Tool terraform) {
    Verdict verdict = verdict(example, terraform);
    List<Diagnostic> errors =
        ModuleLoader.load(MemorySourceTree.of("test", new TreeMap<>(example.files())), "")
            .diagnostics()
            .stream()
            .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
            .toList();
    TreeSet<String> places = new TreeSet<>();
    errors.forEach(error -> places.add(error.span().orElseThrow().toString()));
    String both = example.files() + "\nterraform:\n" + verdict.text() + "\nhere:\n" + errors;
    assertThat(errors.isEmpty()).as(both).isEqualTo(verdict.valid());
    assertThat(places).as(both).containsAll(verdict.places());
  }

  private Verdict verdict(Example example, Tool terraform) {
    Path folder = scratch.resolve(example.name());
    example.files().forEach((path, text) -> write(folder.resolve(path), text));
    boolean fetched =
        !example.hasModules() || terraform.run(folder, "get", "-no-color").exitCode() == 0;
    String text = terraform.run(folder, "validate", "-json").output();
    Node json = JsonDocument.read("validate", text).value().orElseThrow();
    TreeSet<String> places = new TreeSet<>();
    boolean valid = fetched;
    for (Node found : json.get("diagnostics").map(Node::items).orElse(List.of())) {
      if (found.text("severity").filter("error"::equals).isPresent()) {
        valid = false;
        Optional<String> line = found.at("range", "start", "line").flatMap(Node::text);
        if (fetched && line.isPresent()) {
          places.add(
              found.at("range", "filename").flatMap(Node::text).orElseThrow() + ":" + line.get());
        }
      }
    }
    return new Verdict(valid, places, text);
  }

  private static void write(Path path, String text) {
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    String file = "";
    for (String line : resource("/terraform/cases.txt").lines().toList()) {
      if (line.startsWith("=== ")) {
        examples.add(new Example(line.substring(4), new LinkedHashMap<>()));
      } else if (line.startsWith("--- ")) {
        file = line.substring(4);
        examples.getLast().files().put(file, "");
      } else {
        examples.getLast().files().merge(file, line + "\n", String::concat);
      }
    }
    return examples;
  }

  private static String resource(String name) {
    try (InputStream stream = TerraformAgreementTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
