package dev.slipway.design;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Project;
import dev.slipway.blueprint.Project.Label;
import dev.slipway.blueprint.Project.RecordSource;
import dev.slipway.diagnostic.Severity;
import dev.slipway.diagnostic.Suggestion;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Origin;
import dev.slipway.intake.RecordReference.RecordStatus;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Resolved;
import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.Compliance;
import dev.slipway.vocabulary.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The project as a whole: its name, cloud, regions, platform and labels. */
final class ProjectDesign {

  private static final Element PROJECT = Element.of(Element.Kind.PROJECT);
  private static final int SLUG_LIMIT = 20;
  private static final int LABEL_LIMIT = 63;

  private final Draft draft;
  private final List<Compliance> compliance;

  private ProjectDesign(Draft draft, List<Compliance> compliance) {
    this.draft = draft;
    this.compliance = compliance;
  }

  static Project design(Draft draft, List<Compliance> compliance) {
    return new ProjectDesign(draft, compliance).design();
  }

  private Project design() {
    Located<String> name = draft.requirements().projectName();
    String slug = ResourceNames.of(name.value(), SLUG_LIMIT, "app");
    String owner = draft.find(Subjects.PROJECT_OWNER).map(Resolved::value).orElse("unassigned");
    cloud();
    SeveralClouds.report(draft);
    return new Project(
        name.value(),
        slug,
        owner,
        draft.cloud(),
        regions(),
        platform(),
        draft.find(Subjects.REPOSITORY).map(Resolved::value).flatMap(ProjectDesign::repository),
        labels(slug, owner),
        records());
  }

  /** {@code owner/name}, also out of an address. */
  private static Optional<String> repository(String text) {
    String path =
        text.strip()
            .replaceFirst("\\.git$", "")
            .replaceFirst("^(https://|git@|ssh://git@)[^/:]{1,100}[/:]", "");
    return path.matches("[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}")
        ? Optional.of(path)
        : Optional.empty();
  }

  private void cloud() {
    Located<Cloud> cloud =
        draft.settle(
            Subjects.CLOUD,
            Cloud.GCP,
            "nothing names a cloud; Google Cloud is taken, whose containers without servers cost"
                + " nothing while nobody calls");
    DecisionDraft decision =
        draft
            .decide("cloud", PROJECT, "Cloud", cloud.value().label())
            .because(
                "Its managed containers, databases and identities cover what the project needs,"
                    + " and nobody has to keep a server.");
    for (Cloud other : Cloud.values()) {
      if (other != cloud.value()) {
        decision.over(
            other.label(),
            draft.find(Subjects.CLOUD).isPresent()
                ? cloud.value().label() + " is asked for; `slipway compare` shows the difference."
                : "It would do as well; `slipway compare` shows cost and limits side by side.");
      }
    }
    decision
        .on(cloud.evidence())
        .reconsiderWhen(
            "A contract, a customer or existing infrastructure ties the project to another cloud.");
  }

  private List<String> regions() {
    boolean union = compliance.contains(Compliance.GDPR);
    Optional<Resolved<List<String>>> stated = draft.find(Subjects.REGIONS);
    List<String> known = new ArrayList<>();
    for (String word : stated.map(Resolved::value).orElse(List.of())) {
      Optional<String> region = draft.regions().find(word);
      if (region.isEmpty()) {
        Evidence evidence = stated.orElseThrow().evidence();
        // What was set for this tool is a slip; a record may speak of where the system ran so far.
        Optional<String> near =
            draft.regions().nearest(word).filter(n -> saidForAnotherCloud(evidence));
        near.filter(n -> !known.contains(n)).ifPresent(known::add);
        unknownRegion(word, near, evidence);
      } else if (!known.contains(region.get())) {
        known.add(region.get());
      }
    }
    boolean assumed = known.isEmpty();
    if (assumed) {
      known.add(union ? draft.regions().usualInUnion() : draft.regions().usual());
    }
    if (draft.saves(Saving.SINGLE_REGION)) {
      known.subList(1, known.size()).clear();
    }
    List<Evidence> evidence = new ArrayList<>();
    stated.map(Resolved::evidence).filter(e -> !assumed).ifPresent(evidence::add);
    draft
        .find(Subjects.COMPLIANCE)
        .map(Resolved::evidence)
        .filter(e -> union)
        .ifPresent(evidence::add);
    if (assumed) {
      evidence.add(
          Evidence.assumed(
              "nothing names a region; this one is among the cheapest and has every service"));
    }
    decideRegions(known, union, evidence);
    return List.copyOf(known);
  }

  /** A region that stands in a file while the cloud was named anew is no slip either. */
  private boolean saidForAnotherCloud(Evidence region) {
    return region.origin().compareTo(Origin.CONFIGURATION) > 0
        || draft
            .find(Subjects.CLOUD)
            .map(Resolved::evidence)
            .filter(cloud -> region.origin().compareTo(cloud.origin()) > 0)
            .isPresent();
  }

  private void decideRegions(List<String> regions, boolean union, List<Evidence> evidence) {
    List<String> outside = regions.stream().filter(r -> !Regions.inEuropeanUnion(r)).toList();
    if (union && !outside.isEmpty()) {
      draft.report(
          "SLIP-REGION-RESIDENCY",
          Severity.WARNING,
          evidence.getFirst().span(),
          "project",
          "Personal data under GDPR would be kept outside the European Union",
          String.join(", ", outside)
              + " lies outside the union, so that keeping personal data there needs a legal"
              + " basis for the transfer.",
          "Choose a region inside, such as\n    --set regions=" + draft.regions().usualInUnion());
    }
    String reason =
        (regions.size() == 1
                ? "One region serves everything: what talks to each other is near, and nothing is"
                    + " paid twice."
                : "Services run in each region behind one address; data has its home in "
                    + regions.getFirst()
                    + ".")
            + (union && outside.isEmpty()
                ? " Data stays in the European Union, as GDPR projects want it."
                : "");
    draft
        .decide("regions", PROJECT, "Where it runs", String.join(", ", regions))
        .because(reason)
        .over(
            regions.size() == 1 ? "a second region" : "one region",
            regions.size() == 1
                ? "It costs about as much again, and nothing asks for surviving the loss of a"
                    + " region."
                : draft.saves(Saving.SINGLE_REGION) ? "" : "More than one is asked for.")
        .on(evidence)
        .reconsiderWhen(
            "Users sit on another continent, data has to be kept in another country, or the loss of"
                + " a whole region must not be an outage.");
  }

  private void unknownRegion(String word, Optional<String> near, Evidence evidence) {
    if (near.isPresent()) {
      draft.report(
          "SLIP-REGION-ELSEWHERE",
          Severity.WARNING,
          evidence.span(),
          "project",
          "`" + word + "` is a region of another cloud",
          "It is named by "
              + evidence.where()
              + ". "
              + near.get()
              + " is near it and is designed for instead.",
          "Settle it, for example with\n    --set regions=" + near.get());
      return;
    }
    draft.report(
        "SLIP-REGION-UNKNOWN",
        Severity.ERROR,
        evidence.span(),
        "project",
        "No region `" + word + "` of " + draft.cloud().label(),
        "It is named by "
            + evidence.where()
            + " and is neither a region nor a place with one."
            + Suggestion.sentence(word, draft.regions().all()),
        "Name a region, such as\n    --set regions=" + draft.regions().usualInUnion());
  }

  private Platform platform() {
    Located<Platform> platform =
        draft.settle(
            Subjects.PLATFORM,
            Platform.SERVERLESS_CONTAINERS,
            "nothing asks for a platform; containers without servers need the least operation");
    draft
        .decide("platform", PROJECT, "What runs the containers", label(platform.value()))
        .because(
            switch (platform.value()) {
              case SERVERLESS_CONTAINERS ->
                  "Containers start with the load and stop with it, each release is a revision that"
                      + " can be switched back, and there is no cluster to upgrade.";
              case KUBERNETES ->
                  "Kubernetes is asked for; "
                      + draft.services().kubernetes()
                      + " leaves nodes and their upgrades to the cloud.";
              case FUNCTIONS ->
                  "Functions are asked for; the platform builds and calls the handlers.";
            })
        .over(
            platform.value() == Platform.KUBERNETES
                ? draft.services().containers()
                : draft.services().kubernetes(),
            platform.value() == Platform.KUBERNETES
                ? "The records ask for Kubernetes."
                : "A cluster costs about $70 a month before the first pod and has to be kept"
                    + " current; nothing here needs one.")
        .on(platform.evidence())
        .reconsiderWhen(
            "Workloads need sidecars of their own, GPUs in numbers, protocols other than HTTP, or"
                + " run flat out day and night.");
    return platform.value();
  }

  private String label(Platform platform) {
    return switch (platform) {
      case SERVERLESS_CONTAINERS -> draft.services().containers();
      case KUBERNETES -> draft.services().kubernetes();
      case FUNCTIONS -> draft.services().functions();
    };
  }

  private List<Label> labels(String slug, String owner) {
    List<Label> labels =
        List.of(
            new Label("application", slug),
            new Label("managed-by", "slipway"),
            new Label("owner", ResourceNames.of(owner, LABEL_LIMIT, "unassigned")));
    draft
        .decide("labels", PROJECT, "Labels", "application, environment, managed-by, owner")
        .because(
            "Cost reports, alerts and clean-ups go by label; these four answer whose it is, what"
                + " for and from where.")
        .over("no labels", "A bill without labels cannot be split.")
        .on(
            draft
                .find(Subjects.PROJECT_OWNER)
                .map(Resolved::evidence)
                .orElseGet(() -> Evidence.assumed("no source names an owner")))
        .reconsiderWhen("Finance or policy asks for others, such as a cost center.");
    return labels;
  }

  private List<RecordSource> records() {
    return draft.requirements().records().stream()
        .map(r ->
            new RecordSource(
                r.kind().name().toLowerCase(Locale.ROOT),
                r.id(),
                r.title(),
                r.status() == RecordStatus.IN_FORCE,
                r.path()))
        .sorted(java.util.Comparator.comparing(RecordSource::path))
        .toList();
  }
}
