package dev.slipway.check.validity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Span;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.ModuleLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Small configurations and what Terraform 1.11.4's {@code validate} said of each: that it is valid,
 * or the lines of its errors, as far as it gave any.
 */
class NamesAgreementTest {

  private record Example(
      String name, boolean valid, List<String> places, Map<String, String> files) {}

  @TestFactory
  Stream<DynamicTest> agreesWithWhatTerraformSaid() {
    return examples().stream()
        .map(example -> DynamicTest.dynamicTest(example.name(), () -> compare(example)));
  }

  private static void compare(Example example) {
    List<Diagnostic> errors = errors(example.files());
    String both = example + "\nhere:\n" + errors;
    assertThat(errors.isEmpty()).as(both).isEqualTo(example.valid());
    if (!example.places().isEmpty()) {
      assertThat(example.places()).as(both).anyMatch(place -> isNamed(place, errors));
    }
  }

  private static boolean isNamed(String place, List<Diagnostic> errors) {
    int colon = place.lastIndexOf(':');
    String file = place.substring(0, colon);
    int line = Integer.parseInt(place.substring(colon + 1));
    return errors.stream()
        .flatMap(error -> error.span().stream())
        .anyMatch(span -> span.file().equals(file) && covers(span, line));
  }

  private static boolean covers(Span span, int line) {
    return span.line() <= line && line <= span.endLine();
  }

  @Test
  void doesNotOverflowOnALongChainOfLocals() {
    StringBuilder text = new StringBuilder("locals {\n  l0 = 1\n");
    for (int i = 1; i < 20_000; i++) {
      text.append("  l").append(i).append(" = local.l").append(i - 1).append('\n');
    }
    assertThat(errors(Map.of("main.tf", text.append("}\n").toString()))).isEmpty();
  }

  @Test
  void tellsALongCircleOnce() {
    StringBuilder text = new StringBuilder("locals {\n");
    for (int i = 0; i < 5_000; i++) {
      text.append("  l").append(i).append(" = local.l").append((i + 1) % 5_000).append('\n');
    }
    List<Diagnostic> errors = errors(Map.of("main.tf", text.append("}\n").toString()));
    assertThat(errors).singleElement().extracting(Diagnostic::code).isEqualTo("SLIP-TF-CYCLE");
  }

  @Test
  void suggestsTheNameThatIsMeant() {
    List<Diagnostic> errors =
        errors(
            Map.of("main.tf", "variable \"region\" {}\noutput \"o\" {\n  value = var.regoin\n}\n"));
    assertThat(errors)
        .singleElement()
        .extracting(Diagnostic::detail)
        .asString()
        .contains("Did you mean `region`?");
  }

  private static List<Diagnostic> errors(Map<String, String> files) {
    Outcome<Configuration> loaded =
        ModuleLoader.load(MemorySourceTree.of("test", new TreeMap<>(files)), "");
    List<Diagnostic> all = new ArrayList<>(loaded.diagnostics());
    all.addAll(ValidityCheck.check(loaded.value()));
    return all.stream().filter(found -> found.severity() == Severity.ERROR).toList();
  }

  private static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    String file = "";
    for (String line : resource("/validity/names.txt").lines().toList()) {
      if (line.startsWith("=== ")) {
        List<String> words = List.of(line.substring(4).split(" "));
        examples.add(
            new Example(
                words.get(0),
                words.get(1).equals("valid"),
                words.subList(2, words.size()),
                new TreeMap<>()));
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
    try (InputStream stream = NamesAgreementTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
