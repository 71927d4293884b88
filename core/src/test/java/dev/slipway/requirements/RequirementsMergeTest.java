package dev.slipway.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.intake.Claim;
import dev.slipway.intake.Facts;
import dev.slipway.intake.SecurityRequirement;
import dev.slipway.intake.Service;
import dev.slipway.intake.ServiceKind;
import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.Variable;
import dev.slipway.intake.configuration.Configuration;
import dev.slipway.intake.record.RecordFacts;
import dev.slipway.vocabulary.Endpoint;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.RiskLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequirementsMergeTest {

  private static Evidence at(Origin origin, String file, int line) {
    return Evidence.stated(origin, Span.line(file, line), "words");
  }

  private static <T> Claim<T> claim(Origin origin, Subject<T> subject, String value) {
    return Claim.of(
        subject,
        subject.parse(value).orElseThrow(),
        at(origin, origin.name().toLowerCase(java.util.Locale.ROOT), 1));
  }

  private static <T> Claim<T> decision(String file, int order, Subject<T> subject, String value) {
    return Claim.of(
            subject, subject.parse(value).orElseThrow(), at(Origin.DECISION_RECORD, file, 7))
        .ranked(order * RecordFacts.RANK_STEP + 4);
  }

  private static Service service(
      String name, ServiceKind kind, String framework, List<Variable> variables) {
    Evidence evidence = at(Origin.REPOSITORY, name + "/manifest", 1);
    return new Service(
        name,
        name,
        Located.of(kind, evidence),
        Language.PYTHON,
        Optional.empty(),
        Optional.of(Located.of(framework, evidence)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Located.of(8000, evidence)),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        variables,
        List.of(new Endpoint("GET", "/items/:id", evidence)),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        evidence);
  }

  private static Variable variable(String name, Origin origin, boolean secret, String service) {
    Optional<String> value = secret ? Optional.empty() : Optional.of("x");
    return new Variable(
        name,
        secret,
        true,
        value,
        origin == Origin.REPOSITORY ? "" : "what it is for",
        service,
        at(origin, "f", 3));
  }

  private static Facts facts(
      List<Claim<?>> claims,
      List<Service> services,
      List<Variable> variables,
      List<Endpoint> endpoints) {
    SecurityRequirement requirement =
        new SecurityRequirement(
            "V-01",
            "Close it",
            RiskLevel.HIGH,
            Optional.empty(),
            at(Origin.SECURITY_ASSESSMENT, "s", 2));
    return new Facts(
        Located.of("folder", Evidence.assumed("the folder's name")),
        claims,
        services,
        variables,
        endpoints,
        List.of(requirement),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Outcome<Requirements> merge(Claim<?>... claims) {
    return RequirementsMerge.merge(facts(List.of(claims), List.of(), List.of(), List.of()));
  }

  private static List<String> problems(Outcome<Requirements> outcome) {
    return outcome.diagnostics().stream().map(d -> d.severity() + " " + d.code()).toList();
  }

  private static String value(Outcome<Requirements> outcome, Subject<?> subject) {
    return dev.slipway.intake.Values.write(outcome.value().find(subject).orElseThrow().value());
  }

  @Test
  void theStrongerSourceWinsAndTheOtherIsKept() {
    Outcome<Requirements> outcome =
        merge(
            claim(Origin.REPOSITORY, Subjects.DATABASE_ENGINE, "mysql"),
            claim(Origin.COMMAND_LINE, Subjects.DATABASE_ENGINE, "sqlite"),
            claim(Origin.CONFIGURATION, Subjects.DATABASE_ENGINE, "postgresql"));
    Resolved<?> resolved = outcome.value().find(Subjects.DATABASE_ENGINE).orElseThrow();
    assertThat(value(outcome, Subjects.DATABASE_ENGINE)).isEqualTo("sqlite");
    assertThat(resolved.overridden())
        .extracting(c -> c.evidence().origin())
        .containsExactly(Origin.CONFIGURATION, Origin.REPOSITORY);
    assertThat(problems(outcome)).containsOnly("NOTE SLIP-SOURCE-CONFLICT");
  }

  @Test
  void namesBothPlacesWhenARecordAndTheCodeDisagree() {
    Outcome<Requirements> outcome =
        merge(
            decision("adr/1.md", 0, Subjects.DATABASE_ENGINE, "postgresql"),
            claim(Origin.REPOSITORY, Subjects.DATABASE_ENGINE, "mysql"));
    Diagnostic diagnostic = outcome.diagnostics().getFirst();
    assertThat(diagnostic.severity()).isEqualTo(Severity.WARNING);
    assertThat(diagnostic.detail())
        .contains("adr/1.md:7 says postgresql", "repository:1 says mysql");
  }

  @Test
  void theLaterRecordHoldsWithAWarning() {
    Outcome<Requirements> outcome =
        merge(
            decision("adr/1.md", 0, Subjects.CLOUD, "aws"),
            decision("adr/2.md", 1, Subjects.CLOUD, "gcp"));
    assertThat(value(outcome, Subjects.CLOUD)).isEqualTo("gcp");
    assertThat(problems(outcome)).containsExactly("WARNING SLIP-RECORD-CONFLICT");
  }

  @Test
  void recordsThatNothingOrdersAreAnError() {
    Outcome<Requirements> outcome =
        merge(
            decision("adr/a.md", 0, Subjects.CLOUD, "aws"),
            decision("adr/b.md", 0, Subjects.CLOUD, "gcp"));
    assertThat(problems(outcome)).containsExactly("ERROR SLIP-RECORD-CONFLICT");
  }

  @Test
  void agreementIsSilent() {
    assertThat(
            merge(
                    decision("adr/a.md", 0, Subjects.AVAILABILITY, "99.9"),
                    decision("adr/b.md", 0, Subjects.AVAILABILITY, "99.90 %"))
                .diagnostics())
        .isEmpty();
  }

  @Test
  void theAssessmentTightensADecision() {
    Outcome<Requirements> outcome =
        merge(
            decision("adr/1.md", 0, Subjects.BACKUP_RETENTION_DAYS, "7 days"),
            claim(Origin.SECURITY_ASSESSMENT, Subjects.BACKUP_RETENTION_DAYS, "30 days"),
            decision("adr/1.md", 0, Subjects.RATE_LIMIT, "600"),
            claim(Origin.SECURITY_ASSESSMENT, Subjects.RATE_LIMIT, "60"));
    assertThat(value(outcome, Subjects.BACKUP_RETENTION_DAYS)).isEqualTo("30");
    assertThat(value(outcome, Subjects.RATE_LIMIT)).isEqualTo("60");
    assertThat(problems(outcome)).containsOnly("NOTE SLIP-SOURCE-CONFLICT");
  }

  @Test
  void theAssessmentNeverLoosens() {
    Outcome<Requirements> outcome =
        merge(
            claim(Origin.SECURITY_ASSESSMENT, Subjects.BACKUP_RETENTION_DAYS, "7 days"),
            claim(Origin.IMPLEMENTATION_RECORD, Subjects.BACKUP_RETENTION_DAYS, "30 days"));
    assertThat(value(outcome, Subjects.BACKUP_RETENTION_DAYS)).isEqualTo("30");
  }

  @Test
  void aSettingLooserThanTheAssessmentHoldsWithAWarning() {
    Outcome<Requirements> outcome =
        merge(
            claim(Origin.CONFIGURATION, Subjects.WAF, "false"),
            claim(Origin.SECURITY_ASSESSMENT, Subjects.WAF, "true"));
    assertThat(value(outcome, Subjects.WAF)).isEqualTo("false");
    assertThat(problems(outcome)).containsExactly("WARNING SLIP-SECURITY-LOOSENED");
  }

  @Test
  void complianceOfAllRecordsAddsUp() {
    Outcome<Requirements> outcome =
        merge(
            decision("adr/1.md", 0, Subjects.COMPLIANCE, "GDPR"),
            claim(Origin.SECURITY_ASSESSMENT, Subjects.COMPLIANCE, "SOC 2"));
    assertThat(value(outcome, Subjects.COMPLIANCE)).isEqualTo("gdpr, soc-2");
    assertThat(outcome.diagnostics()).isEmpty();
  }

  @Test
  void theImpossibleIsAnErrorAtItsPlaceAndLeftOut() {
    Outcome<Requirements> outcome =
        merge(
            decision("adr/1.md", 0, Subjects.AVAILABILITY, "100 %"),
            decision("adr/1.md", 0, Subjects.LATENCY_P95, "0 ms"),
            decision("adr/1.md", 0, Subjects.BUDGET, "-5"),
            decision("adr/1.md", 0, Subjects.RTO, "0"));
    assertThat(outcome.value().resolved()).isEmpty();
    assertThat(problems(outcome)).hasSize(4).containsOnly("ERROR SLIP-OBJECTIVE-IMPOSSIBLE");
    assertThat(outcome.diagnostics())
        .allSatisfy(d -> assertThat(d.span()).contains(Span.line("adr/1.md", 7)));
  }

  @Test
  void targetsThatContradictEachOtherAreErrors() {
    assertThat(
            problems(
                merge(
                    decision("a", 0, Subjects.RPO, "0"),
                    decision("a", 0, Subjects.DATABASE_HIGH_AVAILABILITY, "no"))))
        .contains("ERROR SLIP-OBJECTIVE-IMPOSSIBLE");
    assertThat(
            problems(
                merge(
                    decision("a", 0, Subjects.LATENCY_P95, "2s"),
                    decision("a", 0, Subjects.LATENCY_P99, "1s"))))
        .containsExactly("ERROR SLIP-OBJECTIVE-IMPOSSIBLE");
  }

  @Test
  void whatARecordCallsClientIsTheServiceThatShowsPages() {
    List<Service> services =
        List.of(
            service("backend", ServiceKind.WEB, "fastapi", List.of()),
            service("frontend", ServiceKind.WEB, "next", List.of()));
    List<Claim<?>> claims = new ArrayList<>();
    claims.add(claim(Origin.IMPLEMENTATION_RECORD, Subjects.PORT, "3000").scoped("client"));
    claims.add(claim(Origin.IMPLEMENTATION_RECORD, Subjects.MEMORY, "1 GB").scoped("api"));
    claims.add(
        claim(Origin.CONFIGURATION, Subjects.START_COMMAND, "python -m 'my app'")
            .scoped("backend"));
    claims.add(claim(Origin.CONFIGURATION, Subjects.PORT, "1234").scoped("bakend"));
    Outcome<Requirements> outcome =
        RequirementsMerge.merge(facts(claims, services, List.of(), List.of()));
    assertThat(outcome.value().services().get(1).port())
        .hasValueSatisfying(p -> assertThat(p.value()).isEqualTo(3000));
    assertThat(outcome.value().find(Subjects.MEMORY, "backend"))
        .hasValueSatisfying(m -> assertThat(m.value()).isEqualTo(1024));
    assertThat(outcome.value().services().get(0).start())
        .hasValueSatisfying(s -> assertThat(s.value()).containsExactly("python", "-m", "my app"));
    assertThat(problems(outcome)).contains("ERROR SLIP-SERVICE-UNKNOWN");
  }

  @Test
  void aVariableIsSecretIfEitherSideSaysSo() {
    List<Service> services =
        List.of(
            service(
                "api",
                ServiceKind.WEB,
                "fastapi",
                List.of(variable("DB", Origin.REPOSITORY, false, "api"))));
    Outcome<Requirements> outcome =
        RequirementsMerge.merge(
            facts(
                List.of(),
                services,
                List.of(
                    variable("DB", Origin.IMPLEMENTATION_RECORD, true, ""),
                    variable("EXTRA", Origin.IMPLEMENTATION_RECORD, false, "")),
                List.of()));
    assertThat(outcome.value().services().getFirst().variables())
        .satisfiesExactly(
            v -> {
              assertThat(v.secret()).isTrue();
              assertThat(v.defaultValue()).isEmpty();
              assertThat(v.purpose()).isEqualTo("what it is for");
              assertThat(v.evidence().origin()).isEqualTo(Origin.REPOSITORY);
            },
            v -> {
              assertThat(v.name()).isEqualTo("EXTRA");
              assertThat(v.service()).isEqualTo("api");
            });
    assertThat(problems(outcome)).containsExactly("NOTE SLIP-VARIABLE-UNREAD");
  }

  @Test
  void knowsARouteWhateverItsParametersAreCalled() {
    List<Endpoint> declared =
        List.of(
            new Endpoint("GET", "/items/{item_id}", at(Origin.IMPLEMENTATION_RECORD, "i", 1)),
            new Endpoint("POST", "/items", at(Origin.IMPLEMENTATION_RECORD, "i", 2)));
    Outcome<Requirements> outcome =
        RequirementsMerge.merge(
            facts(
                List.of(),
                List.of(service("api", ServiceKind.WEB, "fastapi", List.of())),
                List.of(),
                declared));
    assertThat(outcome.value().services().getFirst().endpoints())
        .extracting(e -> e.method() + " " + e.path())
        .containsExactly("GET /items/:id", "POST /items");
    assertThat(outcome.value().endpoints()).isEmpty();
  }

  @Test
  void waiversOfTheConfigurationAreApplied() {
    Facts facts = facts(List.of(), List.of(), List.of(), List.of());
    String waiver = "waivers:\n  - {requirement: %s, reason: r, owner: Ada, until: 2027-01-01}\n";
    Configuration good = Configuration.read("slipway.yaml", waiver.formatted("v-01")).value();
    assertThat(
            RequirementsMerge.merge(facts, good).value().securityRequirements().getFirst().waiver())
        .isPresent();
    Configuration bad = Configuration.read("slipway.yaml", waiver.formatted("V-10")).value();
    assertThat(RequirementsMerge.merge(facts, bad).diagnostics())
        .singleElement()
        .satisfies(d -> {
          assertThat(d.code()).isEqualTo("SLIP-WAIVER-UNKNOWN");
          assertThat(d.detail()).contains("`V-01`");
        });
  }

  @Test
  void asksOnlyWhatNobodySaid() {
    assertThat(merge().value().questions())
        .extracting(Requirements.Question::settle)
        .contains("budget.monthly", "domain", "observability.alert-email");
    assertThat(merge(claim(Origin.CONFIGURATION, Subjects.BUDGET, "500")).value().questions())
        .extracting(Requirements.Question::settle)
        .doesNotContain("budget.monthly");
    for (Requirements.Question question : merge().value().questions()) {
      assertThat(Subjects.byPath(question.settle())).isPresent();
    }
  }

  @Test
  void aCommandThatNeedsAShellGetsOne() {
    assertThat(CommandWords.of("npm start -- --port 3000"))
        .containsExactly("npm", "start", "--", "--port", "3000");
    assertThat(CommandWords.of("a && b")).containsExactly("sh", "-c", "a && b");
    assertThat(CommandWords.of("echo 'unclosed")).containsExactly("sh", "-c", "echo 'unclosed");
  }
}
