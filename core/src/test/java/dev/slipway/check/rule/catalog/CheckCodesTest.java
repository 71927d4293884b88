package dev.slipway.check.rule.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.check.report.Baseline;
import dev.slipway.check.report.CheckReport;
import dev.slipway.check.report.Kind;
import dev.slipway.check.rule.Category;
import dev.slipway.check.rule.Rule;
import dev.slipway.check.rule.RuleText;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.run.CheckRequest;
import dev.slipway.run.CheckRun;
import dev.slipway.source.MemorySourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a check can say is listed, explained and tried. */
class CheckCodesTest {

  private static final Path SOURCES = Path.of("src/main/java/dev/slipway");
  private static final Path FIXTURES = Path.of("src/test/resources/rules").toAbsolutePath();

  /** Where codes of a check are made. */
  private static final List<String> PACKAGES =
      List.of("hcl/syntax", "evaluate", "terraform", "check", "source", "document");

  private static final List<String> FILES =
      List.of(
          "facts/SchemaImport.java",
          "run/RepositorySecrets.java",
          "intake/configuration/ConfigurationReader.java");

  /** Of designs and their files, which are compared by {@code design} and not by a check. */
  private static final String OF_DESIGNS = "check/policy/";

  private static final Pattern WHOLE = Pattern.compile("\"(SLIP(?:-[A-Z0-9]+)+)\"");

  /** In these packages {@code SLIP-TF-} is put in front, and no other text is in capitals. */
  private static final Pattern SHORT = Pattern.compile("\"((?!SLIP-)[A-Z]{2,}(?:-[A-Z]+)*)\"");

  private static final Pattern FORM =
      Pattern.compile("form\\(\\s*\"([A-Z0-9-]+)\"", Pattern.MULTILINE);

  /** Too deep a program, or one that is only worth a note, would be a long or dull fixture. */
  private static final List<String> WITHOUT_FIXTURE = List.of("SLIP-HCL-DEPTH", "SLIP-TF-OPENTOFU");

  @Test
  void everyCodeInTheSourcesHasATextAndEveryTextACode() throws IOException {
    Set<String> ofRules = new TreeSet<>();
    RuleCatalog.rules().stream().map(Rule::id).forEach(ofRules::add);
    Set<String> inSources = codes();
    inSources.removeAll(ofRules);

    assertThat(inSources).containsExactlyInAnyOrderElementsOf(CheckCodes.all().toList());
  }

  @Test
  void theKindOfACodeAgreesWithItsCategory() {
    CheckCodes.VALIDITY.forEach(id -> assertKind(id, Kind.VALIDITY, Category.VALIDITY));
    CheckCodes.SECRETS.forEach(id -> assertKind(id, Kind.SECRET, Category.SECRET));
    CheckCodes.CHECK.forEach(id -> assertKind(id, Kind.CHECK, Category.CHECK));
  }

  @Test
  void noRuleOfPolicyCountsAsAnythingElse() {
    assertThat(RuleCatalog.rules())
        .allSatisfy(rule -> assertThat(Kind.of(rule.id())).as(rule.id()).isEqualTo(Kind.POLICY));
  }

  private static void assertKind(String id, Kind kind, Category category) {
    assertThat(Kind.of(id)).as(id).isEqualTo(kind);
    assertThat(RuleText.of(id).category()).as(id).isEqualTo(category);
  }

  static Stream<String> tried() {
    return CheckCodes.VALIDITY.stream().filter(id -> !WITHOUT_FIXTURE.contains(id));
  }

  @ParameterizedTest
  @MethodSource("tried")
  void aProgramWithTheMistakeIsToldSo(String id) throws IOException {
    CheckReport report = check(FIXTURES.resolve(id).resolve("fail"));

    assertThat(report.open()).extracting(Diagnostic::code).contains(id);
    assertThat(report.open())
        .filteredOn(finding -> finding.code().equals(id))
        .extracting(Diagnostic::severity)
        .contains(RuleText.of(id).severity());
  }

  @ParameterizedTest
  @MethodSource("tried")
  void theSameProgramPutRightHasNoMistake(String id) throws IOException {
    CheckReport report = check(FIXTURES.resolve(id).resolve("pass"));

    assertThat(report.open())
        .filteredOn(finding -> finding.severity() == Severity.ERROR || finding.code().equals(id))
        .isEmpty();
  }

  private static CheckReport check(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    return CheckRun.check(
        new CheckRequest(
            MemorySourceTree.of("fixture", files),
            List.of(""),
            EnumSet.of(Kind.VALIDITY),
            Baseline.none(),
            LocalDate.of(2026, 11, 24),
            "1.11.4",
            List.of(),
            List.of()));
  }

  private static Set<String> codes() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (Path file : sources()) {
      String text = Files.readString(file);
      String path = SOURCES.relativize(file).toString().replace('\\', '/');
      find(WHOLE, text, "", codes);
      if (path.startsWith("terraform/") || path.startsWith("check/validity/")) {
        find(SHORT, text, "SLIP-TF-", codes);
      } else if (path.startsWith("check/secret/")) {
        find(FORM, text, "SLIP-SECRET-", codes);
      }
    }
    return codes;
  }

  private static void find(Pattern pattern, String text, String prefix, Set<String> codes) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      codes.add(prefix + matcher.group(1));
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> all = Files.walk(SOURCES)) {
      return all.filter(file -> file.toString().endsWith(".java"))
          .filter(file -> {
            String path = SOURCES.relativize(file).toString().replace('\\', '/');
            return FILES.contains(path)
                || PACKAGES.stream().anyMatch(p -> path.startsWith(p + "/"))
                    && !path.startsWith(OF_DESIGNS)
                    && !path.endsWith("/CheckCodes.java");
          })
          .toList();
    }
  }
}
