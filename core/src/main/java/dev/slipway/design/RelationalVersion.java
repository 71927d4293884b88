package dev.slipway.design;

import dev.slipway.blueprint.Element;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Resolved;
import dev.slipway.vocabulary.Engine;
import java.util.List;
import java.util.Optional;

/** Which version of a relational engine: what was asked for, as far as the cloud has it. */
final class RelationalVersion {

  private RelationalVersion() {}

  static String choose(Draft draft, Store store) {
    boolean postgres = store.engine() == Engine.POSTGRESQL;
    RelationalOffer offer = draft.databases();
    List<String> offered = offer.versions(store.engine());
    String standard = postgres ? "17" : "8.4";
    Located<String> wanted = wanted(draft, store, standard);
    String major = major(wanted.value(), postgres);
    boolean known = offered.contains(major);
    String version = known ? major : standard;
    Element element = Element.datastore(store.name());
    if (!known) {
      draft.report(
          "SLIP-DATABASE-VERSION",
          Severity.WARNING,
          wanted.evidence().span(),
          element.toString(),
          offer.service() + " has no " + store.engine().label() + " " + wanted.value(),
          "It offers " + String.join(", ", offered) + "; " + standard + " is designed.",
          "Choose one of them:\n    --set database.version=" + standard);
    }
    if (offer.ended().contains(version)) {
      draft.report(
          "SLIP-DATABASE-END-OF-LIFE",
          Severity.WARNING,
          wanted.evidence().span(),
          element.toString(),
          store.engine().label() + " " + version + " is no longer supported by its makers",
          "It gets no more security fixes from the community, and "
              + offer.service()
              + " charges extra for keeping it.",
          "Move to\n    --set database.version=" + standard);
    }
    draft
        .decide(
            "database." + store.name() + ".engine",
            element,
            "Database",
            store.engine().label() + " " + version)
        .because(
            known && wanted.evidence().strength() != dev.slipway.evidence.Strength.ASSUMED
                ? "It is what the records or the code ask for, and " + offer.service() + " runs it."
                : "Nothing names a version that is offered; this one is supported for years.")
        .over(
            postgres ? "MySQL" : "PostgreSQL",
            "The queries and migrations would have to be changed.")
        .over(
            offer.dearer(),
            "They begin at several times the price, for loads that are not in sight.")
        .on(store.evidence())
        .on(wanted.evidence())
        .reconsiderWhen(
            "The version nears its end of life, or an extension is needed that "
                + offer.service()
                + " does not have.");
    return version;
  }

  private static Located<String> wanted(Draft draft, Store store, String standard) {
    Optional<Resolved<String>> said = draft.find(Subjects.DATABASE_VERSION);
    boolean about =
        draft
            .find(Subjects.DATABASE_ENGINE)
            .map(Resolved::value)
            .map(e -> e == store.engine())
            .orElse(true);
    if (said.isPresent() && about) {
      return Located.of(said.get().value(), said.get().evidence());
    }
    for (Store.Use use : store.uses()) {
      if (use.use().version().isPresent()) {
        return Located.of(use.use().version().get(), use.use().evidence());
      }
    }
    return Located.of(standard, Evidence.assumed("no source names a version"));
  }

  /** PostgreSQL counts by its first number, MySQL by its first two. */
  private static String major(String version, boolean postgres) {
    String[] numbers = version.split("\\.", 3);
    return postgres
        ? numbers[0]
        : numbers[0] + "." + (numbers.length > 1 ? numbers[1] : numbers[0].equals("8") ? "0" : "");
  }
}
