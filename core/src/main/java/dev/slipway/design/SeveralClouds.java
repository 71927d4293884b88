package dev.slipway.design;

import dev.slipway.blueprint.Element;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Strength;
import dev.slipway.facts.Egress;
import dev.slipway.intake.Claim;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Resolved;
import dev.slipway.vocabulary.Cloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what it means when records in force name two clouds for one system. */
final class SeveralClouds {

  private SeveralClouds() {}

  static void report(Draft draft) {
    Optional<Resolved<Cloud>> cloud = draft.find(Subjects.CLOUD);
    if (cloud.isEmpty() || cloud.get().evidence().origin() != Origin.DECISION_RECORD) {
      return; // a person or the assessment has settled it, or nothing disagrees
    }
    cloud.get().overridden().stream()
        .filter(SeveralClouds::stated)
        .findFirst()
        .ifPresent(other -> report(draft, cloud.get(), other));
  }

  private static boolean stated(Claim<Cloud> claim) {
    Evidence evidence = claim.evidence();
    return evidence.origin() == Origin.DECISION_RECORD && evidence.strength() == Strength.STATED;
  }

  private static void report(Draft draft, Resolved<Cloud> chosen, Claim<Cloud> other) {
    String here = chosen.value().label();
    String there = other.value().label();
    draft.report(
        "SLIP-CLOUD-SEVERAL",
        Severity.WARNING,
        other.evidence().span(),
        Element.of(Element.Kind.PROJECT).toString(),
        "Two clouds are named for one system",
        "Everything is designed for "
            + here
            + ", which "
            + chosen.evidence().where()
            + " names; "
            + other.evidence().where()
            + " names "
            + there
            + ". If both are meant at once: "
            + egress(chosen.value(), other.value())
            + "each call between them crosses the internet or a leased line instead of a private"
            + " network in one region; and an identity ends at its cloud, so that the other side"
            + " needs a federation with it, or a key that is kept and rotated.",
        "Say which one holds, for example with\n    --set cloud="
            + chosen.value().name().toLowerCase(Locale.ROOT)
            + "\n`slipway compare` shows the difference. For two systems, keep two projects and let"
            + " them talk over a public interface.");
  }

  private static String egress(Cloud here, Cloud there) {
    List<String> prices = new ArrayList<>();
    for (Cloud cloud : List.of(here, there)) {
      Egress.price(cloud, Regions.of(cloud).usual())
          .ifPresent(m ->
              prices.add(
                  "$"
                      + m.unitPrice().stripTrailingZeros().toPlainString()
                      + " a "
                      + m.unit()
                      + " out of "
                      + cloud.label()));
    }
    return prices.isEmpty()
        ? ""
        : "what one sends the other is paid as traffic to the internet, "
            + String.join(" and ", prices)
            + "; ";
  }
}
