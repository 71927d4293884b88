package dev.slipway.run;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.CloudStacks;
import dev.slipway.cost.CostEstimator;
import dev.slipway.cost.Estimate;
import dev.slipway.design.Designer;
import dev.slipway.design.Saving;
import dev.slipway.design.Savings;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.facts.PriceBook;
import dev.slipway.requirements.Requirements;
import dev.slipway.stack.Stack;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the design to propose: the full one when it fits the budget, otherwise the cheapest one
 * that still meets the objectives. Where even that does not fit, it also finds the best one that
 * does, which a person may choose.
 */
final class BudgetSearch {

  private final Requirements requirements;
  private final PriceBook prices;

  BudgetSearch(Requirements requirements, PriceBook prices) {
    this.requirements = requirements;
    this.prices = prices;
  }

  /** A design with its price. */
  record Priced(Savings savings, Outcome<Blueprint> blueprint, Stack main, Estimate estimate) {

    /** Made for the chosen design only: what is set up by hand costs nothing. */
    CloudStacks stacks() {
      return new CloudStacks(main, Lowering.bootstrap(blueprint.value()));
    }

    BigDecimal expected() {
      return estimate.total().expected();
    }
  }

  /** What was found. */
  record Found(Priced chosen, BudgetFit fit) {}

  Found search() {
    Priced full = price(Savings.NONE);
    Optional<BigDecimal> budget = full.blueprint().value().budget().monthly();
    if (budget.isEmpty() || fits(full, budget.get())) {
      return new Found(full, new BudgetFit(budget, List.of(), true, Optional.empty()));
    }
    Priced chosen = saveUntilFit(full, budget.get(), true);
    if (fits(chosen, budget.get())) {
      return new Found(
          chosen, new BudgetFit(budget, chosen.savings().taken(), true, Optional.empty()));
    }
    Priced cheaper = saveUntilFit(chosen, budget.get(), false);
    Optional<BudgetFit.Offer> offer =
        fits(cheaper, budget.get())
            ? Optional.of(new BudgetFit.Offer(cheaper.savings().taken(), cheaper.estimate()))
            : Optional.empty();
    return new Found(chosen, new BudgetFit(budget, chosen.savings().taken(), false, offer));
  }

  /**
   * Takes savings of one sort in their order, each only when it lowers the price, until the design
   * fits.
   */
  private Priced saveUntilFit(Priced start, BigDecimal budget, boolean keepingObjectives) {
    Priced best = start;
    for (Saving saving : Saving.order()) {
      if (fits(best, budget)) {
        break;
      }
      if (saving.keepsObjectives() == keepingObjectives
          && !best.savings().has(saving)
          && saving.appliesTo(best.blueprint().value())) {
        Priced saved = price(best.savings().with(saving));
        best = saved.expected().compareTo(best.expected()) < 0 ? saved : best;
      }
    }
    return best;
  }

  private Priced price(Savings savings) {
    Outcome<Blueprint> blueprint = Designer.design(requirements, savings);
    Stack main = Lowering.main(blueprint.value());
    return new Priced(
        savings, blueprint, main, CostEstimator.estimate(blueprint.value(), main, prices));
  }

  private static boolean fits(Priced design, BigDecimal budget) {
    return design.expected().compareTo(budget) <= 0;
  }

  /** What there is to say about the budget. */
  static List<Diagnostic> diagnostics(Found found) {
    BudgetFit fit = found.fit();
    if (fit.budget().isEmpty() || (fit.met() && fit.taken().isEmpty())) {
      return List.of();
    }
    List<Diagnostic> diagnostics = new ArrayList<>();
    String budget = "$" + fit.budget().get().toPlainString();
    if (fit.met()) {
      diagnostics.add(
          Diagnostic.of(
              "SLIP-BUDGET-SAVINGS",
              Severity.NOTE,
              "budget",
              "The design was made cheaper to fit the budget",
              "Within "
                  + budget
                  + " a month it takes these savings, none of which costs an objective: "
                  + labels(fit.taken())
                  + ".",
              "Raise budget.monthly in slipway.yaml to have them back."));
      return diagnostics;
    }
    String cheapest = Money.dollars(found.chosen().expected());
    String offer =
        fit.withinBudget()
            .map(o ->
                "The best design within "
                    + budget
                    + " costs "
                    + Money.dollars(o.estimate().total().expected())
                    + " and gives up: "
                    + losses(o.savings())
                    + ".")
            .orElse("No design that runs these workloads fits " + budget + ".");
    diagnostics.add(
        Diagnostic.of(
            "SLIP-BUDGET-EXCEEDED",
            Severity.ERROR,
            "budget",
            "The budget cannot be met with these objectives",
            "The cheapest design that meets the objectives costs "
                + cheapest
                + " a month, the budget is "
                + budget
                + ". It is the one that was written. "
                + offer,
            "Raise budget.monthly, or lower the objectives in slipway.yaml, and run again."));
    return diagnostics;
  }

  private static String labels(List<Saving> savings) {
    return String.join("; ", savings.stream().map(Saving::label).toList());
  }

  private static String losses(List<Saving> savings) {
    return String.join(
        "; ",
        savings.stream()
            .filter(s -> !s.keepsObjectives())
            .map(s -> s.label() + " (" + s.givesUp() + ")")
            .toList());
  }
}
