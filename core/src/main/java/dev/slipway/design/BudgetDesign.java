package dev.slipway.design;

import dev.slipway.blueprint.Budget;
import dev.slipway.blueprint.Element;
import dev.slipway.evidence.Evidence;
import dev.slipway.intake.Subjects;
import dev.slipway.requirements.Resolved;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** What it may cost, and when somebody is told. */
final class BudgetDesign {

  private static final BigDecimal DAYS = new BigDecimal("30");

  /** Days differ; half as much again as an even share is no longer one of them. */
  private static final BigDecimal UNUSUAL = new BigDecimal("1.5");

  private BudgetDesign() {}

  static Budget design(Draft draft) {
    Optional<Resolved<BigDecimal>> monthly = draft.find(Subjects.BUDGET);
    Optional<Resolved<BigDecimal>> daily = draft.find(Subjects.DAILY_COST_ALERT);
    Optional<BigDecimal> alert =
        daily
            .map(Resolved::value)
            .or(() ->
                monthly.map(
                    m -> m.value().multiply(UNUSUAL).divide(DAYS, 0, RoundingMode.CEILING)));
    draft
        .decide(
            "budget",
            Element.of(Element.Kind.BUDGET),
            "Budget",
            monthly.map(m -> Figures.text(m.value()) + " USD a month").orElse("none stated"))
        .because(
            monthly
                .map(m ->
                    "Somebody is told at 50, 80 and 100 %, and when a day costs more than "
                        + alert.map(Figures::text).orElse("")
                        + " USD"
                        + (daily.isPresent() ? "" : ": " + Figures.text(m.value()) + " / 30 × 1.5")
                        + ".")
                .orElse("The alarm follows the estimate until somebody names a figure."))
        .over("no alarm", "The bill would tell, a month later.")
        .on(
            monthly
                .map(Resolved::evidence)
                .or(() -> daily.map(Resolved::evidence))
                .orElseGet(() -> Evidence.assumed("nobody names a budget")))
        .reconsiderWhen("The estimate and the bill differ by a quarter.");
    return new Budget(monthly.map(Resolved::value), List.of(50, 80, 100), alert);
  }
}
