package dev.slipway.requirements;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Suggestion;
import dev.slipway.intake.SecurityRequirement;
import dev.slipway.intake.configuration.Configuration;
import dev.slipway.intake.configuration.Configuration.Waiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Waivers of {@code slipway.yaml} put on the security requirements that they name. */
final class WaiverMerge {

  private WaiverMerge() {}

  static List<SecurityRequirement> apply(
      List<SecurityRequirement> requirements,
      Configuration configuration,
      List<Diagnostic> diagnostics) {
    List<SecurityRequirement> merged = new ArrayList<>(requirements);
    for (Waiver waiver : configuration.waivers()) {
      if (waiver.target() == Waiver.Target.REQUIREMENT && !put(waiver, merged)) {
        diagnostics.add(unknown(waiver, requirements));
      }
    }
    return List.copyOf(merged);
  }

  private static boolean put(Waiver waiver, List<SecurityRequirement> requirements) {
    boolean found = false;
    for (int i = 0; i < requirements.size(); i++) {
      SecurityRequirement requirement = requirements.get(i);
      if (requirement.id().equalsIgnoreCase(waiver.id())) {
        requirements.set(i, waived(requirement, waiver));
        found = true;
      }
    }
    return found;
  }

  private static SecurityRequirement waived(SecurityRequirement requirement, Waiver waiver) {
    return new SecurityRequirement(
        requirement.id(),
        requirement.text(),
        requirement.level(),
        Optional.of(
            new dev.slipway.vocabulary.Waiver(waiver.reason(), waiver.owner(), waiver.until())),
        requirement.evidence());
  }

  private static Diagnostic unknown(Waiver waiver, List<SecurityRequirement> requirements) {
    List<String> ids = requirements.stream().map(SecurityRequirement::id).distinct().toList();
    return Diagnostic.error(
        "SLIP-WAIVER-UNKNOWN",
        waiver.span(),
        "Nothing to waive under `" + waiver.id() + "`",
        "No security requirement has this id, so the waiver would have no effect."
            + Suggestion.sentence(waiver.id(), ids),
        "Correct the id or remove the waiver.");
  }
}
