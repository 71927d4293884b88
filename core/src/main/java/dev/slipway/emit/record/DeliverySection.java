package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Delivery;
import dev.slipway.emit.record.InfrastructureRecord.Pipeline;
import dev.slipway.emit.record.InfrastructureRecord.Step;
import java.util.ArrayList;
import java.util.List;

/** The pipeline in steps. */
final class DeliverySection {

  private DeliverySection() {}

  static Pipeline of(Blueprint blueprint) {
    Delivery delivery = blueprint.delivery();
    return new Pipeline(provider(delivery), strategy(delivery), steps(blueprint));
  }

  private static String provider(Delivery delivery) {
    return switch (delivery.pipeline()) {
      case GITHUB_ACTIONS -> "GitHub Actions";
      case GITLAB_CI -> "GitLab CI";
      case CLOUD_BUILD -> "Cloud Build";
    };
  }

  private static String strategy(Delivery delivery) {
    return switch (delivery.strategy()) {
      case CANARY ->
          "canary: "
              + Words.list(delivery.canaryPercents().stream().map(p -> p + " %").toList())
              + " of the traffic first, then all of it";
      case BLUE_GREEN ->
          "blue-green: the new revision answers without traffic first, then gets all of it";
      case ROLLING -> "rolling: instances are replaced one by one";
    };
  }

  /** Before production nobody has to be spared, so a canary would only take time. */
  private static String released(Blueprint blueprint, Delivery.Promotion promotion) {
    return promotion.environment().equals(blueprint.production().name())
        ? strategy(blueprint.delivery())
        : "all of the traffic at once";
  }

  private static List<Step> steps(Blueprint blueprint) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "Check a pull request",
            "Tests and linters of every workload, formatting and validity of the Terraform, and its"
                + " plan."));
    steps.add(
        new Step("Build", "Each image once, by commit; every environment gets the same digest."));
    steps.add(new Step("Scan", "The images for known vulnerabilities."));
    for (Delivery.Promotion promotion : blueprint.delivery().promotions()) {
      environment(blueprint, promotion, steps);
    }
    return List.copyOf(steps);
  }

  private static void environment(
      Blueprint blueprint, Delivery.Promotion promotion, List<Step> steps) {
    String name = Words.capital(promotion.environment()) + ": ";
    if (promotion.approval()) {
      steps.add(new Step(name + "approval", "A person lets the plan and the release pass."));
    }
    steps.add(
        new Step(
            name + "apply",
            "Terraform applies the plan that was shown; images and traffic are left alone."));
    for (String job : blueprint.delivery().migrationJobs()) {
      steps.add(
          new Step(
              name + "migrate",
              "Runs "
                  + job
                  + " to its end before any traffic moves. If it fails, nothing is released."));
    }
    steps.add(
        new Step(
            name + "deploy",
            "A new revision without traffic, then " + released(blueprint, promotion) + "."));
    steps.add(
        new Step(
            name + "verify",
            "Health and error rate of the new revision. If they are bad, all traffic goes back to"
                + " the revision that ran before."));
  }
}
