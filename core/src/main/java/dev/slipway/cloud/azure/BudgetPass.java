package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * The budget of the month. It belongs to a subscription, and there is one for each environment:
 * every one of them is watched against the amount for all together, since nobody said how it is
 * shared out.
 */
final class BudgetPass implements Pass {

  static final ResourceAddress BUDGET =
      ResourceAddress.managed("azurerm_consumption_budget_subscription", "monthly");
  private static final Provenance WHY = Provenance.of(Element.of(Element.Kind.BUDGET), "budget");
  private static final String AMOUNT = "monthly_budget";
  private static final BigDecimal DAYS = BigDecimal.valueOf(30);

  /** Azure takes no more notifications than this. */
  private static final int MOST = 5;

  @Override
  public String name() {
    return "budget";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    amount(blueprint).ifPresent(amount -> add(blueprint, amount, part));
    return part.build();
  }

  /** Where only the cost of a day was named, thirty of them are a month. */
  private static Optional<BigDecimal> amount(Blueprint blueprint) {
    return blueprint
        .budget()
        .monthly()
        .or(() -> blueprint.budget().dailyAlert().map(DAYS::multiply))
        .map(a -> a.setScale(0, RoundingMode.UP))
        .filter(a -> a.signum() > 0);
  }

  private static void add(Blueprint blueprint, BigDecimal amount, StackPart.Builder part) {
    new EnvironmentInputs(blueprint, part, WHY)
        .number(
            AMOUNT,
            "Budget a month in the currency that the subscription is billed in. 0: none.",
            0,
            1_000_000_000,
            (Environment e) -> amount.longValueExact());
    part.resource(
        Monitoring.FILE,
        BUDGET,
        "The amount is for all environments together, and a subscription can only watch itself. A"
            + " budget tells, it does not\nstop anything.",
        Meta.NONE
            .withCount(when(equal(var(AMOUNT), number(0)), number(0), number(1)))
            .withLifecycle(
                Body.builder()
                    .set(
                        "ignore_changes",
                        list(ref("time_period")),
                        "It has to begin in the month in which it is made, and stays so.")
                    .build()),
        body(blueprint),
        WHY);
  }

  private static Body.Builder body(Blueprint blueprint) {
    Body.Builder body =
        Body.builder()
            .set("name", AzureNames.resource(blueprint, "monthly"))
            .set("subscription_id", template("/subscriptions/", var("subscription_id")))
            .set("amount", var(AMOUNT))
            .set("time_grain", "Monthly")
            .block(
                "time_period",
                Body.builder()
                    .set(
                        "start_date",
                        call(
                            "formatdate",
                            text("YYYY-MM-01'T'00:00:00'Z'"),
                            call("plantimestamp"))));
    List<Integer> percents =
        blueprint.budget().alertPercents().stream().distinct().sorted().toList();
    for (int percent : percents.subList(Math.max(0, percents.size() - MOST + 1), percents.size())) {
      body.block("notification", notification(percent, "Actual"));
    }
    return body.block(
        "notification",
        notification(100, "Forecasted"),
        "Early: when the month is going to end above it.");
  }

  private static Body.Builder notification(int percent, String type) {
    return Body.builder()
        .set("operator", "GreaterThanOrEqualTo")
        .set("threshold", percent)
        .set("threshold_type", type)
        .set("contact_groups", list(AzureAddresses.WARNING_GROUP.reference().dot("id")));
  }
}
