package dev.slipway.intake.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.evidence.Origin;
import dev.slipway.intake.SecurityRequirement;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.Values;
import dev.slipway.source.MemorySourceTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecurityReaderTest {

  private static Outcome<RecordFacts> read(String text) {
    return RecordReader.read(
        MemorySourceTree.of(
            "project", Map.of("docs/security.md", "# Security Assessment: Shop\n\n" + text)));
  }

  private static List<String> lines(Outcome<RecordFacts> outcome) {
    return outcome.value().securityRequirements().stream()
        .map(r -> r.id() + " " + r.level() + " " + r.text())
        .toList();
  }

  @Test
  void takesTheLevelOfTheFinding() {
    Outcome<RecordFacts> outcome =
        read(
            "## Vulnerabilities\n\n"
                + "### V-3: Open door\n"
                + "- **Severity:** Critical\n"
                + "- **Remediation:**\n"
                + "  - Close the door\n"
                + "  - Lock it\n\n"
                + "### V-4: Draft\n"
                + "- **Remediation:** Close the window\n");
    assertThat(lines(outcome))
        .containsExactly(
            "V-3 CRITICAL Close the door", "V-3.2 CRITICAL Lock it", "V-4 MEDIUM Close the window");
  }

  @Test
  void takesTheLevelOfTheSectionOrTheRow() {
    Outcome<RecordFacts> outcome =
        read(
            "## High Risk\n\n"
                + "### Recommendations\n"
                + "- Use TLS\n\n"
                + "## Controls\n\n"
                + "| ID | Required control | Level |\n"
                + "|---|---|---|\n"
                + "| C1 | Rotate keys | Low |\n"
                + "| C2 | Scan images | |\n");
    assertThat(lines(outcome))
        .containsExactly("SEC-1 HIGH Use TLS", "C1 LOW Rotate keys", "C2 MEDIUM Scan images");
  }

  @Test
  void aRiskIsWaivedOnlyWithAnOwnerAndAnEnd() {
    Outcome<RecordFacts> outcome =
        read(
            "## Findings\n\n"
                + "### V-1: A\n"
                + "- Remediation: Do a\n"
                + "- Risk acceptance: accepted by Ada Example until 2027-01-31, rewrite is under"
                + " way\n\n"
                + "### V-2: B\n"
                + "- Remediation: Do b\n"
                + "- Risk acceptance: accepted\n\n"
                + "### V-3: C\n"
                + "- Remediation: Do c; this must not be waived\n");
    List<SecurityRequirement> requirements = outcome.value().securityRequirements();
    assertThat(requirements.get(0).waiver())
        .hasValueSatisfying(w -> {
          assertThat(w.owner()).isEqualTo("Ada Example");
          assertThat(w.until()).isEqualTo("2027-01-31");
        });
    assertThat(requirements.get(1).waiver()).isEmpty();
    assertThat(requirements.get(2).waiver()).isEmpty();
    assertThat(outcome.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("SLIP-WAIVER-INCOMPLETE");
  }

  @Test
  void claimsWhatTightens() {
    Outcome<RecordFacts> outcome =
        read(
            "**Compliance:** GDPR, SOC 2\n\n"
                + "## Recommendations\n"
                + "- Put a WAF in front, at most 60 requests per minute and address\n"
                + "- Keep backups for 35 days\n"
                + "- Keep audit logs for 400 days\n"
                + "- Use customer-managed keys\n"
                + "- A standby in another zone is not needed\n");
    assertThat(
            outcome.value().claims().stream().map(c -> c.subject() + "=" + Values.write(c.value())))
        .containsExactlyInAnyOrder(
            "security.compliance=gdpr, soc-2",
            "edge.waf=true",
            "edge.rate-limit=60",
            "database.backup-retention=35",
            "security.customer-managed-keys=true");
    assertThat(outcome.value().claims())
        .allSatisfy(c -> assertThat(c.evidence().origin()).isEqualTo(Origin.SECURITY_ASSESSMENT));
  }

  @Test
  void whatIsDoneOrOnlyAThreatIsNoRequirement() {
    Outcome<RecordFacts> outcome =
        read(
            "## Threats\n\n"
                + "| Category | Threat | Level |\n"
                + "|---|---|---|\n"
                + "| Spoofing | Somebody lies | High |\n\n"
                + "## Conditions\n"
                + "- [x] Done already\n"
                + "- [ ] Two people approve\n\n"
                + "## Compliance\n"
                + "### GDPR\n"
                + "| Article | What it asks here | State |\n"
                + "|---|---|---|\n"
                + "| 17 | Erasure | Done in code |\n"
                + "| 32 | Encryption | Required |\n");
    assertThat(lines(outcome))
        .containsExactly("SEC-1 MEDIUM Two people approve", "GDPR 32 MEDIUM Encryption");
    assertThat(outcome.value().claims())
        .extracting(c -> c.subject().path())
        .containsOnly(Subjects.COMPLIANCE.path());
  }
}
