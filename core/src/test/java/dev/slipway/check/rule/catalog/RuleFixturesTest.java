package dev.slipway.check.rule.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.check.rule.Rule;
import dev.slipway.check.rule.RuleText;
import dev.slipway.check.rule.files.FileRules;
import dev.slipway.check.rule.terraform.RuleInput;
import dev.slipway.check.rule.terraform.TerraformRules;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.ModuleLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule is tried on the fixtures on disk that break it and that keep it. */
class RuleFixturesTest {

  private static final Path FIXTURES = Path.of("src/test/resources/rules").toAbsolutePath();
  private static final Path TEXTS = Path.of("src/main/resources/dev/slipway/rules");

  /** What looks at a folder's files, by their paths; each takes those that it knows. */
  private static final List<Function<Map<String, String>, List<Diagnostic>>> CHECKS =
      List.of(RuleFixturesTest::terraform, RuleFixturesTest::files);

  private static List<Diagnostic> terraform(Map<String, String> files) {
    Configuration configuration =
        ModuleLoader.load(MemorySourceTree.of("fixture", files), "").value();
    return TerraformRules.check(
        RuleInput.of(configuration)
            .on(LocalDate.of(2026, 11, 23))
            .within(List.of("eu-west-1", "europe-west1", "EU", "westeurope")));
  }

  private static List<Diagnostic> files(Map<String, String> files) {
    return FileRules.check(MemorySourceTree.of("fixture", files), LocalDate.of(2026, 11, 23));
  }

  static Stream<String> ids() {
    return RuleCatalog.rules().stream().map(Rule::id);
  }

  static Stream<String> allIds() {
    return RuleCatalog.ids().stream();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void aFixtureThatBreaksTheRuleIsFound(String id) throws IOException {
    for (Path folder : cases(id, "fail")) {
      assertThat(check(folder)).as(folder.toString()).contains(id);
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  void aFixtureThatKeepsTheRulePasses(String id) throws IOException {
    for (Path folder : cases(id, "pass")) {
      assertThat(check(folder)).as(folder.toString()).doesNotContain(id);
    }
  }

  @ParameterizedTest
  @MethodSource("allIds")
  void everyRuleHasItsTextAndNamesWhatItLooksAt(String id) {
    RuleText text = RuleText.of(id);

    assertThat(text.id()).isEqualTo(id);
    assertThat(id).matches("SLIP(-[A-Z0-9]+)+");
    assertThat(text.title()).doesNotEndWith(".").doesNotContain("\n").hasSizeLessThan(100);
    assertThat(text.why()).endsWith(".");
    assertThat(text.fix()).endsWith(".");
    assertThat(text.targets()).as("targets").isEqualTo(targets(id));
  }

  @Test
  void everyIdIsGivenOnce() {
    assertThat(RuleCatalog.ids()).doesNotHaveDuplicates();
  }

  @Test
  void nothingIsLeftOfRulesThatThereAreNoLonger() throws IOException {
    assertThat(names(FIXTURES, "")).as("fixtures").isSubsetOf(RuleCatalog.ids());
    if (Files.isDirectory(TEXTS)) {
      assertThat(names(TEXTS, ".yaml")).as("texts").isEqualTo(RuleCatalog.ids());
    }
  }

  /** What a rule looks at; nothing for codes without one. */
  private static List<String> targets(String id) {
    return RuleCatalog.rules().stream()
        .filter(r -> r.id().equals(id))
        .findFirst()
        .map(Rule::targets)
        .orElse(List.of());
  }

  /** The folder itself, or each of its folders where there is more than one case. */
  private static List<Path> cases(String id, String kind) throws IOException {
    Path folder = FIXTURES.resolve(id).resolve(kind);
    assertThat(folder).isDirectory();
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> cases =
          files.filter(f -> f.getFileName().toString().startsWith("case-")).sorted().toList();
      return cases.isEmpty() ? List.of(folder) : cases;
    }
  }

  private static List<String> check(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    assertThat(files).as(folder.toString()).isNotEmpty();
    return CHECKS.stream().flatMap(c -> c.apply(files).stream()).map(Diagnostic::code).toList();
  }

  private static List<String> names(Path folder, String ending) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith("SLIP-") && name.endsWith(ending)) {
          names.add(name.substring(0, name.length() - ending.length()));
        }
      }
    }
    names.sort(null);
    return names;
  }
}
