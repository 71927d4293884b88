package dev.slipway.design;

import dev.slipway.blueprint.Element;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.Engine.Family;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Stores that the code reaches by a library of one cloud, and that are designed on another.
 * Relational databases and caches speak protocols of their own, so the question does not arise.
 */
final class ClientLibraries {

  private static final List<String> GOOGLE =
      List.of("google-cloud", "@google-cloud", "cloud.google.com", "google/cloud", "firestore");
  private static final List<String> AMAZON =
      List.of("boto3", "aws-sdk", "@aws-sdk", "aioboto", "amazonaws", "software.amazon");
  private static final List<String> MICROSOFT = List.of("azure-", "@azure/", "azure.", "azure-sdk");

  private ClientLibraries() {}

  /** Says what has to change in the code, once a store. */
  static void report(Draft draft, Store store) {
    Family family = store.engine().family();
    if (store.external() || family == Family.RELATIONAL || family == Family.CACHE) {
      return;
    }
    store.uses().stream()
        .filter(use -> cloud(use.use().evidence()).filter(c -> c != draft.cloud()).isPresent())
        .findFirst()
        .ifPresent(use -> report(draft, store, use));
  }

  private static void report(Draft draft, Store store, Store.Use use) {
    Evidence evidence = use.use().evidence();
    Cloud written = cloud(evidence).orElseThrow();
    String here = name(draft.services(), store.engine().family());
    draft.report(
        "SLIP-CLIENT-LIBRARY",
        Severity.WARNING,
        evidence.span(),
        Element.datastore(store.name()).toString(),
        use.part().name() + " reaches " + store.name() + " by a library of " + written.label(),
        evidence.where()
            + " names a library that speaks to "
            + written.label()
            + " only. On "
            + draft.cloud().label()
            + " the store is "
            + here
            + ", which the code cannot reach as it is.",
        "Change the client in the code to " + here + ", or design for " + written.label() + ".");
  }

  private static String name(ServiceNames services, Family family) {
    return switch (family) {
      case DOCUMENT -> services.documents();
      case OBJECT_STORE -> services.bucket();
      case TOPIC -> services.topic();
      case QUEUE -> services.queue();
      case RELATIONAL, CACHE, SEARCH, EMBEDDED -> family.name().toLowerCase(Locale.ROOT);
    };
  }

  /** The cloud whose library the evidence names. */
  private static Optional<Cloud> cloud(Evidence evidence) {
    String words = evidence.excerpt().toLowerCase(Locale.ROOT);
    if (GOOGLE.stream().anyMatch(words::contains)) {
      return Optional.of(Cloud.GCP);
    }
    if (AMAZON.stream().anyMatch(words::contains)) {
      return Optional.of(Cloud.AWS);
    }
    return MICROSOFT.stream().anyMatch(words::contains)
        ? Optional.of(Cloud.AZURE)
        : Optional.empty();
  }
}
