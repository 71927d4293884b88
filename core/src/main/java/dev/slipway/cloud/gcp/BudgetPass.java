package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.bool;
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
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Binary;
import dev.slipway.stack.Expression.ForList;
import dev.slipway.stack.Expression.Operator;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * The budget of the month, for all environments together, kept in production. A budget belongs to
 * the billing account, where the pipeline may do nothing unless somebody lets it, so it is made
 * only when {@code billing_account} is set.
 */
final class BudgetPass implements Pass {

  static final ResourceAddress BUDGET = ResourceAddress.managed("google_billing_budget", "monthly");
  private static final Provenance WHY = Provenance.of(Element.of(Element.Kind.BUDGET), "budget");
  private static final String ACCOUNT = "billing_account";
  private static final String AMOUNT = "monthly_budget";
  private static final String PROJECTS = "budget_project_numbers";

  @Override
  public String name() {
    return "budget";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    blueprint.budget().monthly().ifPresent(monthly -> add(blueprint, monthly, part));
    return part.build();
  }

  private static void add(Blueprint blueprint, BigDecimal monthly, StackPart.Builder part) {
    part.service("billingbudgets.googleapis.com").service("cloudbilling.googleapis.com");
    variables(part);
    for (Environment environment : blueprint.environments()) {
      boolean production = environment.equals(blueprint.production());
      part.value(
          environment.name(),
          AMOUNT,
          number(production ? monthly.setScale(0, RoundingMode.UP) : BigDecimal.ZERO),
          production
              ? "USD a month for all environments together."
              : "The budget of all environments is kept in " + blueprint.production().name() + ".",
          WHY);
    }
    Expression made =
        when(
            new Binary(Operator.OR, equal(var(ACCOUNT), text("")), equal(var(AMOUNT), number(0))),
            number(0),
            number(1));
    part.resource(
        MonitoringPass.FILE,
        BUDGET,
        "Made only when billing_account is set: whoever applies needs roles/billing.costsManager on"
            + " that account.\n"
            + "A budget tells, it does not stop anything.",
        Meta.NONE.withCount(made),
        body(blueprint),
        WHY);
  }

  private static Body.Builder body(Blueprint blueprint) {
    Expression own = template("projects/", MainStack.PROJECT.reference().dot("number"));
    Expression others =
        new ForList(
            Optional.empty(),
            "project",
            var(PROJECTS),
            template("projects/", ref("project")),
            Optional.empty());
    Body.Builder body =
        Body.builder()
            .set("billing_account", var(ACCOUNT))
            .set("display_name", blueprint.project().name() + " a month")
            .block(
                "budget_filter",
                Body.builder()
                    .set("calendar_period", "MONTH")
                    .set("credit_types_treatment", "INCLUDE_ALL_CREDITS")
                    .set("projects", call("concat", list(own), others)))
            .block(
                "amount",
                Body.builder()
                    .block(
                        "specified_amount",
                        Body.builder()
                            .set("currency_code", "USD")
                            .set("units", call("tostring", var(AMOUNT)))));
    for (int percent : blueprint.budget().alertPercents()) {
      body.block("threshold_rules", rule(percent, "CURRENT_SPEND"));
    }
    return body.block(
            "threshold_rules",
            rule(100, "FORECASTED_SPEND"),
            "Early: when the month is going to end above it.")
        .block(
            "all_updates_rule",
            Body.builder()
                .set(
                    "monitoring_notification_channels",
                    list(GcpAddresses.EMAIL_CHANNEL.reference().dot("id")))
                .set("disable_default_iam_recipients", bool(false)));
  }

  private static Body.Builder rule(int percent, String basis) {
    return Body.builder()
        .set("threshold_percent", number(BigDecimal.valueOf(percent).movePointLeft(2)))
        .set("spend_basis", basis);
  }

  private static void variables(StackPart.Builder part) {
    part.add(
        variable(
            ACCOUNT,
            ref("string"),
            "Billing account, as XXXXXX-XXXXXX-XXXXXX, that the budget is kept in. Empty: no"
                + " budget.",
            text(""),
            call(
                "can",
                call("regex", text("^([0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6})?$"), var(ACCOUNT))),
            "A billing account has the form XXXXXX-XXXXXX-XXXXXX."));
    part.add(
        variable(
            AMOUNT,
            ref("number"),
            "Budget in whole USD a month. 0: none is kept in this environment.",
            number(0),
            new Binary(
                Operator.AND,
                new Binary(Operator.GREATER_OR_EQUAL, var(AMOUNT), number(0)),
                equal(call("floor", var(AMOUNT)), var(AMOUNT))),
            "monthly_budget is a whole number, zero or more."));
    part.add(
        variable(
            PROJECTS,
            call("list", ref("string")),
            "Numbers of the other environments' projects, whose cost counts towards the budget too"
                + " (`gcloud projects describe PROJECT --format 'value(projectNumber)'`).",
            list(),
            call(
                "alltrue",
                new ForList(
                    Optional.empty(),
                    "project",
                    var(PROJECTS),
                    call("can", call("regex", text("^[0-9]+$"), ref("project"))),
                    Optional.empty())),
            "A project's number has digits only."));
  }

  private static InputVariable variable(
      String name,
      Expression type,
      String description,
      Expression defaultValue,
      Expression condition,
      String message) {
    return new InputVariable(
        name,
        "variables.tf",
        type,
        description,
        Optional.of(defaultValue),
        false,
        false,
        false,
        List.of(new InputVariable.Validation(condition, message)),
        WHY);
  }
}
