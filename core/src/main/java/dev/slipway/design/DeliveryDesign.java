package dev.slipway.design;

import dev.slipway.blueprint.Delivery;
import dev.slipway.blueprint.Delivery.Promotion;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Environment.Stage;
import dev.slipway.blueprint.Workload;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.Workflow;
import dev.slipway.vocabulary.DeliveryStrategy;
import dev.slipway.vocabulary.PipelineProvider;
import java.util.List;

/** How a change reaches its users. */
final class DeliveryDesign {

  private static final Element DELIVERY = Element.of(Element.Kind.DELIVERY);

  private DeliveryDesign() {}

  static Delivery design(Draft draft, List<Environment> environments, List<Workload> workloads) {
    pipeline(draft);
    DeliveryStrategy strategy = strategy(draft);
    List<String> jobs =
        workloads.stream().filter(w -> w.migration().isPresent()).map(Workload::name).toList();
    migrations(draft, workloads, jobs);
    List<Promotion> promotions =
        environments.stream()
            .map(e -> new Promotion(e.name(), e.stage() == Stage.PRODUCTION))
            .toList();
    return new Delivery(
        PipelineProvider.GITHUB_ACTIONS,
        strategy,
        strategy == DeliveryStrategy.CANARY ? List.of(10, 50) : List.of(),
        promotions,
        jobs,
        draft.requirements().workflows().stream().map(Workflow::path).sorted().toList());
  }

  private static void pipeline(Draft draft) {
    Located<PipelineProvider> asked =
        draft.settle(
            Subjects.PIPELINE,
            PipelineProvider.GITHUB_ACTIONS,
            "nothing names a pipeline; GitHub Actions is what most projects have");
    if (asked.value() != PipelineProvider.GITHUB_ACTIONS) {
      draft.report(
          "SLIP-PIPELINE-UNSUPPORTED",
          Severity.WARNING,
          asked.evidence().span(),
          "delivery",
          "Only GitHub Actions can be written so far",
          asked.evidence().where()
              + " asks for another pipeline. The workflows are written for GitHub Actions, and"
              + " their steps say what another pipeline has to do.",
          "To settle it:\n    --set delivery.pipeline=github-actions");
    }
    draft
        .decide("delivery.pipeline", DELIVERY, "Pipeline", "GitHub Actions")
        .because(
            "It is where the code is reviewed, and it proves who it is by federation, so that no"
                + " key exists.")
        .over("Cloud Build", "Reviews, plans and approvals would be in two places.")
        .on(asked.evidence())
        .reconsiderWhen("The repository moves.");
  }

  private static DeliveryStrategy strategy(Draft draft) {
    Located<DeliveryStrategy> strategy =
        draft.settle(
            Subjects.STRATEGY,
            DeliveryStrategy.CANARY,
            "nothing names a strategy; a canary shows a bad release to the fewest");
    draft
        .decide(
            "delivery.strategy",
            DELIVERY,
            "Release",
            switch (strategy.value()) {
              case CANARY -> "canary: 10 %, 50 %, then everybody";
              case BLUE_GREEN -> "all at once, after it answered without traffic";
              case ROLLING -> "instance by instance";
            })
        .because(
            switch (strategy.value()) {
              case CANARY ->
                  "A bad release meets one request in ten, and the traffic goes back to the"
                      + " revision before within seconds.";
              case BLUE_GREEN ->
                  "It is asked for; the revision before stays ready to take the traffic back.";
              case ROLLING -> "It is asked for; old and new answer side by side for a while.";
            })
        .over("all at once", "A bad release would meet everybody.")
        .on(strategy.evidence())
        .reconsiderWhen("There is too little traffic for a share of ten percent to show anything.");
    return strategy.value();
  }

  private static void migrations(Draft draft, List<Workload> workloads, List<String> jobs) {
    if (jobs.isEmpty()) {
      return;
    }
    List<Evidence> evidence =
        draft.requirements().services().stream()
            .flatMap(s -> s.migrations().stream())
            .map(m -> m.evidence())
            .toList();
    String tools =
        String.join(
            ", ",
            workloads.stream()
                .flatMap(w -> w.migration().stream())
                .map(m -> m.tool().label())
                .distinct()
                .toList());
    draft
        .decide(
            "delivery.migrations",
            DELIVERY,
            "Migrations",
            String.join(", ", jobs) + ", before traffic moves")
        .because(
            tools
                + " runs as a job in the private network with an identity of its own, once, before"
                + " the new revision takes traffic; the services may read and write data and not"
                + " change the schema.")
        .over(
            "at the start of each instance",
            "Instances would race each other, and a service would need the right to drop tables.")
        .over("an endpoint that migrates", "It would be reachable by whoever finds it.")
        .on(evidence.isEmpty() ? List.of(Evidence.assumed("migrations were declared")) : evidence)
        .reconsiderWhen(
            "A migration takes longer than an hour, or cannot be made compatible with the release"
                + " before.");
  }
}
