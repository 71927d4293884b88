package dev.slipway.intake.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.document.JsonDocument;
import dev.slipway.document.Node;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.intake.Claim;
import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.source.MemorySourceTree;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

  private static Outcome<Configuration> read(String text) {
    return Configuration.read("slipway.yaml", text);
  }

  private static Diagnostic only(Outcome<Configuration> outcome) {
    assertThat(outcome.diagnostics()).hasSize(1);
    return outcome.diagnostics().getFirst();
  }

  @Test
  void readsNestedAndDottedKeys() {
    Outcome<Configuration> outcome =
        read(
            "objectives:\n"
                + "  latency:\n"
                + "    p95: 300ms\n"
                + "  availability: 99.9\n"
                + "budget.monthly: 500\n"
                + "regions: [europe-west1, us-east1]\n");
    assertThat(outcome.diagnostics()).isEmpty();
    assertThat(outcome.value().claims())
        .extracting(c -> (Object) c.value())
        .containsExactly(
            Duration.ofMillis(300),
            new BigDecimal("99.9"),
            new BigDecimal("500"),
            List.of("europe-west1", "us-east1"));
    assertThat(outcome.value().claims().getFirst().evidence().span())
        .contains(Span.at("slipway.yaml", 3, 5));
    assertThat(outcome.value().claims())
        .allSatisfy(c -> assertThat(c.evidence().origin()).isEqualTo(Origin.CONFIGURATION));
  }

  @Test
  void readsServicesIgnoredPathsLabelsAndWaivers() {
    Outcome<Configuration> outcome =
        read(
            """
            services:
              api:
                port: 9000
                resources:
                  cpu: 2
            ignore: [prototype/**]
            labels: {team: core, cost-center: 42}
            waivers:
              - requirement: V-07
                reason: later
                owner: Ada Example
                until: 2027-01-31
            answers:
              domain: app.example.com
            """);
    assertThat(outcome.diagnostics()).isEmpty();
    assertThat(outcome.value().claims()).extracting(Claim::scope).containsExactly("api", "api", "");
    assertThat(outcome.value().ignore()).containsExactly("prototype/**");
    assertThat(outcome.value().labels())
        .containsExactly(Map.entry("team", "core"), Map.entry("cost-center", "42"));
    assertThat(outcome.value().waivers())
        .singleElement()
        .satisfies(w -> {
          assertThat(w.id()).isEqualTo("V-07");
          assertThat(w.until()).isEqualTo("2027-01-31");
        });
  }

  @Test
  void namesTheKeyThatWasMeant() {
    Diagnostic diagnostic = only(read("objectives:\n  availabilty: 99.9\n"));
    assertThat(diagnostic.code()).isEqualTo("SLIP-CONFIG-UNKNOWN-KEY");
    assertThat(diagnostic.span()).contains(Span.at("slipway.yaml", 2, 3));
    assertThat(diagnostic.detail()).contains("Did you mean `objectives.availability`?");
    assertThat(only(read("p95: 1s\n")).detail()).contains("Did you mean `objectives.latency.p95`?");
    assertThat(only(read("services:\n  api:\n    prot: 80\n")).detail()).contains("`port`");
  }

  @Test
  void saysWhatAValueShouldLookLike() {
    Diagnostic diagnostic = only(read("objectives:\n  latency:\n    p95: quick\n"));
    assertThat(diagnostic.code()).isEqualTo("SLIP-CONFIG-VALUE");
    assertThat(diagnostic.span()).contains(Span.at("slipway.yaml", 3, 10));
    assertThat(diagnostic.detail()).contains("such as `300ms`");
  }

  @Test
  void refusesAKeySetTwice() {
    assertThat(only(read("cloud: gcp\ncloud: aws\n")).code()).isEqualTo("SLIP-CONFIG-DUPLICATE");
    assertThat(read("cloud: gcp\ncloud: aws\n").value().claims()).hasSize(1);
  }

  @Test
  void refusesAWaiverWithoutAnOwnerOrADay() {
    assertThat(
            only(read(
                    "waivers:\n"
                        + "  - requirement: V-1\n"
                        + "    reason: x\n"
                        + "    until: soon\n"
                        + "    owner: A\n"))
                .code())
        .isEqualTo("SLIP-CONFIG-VALUE");
    assertThat(
            only(read("waivers:\n  - requirement: V-1\n    reason: x\n    until: 2027-01-01\n"))
                .code())
        .isEqualTo("SLIP-CONFIG-VALUE");
  }

  @Test
  void survivesDocumentsOfTheWrongShape() {
    for (String text :
        List.of(
            "",
            "#\n",
            "- a\n",
            "just text\n",
            "services: 3\n",
            "services:\n  api: 3\n",
            "ignore:\n  a: b\n",
            "labels: [a]\n",
            "waivers: x\n",
            "objectives: 3\n",
            "cloud: {a: b}\n",
            "a: [\n",
            "~: 1\n")) {
      Outcome<Configuration> outcome = read(text);
      assertThat(outcome.value().claims()).as(text).isEmpty();
    }
  }

  @Test
  void findsEitherEndingAndNeedsNone() {
    assertThat(
            Configuration.read(MemorySourceTree.of("p", Map.of("slipway.yml", "cloud: gcp\n")))
                .value()
                .claims())
        .hasSize(1);
    assertThat(Configuration.read(MemorySourceTree.of("p", Map.of())).value())
        .isEqualTo(Configuration.NONE);
  }

  @Test
  void readsPairsOfTheCommandLine() {
    Outcome<List<Claim<?>>> outcome =
        Configuration.commandLine(
            List.of(
                "objectives.availability=99.5",
                "services.my.api.port=8080",
                "nonsense",
                "clowd=gcp",
                "cloud=moon"));
    assertThat(outcome.value())
        .extracting(c -> c.scope() + "/" + c.subject().path())
        .containsExactly("/objectives.availability", "my.api/port");
    assertThat(outcome.value())
        .allSatisfy(c -> assertThat(c.evidence().origin()).isEqualTo(Origin.COMMAND_LINE));
    assertThat(outcome.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactlyInAnyOrder(
            "SLIP-SET-SYNTAX", "SLIP-CONFIG-UNKNOWN-KEY", "SLIP-CONFIG-VALUE");
  }

  @Test
  void everySubjectHasAnExampleThatParses() {
    List<Subject<?>> all = new ArrayList<>(Subjects.PROJECT);
    all.addAll(Subjects.SERVICE);
    for (Subject<?> subject : all) {
      assertThat(subject.parse(Examples.of(subject).replace("[", "").replace("]", "")))
          .as(subject.path())
          .isPresent();
      assertThat(Examples.of(subject)).as(subject.path()).isNotEqualTo("value");
    }
  }

  @Test
  void theTemplateSetsNothing() {
    assertThat(read(Configuration.template(List.of()))).isEqualTo(Outcome.of(Configuration.NONE));
  }

  @Test
  void theTemplateWithoutItsMarksSetsEveryKey() {
    String text =
        Configuration.template(List.of())
            .replaceAll("(?m)^#(?! )(?=\\S)", "")
            .replaceAll("(?m)^#(?=  )", "");
    Outcome<Configuration> outcome = read(text);
    assertThat(outcome.diagnostics()).isEmpty();
    assertThat(outcome.value().claims()).hasSize(Subjects.PROJECT.size() + Subjects.SERVICE.size());
    assertThat(outcome.value().waivers()).hasSize(1);
    assertThat(outcome.value().labels()).isNotEmpty();
  }

  @Test
  void theTemplateKeepsWhatIsKnown() {
    List<Claim<?>> known =
        read("cloud: gcp\n"
                + "objectives: {latency: {p95: 300ms}}\n"
                + "regions: [europe-west1]\n"
                + "security: {authentication: 'a: b'}\n")
            .value()
            .claims();
    List<Claim<?>> again = read(Configuration.template(known)).value().claims();
    assertThat(again)
        .extracting(c -> c.subject() + "=" + c.value())
        .containsExactlyInAnyOrderElementsOf(
            known.stream().map(c -> c.subject() + "=" + c.value()).toList());
  }

  @Test
  void theSchemaKnowsEveryKey() {
    Node schema = JsonDocument.read("schema", Configuration.schema()).value().orElseThrow();
    for (Subject<?> subject : Subjects.PROJECT) {
      Node at = schema;
      for (String part : subject.path().split("\\.")) {
        at = at.at("properties", part).orElseThrow();
      }
      assertThat(at.text("description")).as(subject.path()).contains(subject.description());
    }
    assertThat(schema.at("properties", "cloud", "enum").orElseThrow().texts())
        .containsExactly("gcp", "aws", "azure");
  }
}
