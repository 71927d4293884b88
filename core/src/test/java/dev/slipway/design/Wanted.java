package dev.slipway.design;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.intake.Claim;
import dev.slipway.intake.Facts;
import dev.slipway.intake.SecurityRequirement;
import dev.slipway.intake.Service;
import dev.slipway.intake.configuration.Configuration;
import dev.slipway.requirements.Requirements;
import dev.slipway.requirements.RequirementsMerge;
import dev.slipway.vocabulary.RiskLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a project wants, for tests: services of its code and settings as {@code slipway.yaml} has
 * them.
 */
final class Wanted {

  private String name = "shop";
  private final List<Service> services = new ArrayList<>();
  private final List<String> settings = new ArrayList<>();
  private final List<SecurityRequirement> security = new ArrayList<>();
  private final List<Located<String>> needs = new ArrayList<>();

  Wanted name(String changed) {
    name = changed;
    return this;
  }

  Wanted service(ServiceDraft service) {
    services.add(service.build());
    return this;
  }

  Wanted set(String... pairs) {
    settings.addAll(List.of(pairs));
    return this;
  }

  Wanted control(String text) {
    security.add(
        new SecurityRequirement(
            "V-" + (security.size() + 1),
            text,
            RiskLevel.HIGH,
            Optional.empty(),
            Evidence.stated(
                Origin.SECURITY_ASSESSMENT, Span.line("SEC.md", security.size() + 1), text)));
    return this;
  }

  Wanted need(String sentence) {
    needs.add(
        Located.of(
            sentence,
            Evidence.stated(Origin.IMPLEMENTATION_RECORD, Span.line("IMPL.md", 1), sentence)));
    return this;
  }

  Requirements requirements() {
    Outcome<List<Claim<?>>> claims = Configuration.commandLine(settings);
    if (!claims.diagnostics().isEmpty()) {
      throw new IllegalArgumentException(claims.diagnostics().toString());
    }
    return RequirementsMerge.merge(
            new Facts(
                Located.of(name, Evidence.assumed("the folder's name")),
                claims.value(),
                List.copyOf(services),
                List.of(),
                List.of(),
                List.copyOf(security),
                List.of(),
                List.of(),
                List.of(),
                List.copyOf(needs)))
        .value();
  }

  Outcome<Blueprint> outcome(Saving... savings) {
    return Designer.design(requirements(), Savings.of(savings));
  }

  Blueprint design(Saving... savings) {
    return outcome(savings).value();
  }

  List<String> codes(Saving... savings) {
    return outcome(savings).diagnostics().stream().map(Diagnostic::code).toList();
  }
}
