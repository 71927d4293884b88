package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Observability.Alert;
import dev.slipway.blueprint.Observability.Severity;
import dev.slipway.blueprint.Observability.Signal;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The budget of the month and of a day, and what AWS itself finds unusual. Each account has its
 * own, since a budget of an account cannot see another's cost; a budget tells, it stops nothing.
 */
final class BudgetPass implements Pass {

  static final ResourceAddress MONTHLY = ResourceAddress.managed("aws_budgets_budget", "monthly");
  private static final ResourceAddress MONITOR =
      ResourceAddress.managed("aws_ce_anomaly_monitor", "services");
  private static final String EXISTING = "cost_anomaly_monitor_arn";
  private static final Provenance WHY = Provenance.of(Element.of(Element.Kind.BUDGET), "budget");

  @Override
  public String name() {
    return "budget";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    blueprint.budget().monthly().ifPresent(monthly -> monthly(blueprint, monthly, part));
    blueprint.observability().alerts().stream()
        .filter(a -> a.signal() == Signal.DAILY_COST)
        .forEach(a -> daily(blueprint, a, part));
    return part.build();
  }

  private static Expression topic() {
    return AlarmTopics.arn(Severity.WARNING, Place.PRIMARY);
  }

  private static void monthly(Blueprint blueprint, BigDecimal monthly, StackPart.Builder part) {
    Body.Builder body = budget(blueprint, "monthly", "MONTHLY", monthly);
    for (int percent : blueprint.budget().alertPercents()) {
      body.block("notification", notification("ACTUAL", BigDecimal.valueOf(percent)));
    }
    body.block(
        "notification",
        notification("FORECASTED", BigDecimal.valueOf(100)),
        "Early: when the month is going to end above it.");
    part.resource(
        MonitoringPass.FILE,
        MONTHLY,
        "For all environments together; this account's share of the cost is what it is compared"
            + " with.",
        body,
        WHY);
  }

  private static Body.Builder budget(
      Blueprint blueprint, String name, String unit, BigDecimal amount) {
    return Body.builder()
        .set("name", AwsNames.resource(blueprint, name))
        .set("budget_type", "COST")
        .set("time_unit", unit)
        .set("limit_amount", amount.stripTrailingZeros().toPlainString())
        .set("limit_unit", "USD");
  }

  private static Body.Builder notification(String basis, BigDecimal percent) {
    return Body.builder()
        .set("notification_type", basis)
        .set("comparison_operator", "GREATER_THAN")
        .set("threshold", number(percent))
        .set("threshold_type", "PERCENTAGE")
        .set("subscriber_sns_topic_arns", list(topic()));
  }

  private static void daily(Blueprint blueprint, Alert alert, StackPart.Builder part) {
    Provenance why = Provenance.of(Element.alert(alert.name()), "budget", "observability.alerts");
    part.resource(
        MonitoringPass.FILE,
        ResourceAddress.managed("aws_budgets_budget", ResourceAddress.id(alert.name())),
        "Alert " + alert.name() + ": " + Alarms.runbook(blueprint, alert),
        budget(blueprint, alert.name(), "DAILY", alert.threshold())
            .block("notification", notification("ACTUAL", BigDecimal.valueOf(100))),
        why);
    anomalies(blueprint, alert, why, part);
  }

  private static void anomalies(
      Blueprint blueprint, Alert alert, Provenance why, StackPart.Builder part) {
    part.add(existing(why));
    part.resource(
        MonitoringPass.FILE,
        MONITOR,
        "",
        Meta.NONE.withCount(when(equal(var(EXISTING), text("")), number(1), number(0))),
        Body.builder()
            .set("name", AwsNames.resource(blueprint, "services"))
            .set("monitor_type", "DIMENSIONAL")
            .set("monitor_dimension", "SERVICE"),
        why);
    Expression made =
        call(
            "one",
            new Reference(
                MONITOR.type(),
                List.of(
                    new Reference.Attribute(MONITOR.name()),
                    new Reference.Splat(),
                    new Reference.Attribute("arn"))));
    Body.Builder least =
        Body.builder()
            .set("key", "ANOMALY_TOTAL_IMPACT_ABSOLUTE")
            .set("match_options", texts(List.of("GREATER_THAN_OR_EQUAL")))
            .set("values", texts(List.of(alert.threshold().stripTrailingZeros().toPlainString())));
    part.resource(
        MonitoringPass.FILE,
        ResourceAddress.managed("aws_ce_anomaly_subscription", ResourceAddress.id(alert.name())),
        "What AWS finds unusual of one service, above what a day may cost. It learns and costs"
            + " nothing. Runbook: "
            + Alarms.runbook(blueprint, alert),
        Body.builder()
            .set("name", AwsNames.resource(blueprint, alert.name()))
            .set("frequency", "IMMEDIATE")
            .set(
                "monitor_arn_list", list(when(equal(var(EXISTING), text("")), made, var(EXISTING))))
            .block("subscriber", Body.builder().set("type", "SNS").set("address", topic()))
            .block("threshold_expression", Body.builder().block("dimension", least)),
        why);
  }

  private static InputVariable existing(Provenance why) {
    return new InputVariable(
        EXISTING,
        StackFiles.VARIABLES,
        ref("string"),
        "ARN of the account's monitor of services for cost anomalies where it has one already (`aws"
            + " ce get-anomaly-monitors`): an account takes one only. Empty: it is made here.",
        Optional.of(text("")),
        false,
        false,
        false,
        List.of(
            new InputVariable.Validation(
                call(
                    "can",
                    call(
                        "regex",
                        text("^(arn:aws:ce::[0-9]{12}:anomalymonitor/.+)?$"),
                        var(EXISTING))),
                "Give the ARN of an anomaly monitor, or nothing.")),
        why);
  }
}
